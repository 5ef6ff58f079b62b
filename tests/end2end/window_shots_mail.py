"""What the views of email are made of: a set-up, an outbox, jobs that are mailed."""

import time
from functools import partial

from PySide6.QtWidgets import QApplication

from desktop import app as window_app
from desktop.delivery.delivery import Delivery, DeliveryProblem
from desktop.delivery.problems import explain
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.settings import Settings
from desktop.ui.email_setup import EmailSetup
from worker.contract.sending_states import Problem

MAILING = Settings(email_on=True, email_to="ada@example.org", smtp_url="smtps://ada@localhost")


def email_setup(program: window_app.Program) -> None:
    program.window.email_setup_asked.emit()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EmailSetup)
    dialog.sent_from.setText("ada@gmail.com")
    dialog.sent_from.editingFinished.emit()
    reply = "535 5.7.8 Username and Password not accepted"
    dialog._on_tested(str(explain(DeliveryProblem(Problem.LOGIN, {"reply": reply}))), False)


def _models(program: window_app.Program) -> None:
    program.window.models_asked.emit()


def outbox(program: window_app.Program) -> None:
    program.window.outbox_asked.emit()


def mail_waits(library: Library, jobs: dict[str, Job]) -> None:
    """The password of the mail account was forgotten at the last restart."""
    library.outbox.add(
        [
            Delivery(
                id="delivery1",
                kind=DeliveryKind.EMAIL,
                recipient="ada@example.org",
                created_at=time.time(),
                next_at=time.time() + 600,
                problem=DeliveryProblem(Problem.NO_PASSWORD, {"user": "ada"}),
                jobs=(jobs["harvest"].id,),
            )
        ]
    )


def mailed(library: Library, jobs: dict[str, Job]) -> None:
    states = {
        "mapreduce": DeliveryState.SENT,
        "chubby": DeliveryState.PERHAPS,
        "harvest": DeliveryState.FAILED,
        "tarpit": DeliveryState.WAITING,
    }
    problems = {
        DeliveryState.PERHAPS: Problem.UNKNOWN_ANSWER,
        DeliveryState.FAILED: Problem.RECIPIENT,
        DeliveryState.WAITING: Problem.MAILBOX_FULL,
    }
    params = {"address": "ada@example.org", "reply": "550 5.1.1 No such user here"}
    now = time.time()
    for name in ("csp", "lease", *states):
        library.change(jobs[name].id, partial(transitions.mailed_to, address="ada@example.org"))
    library.outbox.add(
        Delivery(
            id=f"delivery{number}",
            kind=DeliveryKind.EMAIL,
            recipient="ada@example.org",
            created_at=now + number,
            next_at=now + 600,
            state=state,
            ended_at=None if state is DeliveryState.WAITING else now,
            problem=DeliveryProblem(problems[state], params) if state in problems else None,
            jobs=(jobs[name].id,),
        )
        for number, (name, state) in enumerate(states.items())
    )
