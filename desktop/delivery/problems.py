"""The words for what kept a delivery from arriving: what happened, then what to do."""

from dataclasses import dataclass

from desktop import account
from desktop.delivery.delivery import DeliveryProblem
from worker.contract.delivery import Problem


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """One problem for people."""

    sentence: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".rstrip()


_WORDS = {
    Problem.NO_ACCOUNT: ("No mail account is set up.", "Set one up, or set SUNTO_SMTP_URL."),
    Problem.NO_PASSWORD: ("There is no password for {user}.", "Enter it in the email set-up."),
    Problem.NAME_NOT_FOUND: (
        "There is no computer called {host}.",
        "Check the server's name, and whether this computer is online.",
    ),
    Problem.CONNECTION_REFUSED: (
        "{host} takes no connections on port {port}.",
        "Check the port: 465 for TLS, 587 for STARTTLS.",
    ),
    Problem.UNREACHABLE: ("{host} cannot be reached: {reason}.", "Check the connection."),
    Problem.TIMED_OUT: (
        "{host} did not answer in time.",
        "Check the port and the kind of security; a firewall may be in the way.",
    ),
    Problem.CONNECTION_LOST: ("{host} ended the connection in the middle.", "It is tried again."),
    Problem.WRONG_HOST: (
        "The certificate of {host} is for another name, so nothing was sent.",
        "Use the server's name exactly as your provider writes it.",
    ),
    Problem.CERTIFICATE: (
        "The certificate of {host} cannot be trusted ({reason}), so nothing was sent.",
        "Check the server's name, and the date and time of this computer.",
    ),
    Problem.NO_TLS: (
        "{host} offers no protected connection on port {port}, so nothing was sent.",
        "Check the port and the kind of security.",
    ),
    Problem.PLAIN_FORBIDDEN: (
        "Without protection mail goes to this computer only, and {host} is another one.",
        "Choose TLS or STARTTLS.",
    ),
    Problem.LOGIN: (
        "The server did not accept user name and password ({reply}).",
        "Some providers want an app password instead of your own.",
    ),
    Problem.NO_LOGIN: (
        "{host} offers no way to log in that Sunto knows.",
        "If it needs no login, leave the user name empty.",
    ),
    Problem.SENDER: (
        "The server does not take mail from {address} ({reply}).",
        "Use the address that belongs to the account.",
    ),
    Problem.RECIPIENT: (
        "The server does not take mail for {address} ({reply}).",
        "Check the address.",
    ),
    Problem.MAILBOX_FULL: ("The mailbox of {address} is full ({reply}).", "It is tried again."),
    Problem.TOO_LARGE: ("The message is too large for the server.", "Attach less."),
    Problem.NO_UTF8: (
        "{host} cannot handle addresses with letters beyond ASCII.",
        "Use another address, or another provider.",
    ),
    Problem.LATER: ("The server asked to come back later ({reply}).", "It is tried again."),
    Problem.MESSAGE: ("The server refused the message ({reply}).", ""),
    Problem.STATUS: ("{host} answered {reply}.", ""),
    Problem.FORBIDDEN_ADDRESS: (
        "Summaries are posted to https addresses, or to this computer.",
        "Change the address.",
    ),
    Problem.FOLDER: ("The file cannot be written: {reason}.", "Check the folder."),
    Problem.UNKNOWN_ANSWER: (
        "The connection was lost before the server answered: perhaps it was sent.",
        "Look into the mailbox, then send it again or give it up.",
    ),
    Problem.NOT_BUILT: ("The message could not be put together: {error}.", "Report this."),
    Problem.INTERNAL: ("Sending broke ({error}).", "It is tried again; the log says more."),
}


def explain(problem: DeliveryProblem) -> ProblemWords:
    """The words for a problem; what its sentence asks for and was not told is a question mark."""
    if problem.code is Problem.TOO_LARGE and "limit_bytes" in problem.params:
        size, limit = (int(problem.params[name]) for name in ("size_bytes", "limit_bytes"))
        sentence = f"The message has {account.size(size)}; the server takes {account.size(limit)}."
        return ProblemWords(sentence, _WORDS[Problem.TOO_LARGE][1])
    sentence, hint = _WORDS[problem.code]
    return ProblemWords(sentence.format_map(_Params(problem.params)), hint)


class _Params(dict[str, str | int]):
    def __missing__(self, name: str) -> str:
        return "?"
