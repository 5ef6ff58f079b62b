"""Sends one test message at once, the way all others go, and says exactly what became of it."""

import subprocess
from email.utils import make_msgid

from desktop.delivery.account import MailAccount
from desktop.delivery.message import Envelope, test_message
from desktop.delivery.spool import Spool
from desktop.jobs.job import new_id
from desktop.services.child import NO_CONSOLE, child_environment
from worker.contract import secret_store
from worker.contract.delivery import EmailOrder, Outcome
from worker.contract.paths import DataPaths
from worker.contract.program import worker_command
from worker.contract.sending_states import OutcomeState, Problem

COMMAND_TIMEOUT_S = 15.0
"""A person is looking: less patience than for mail that may go later."""

PROGRAM_TIMEOUT_S = 120.0


def send_test(
    paths: DataPaths, account: MailAccount, recipient: str, password: str | None
) -> Outcome:
    """Send a test message; `password` is one that is not kept yet, None means the one that is."""
    paths.create()
    spool, name = Spool(paths), f"{new_id()}.1"
    password = password or account.password
    secret = f"test:{name}" if password is not None else account.secret_name
    if password is not None:
        secret_store.keep_for_session(paths, secret, password)
    try:
        spool.lay_down(name, _order(account, recipient, secret), _message(account, recipient))
        _run(paths, name, account)
        return spool.outcome(name) or Outcome(
            state=OutcomeState.POSTPONED, problem=Problem.INTERNAL, params={"error": "no outcome"}
        )
    finally:
        spool.clear(name)
        if password is not None:
            secret_store.forget_for_session(paths, secret)


def _order(account: MailAccount, recipient: str, secret: str) -> EmailOrder:
    return EmailOrder(
        server=account.server,
        secret=secret,
        sender=account.sender.addr_spec,
        recipient=recipient,
        command_timeout_s=COMMAND_TIMEOUT_S,
        answer_timeout_s=60.0,
    )


def _message(account: MailAccount, recipient: str) -> bytes:
    message_id = make_msgid(idstring="test", domain=account.sender.domain)
    return test_message(Envelope(account.sender, recipient, message_id))


def _run(paths: DataPaths, name: str, account: MailAccount) -> None:
    """Have the worker's program carry it out: the desktop itself opens no connection to anybody."""
    command = worker_command("deliver", name, "--data-dir", str(paths.root))
    host = account.server.host
    # Its guard lets it talk to the server that is tried, which no setting may name yet.
    reached = {"SUNTO_SMTP_URL": f"smtp://[{host}]" if ":" in host else f"smtp://{host}"}
    log = paths.logs / "post.log"
    with log.open("ab") as output:
        subprocess.run(
            command,
            env=child_environment(reached),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            timeout=PROGRAM_TIMEOUT_S,
            check=False,
            creationflags=NO_CONSOLE,
        )
