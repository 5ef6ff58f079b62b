"""The words for what kept a delivery from arriving: what happened, then what to do."""

from dataclasses import dataclass

from desktop import account
from desktop.delivery.delivery import DeliveryProblem
from desktop.translation import mark, tr
from worker.contract.sending_states import Problem


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """One problem for people."""

    sentence: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".rstrip()


_WORDS = {
    Problem.NO_ACCOUNT: (
        mark("No mail account is set up."),
        mark("Set one up, or set SUNTO_SMTP_URL."),
    ),
    Problem.NO_PASSWORD: (
        mark("There is no password for {user}."),
        mark("Enter it in the email set-up."),
    ),
    Problem.NAME_NOT_FOUND: (
        mark("There is no computer called {host}."),
        mark("Check the server's name, and whether this computer is online."),
    ),
    Problem.CONNECTION_REFUSED: (
        mark("{host} takes no connections on port {port}."),
        mark("Check the port: 465 for TLS, 587 for STARTTLS."),
    ),
    Problem.UNREACHABLE: (
        mark("{host} cannot be reached: {reason}."),
        mark("Check the connection."),
    ),
    Problem.TIMED_OUT: (
        mark("{host} did not answer in time."),
        mark("Check the port and the kind of security; a firewall may be in the way."),
    ),
    Problem.CONNECTION_LOST: (
        mark("{host} ended the connection in the middle."),
        mark("It is tried again."),
    ),
    Problem.WRONG_HOST: (
        mark("The certificate of {host} is for another name, so nothing was sent."),
        mark("Use the server's name exactly as your provider writes it."),
    ),
    Problem.CERTIFICATE: (
        mark("The certificate of {host} cannot be trusted ({reason}), so nothing was sent."),
        mark("Check the server's name, and the date and time of this computer."),
    ),
    Problem.NO_TLS: (
        mark("{host} offers no protected connection on port {port}, so nothing was sent."),
        mark("Check the port and the kind of security."),
    ),
    Problem.PLAIN_FORBIDDEN: (
        mark("Without protection mail goes to this computer only, and {host} is another one."),
        mark("Choose TLS or STARTTLS."),
    ),
    Problem.LOGIN: (
        mark("The server did not accept user name and password ({reply})."),
        mark("Some providers want an app password instead of your own."),
    ),
    Problem.NO_LOGIN: (
        mark("{host} offers no way to log in that Sunto knows."),
        mark("If it needs no login, leave the user name empty."),
    ),
    Problem.SENDER: (
        mark("The server does not take mail from {address} ({reply})."),
        mark("Use the address that belongs to the account."),
    ),
    Problem.RECIPIENT: (
        mark("The server does not take mail for {address} ({reply})."),
        mark("Check the address."),
    ),
    Problem.MAILBOX_FULL: (
        mark("The mailbox of {address} is full ({reply})."),
        mark("It is tried again."),
    ),
    Problem.TOO_LARGE: (mark("The message is too large for the server."), mark("Attach less.")),
    Problem.NO_UTF8: (
        mark("{host} cannot handle addresses with letters beyond ASCII."),
        mark("Use another address, or another provider."),
    ),
    Problem.LATER: (
        mark("The server asked to come back later ({reply})."),
        mark("It is tried again."),
    ),
    Problem.MESSAGE: (mark("The server refused the message ({reply})."), ""),
    Problem.STATUS: (mark("{host} answered {reply}."), ""),
    Problem.FORBIDDEN_ADDRESS: (
        mark("Summaries are posted to https addresses, or to this computer."),
        mark("Change the address."),
    ),
    Problem.FOLDER: (mark("The file cannot be written: {reason}."), mark("Check the folder.")),
    Problem.UNKNOWN_ANSWER: (
        mark("The connection was lost before the server answered: perhaps it was sent."),
        mark("Look into the mailbox, then send it again or give it up."),
    ),
    Problem.NOT_BUILT: (
        mark("The message could not be put together: {error}."),
        mark("Report this."),
    ),
    Problem.INTERNAL: (
        mark("Sending broke ({error})."),
        mark("It is tried again; the log says more."),
    ),
}


def explain(problem: DeliveryProblem) -> ProblemWords:
    """The words for a problem; what its sentence asks for and was not told is a question mark."""
    if problem.code is Problem.TOO_LARGE and "limit_bytes" in problem.params:
        size, limit = (int(problem.params[name]) for name in ("size_bytes", "limit_bytes"))
        sentence = tr(
            "The message has {size}; the server takes {limit}.",
            size=account.size(size),
            limit=account.size(limit),
        )
        return ProblemWords(sentence, tr(_WORDS[Problem.TOO_LARGE][1]))
    sentence, hint = _WORDS[problem.code]
    return ProblemWords(tr(sentence).format_map(_Params(problem.params)), tr(hint))


class _Params(dict[str, str | int]):
    def __missing__(self, name: str) -> str:
        return "?"
