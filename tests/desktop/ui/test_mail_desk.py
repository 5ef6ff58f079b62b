"""Email as a person meets it in the window, with a real mail server behind the set-up."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import settings_file
from desktop.delivery.delivery import Delivery, DeliveryProblem, given_up
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.settings import Settings
from desktop.ui.email_setup import EmailSetup
from desktop.ui.job_list_model import ROW_ROLE
from desktop.ui.outbox_dialog import OutboxDialog
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill
from tests.fakes.smtp_server import PASSWORD, USER, MailServer
from worker.contract import secret_store
from worker.contract.paths import DataPaths
from worker.contract.sending_states import Problem

Start = Callable[[], Posed]
ADA, BOB = "ada@example.org", "bob@example.org"
TEST_TIMEOUT_MS = 30_000


def dialog(kind: type) -> object:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def set_up(server: MailServer, recipient: str = BOB, password: str = PASSWORD) -> EmailSetup:
    """Fill in the set-up that is open."""
    asked = dialog(EmailSetup)
    assert isinstance(asked, EmailSetup)
    asked.sent_from.setText(ADA)
    asked.recipient.setText(recipient)
    asked.host.setText("localhost")
    asked.security.setCurrentIndex(1)
    asked.port.setText(str(server.port))
    asked.user.setText(USER)
    asked.password.setText(password)
    return asked


def send_test(qtbot: QtBot, asked: EmailSetup) -> str:
    asked.test.click()
    qtbot.waitUntil(asked.test.isEnabled, timeout=TEST_TIMEOUT_MS)
    return asked.verdict.text()


def has_email(running: Posed, job: Job, address: str | None) -> bool:
    found = running.model.job(job.id)
    return found is not None and found.email == address


def click_envelope(running: Posed, job: Job) -> None:
    view = running.window.job_list
    index = running.model.index_of(job.id)
    view.scrollTo(index)
    area = QRectF(view.visualRect(index))
    place = view.delegate._envelope_place(area, index.data(ROW_ROLE))
    where = QPoint(round(place.center().x()), round(place.center().y()))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where
    )


def test_the_switch_sets_up_tries_out_and_holds_for_what_comes_after(
    program: Start,
    qtbot: QtBot,
    library: Library,
    paths: DataPaths,
    mail_server: MailServer,
    tmp_path: Path,
) -> None:
    before = [*fill(library).values()]
    running = program()
    switch = running.window.bar.email
    assert switch._words.text() == "Email results"
    switch._switch.click()
    asked = set_up(mail_server, password="wrong")
    assert "did not accept user name and password (535" in send_test(qtbot, asked)
    asked.password.setText(PASSWORD)
    assert send_test(qtbot, asked) == f"localhost has taken a test message for {BOB}."
    assert mail_server.taken[0].message["Subject"] == "Sunto can send email"
    asked._on_save()
    qtbot.waitUntil(lambda: switch._words.text() == f"Email results to {BOB}")
    name = f"smtp:{USER}@localhost:{mail_server.port}"
    assert secret_store.find(paths, name) == PASSWORD
    assert PASSWORD not in paths.settings.read_text()
    kept = settings_file.load(paths)
    assert (kept.email_on, kept.email_to, kept.email_from) == (True, BOB, ADA)
    file = tmp_path / "new.pdf"
    file.write_bytes(b"%PDF-1.4")
    running.desk.add([file])
    qtbot.waitUntil(lambda: len(library.jobs()) == len(before) + 1)
    assert [job.file.name for job in library.jobs() if job.email == BOB] == ["new.pdf"]
    switch._switch.click()
    assert switch._words.text() == "Email results"
    assert settings_file.load(paths).email_on is False


def test_the_set_up_that_is_cancelled_leaves_the_switch_off(
    program: Start, paths: DataPaths
) -> None:
    running = program()
    running.window.bar.email._switch.click()
    asked = dialog(EmailSetup)
    assert isinstance(asked, EmailSetup)
    asked.reject()
    assert not running.window.bar.email._switch.isChecked()
    assert settings_file.load(paths).recipient is None


@pytest.mark.parametrize(
    ("recipient", "host", "said"),
    [
        ("bob", "localhost", "“bob” is no email address."),
        (BOB, "", "Enter the name of the mail server, such as smtp.example.org."),
        (BOB, "a b", "Enter the name of the mail server, such as smtp.example.org."),
        ("bob@x.org\nBcc: e@x.org", "localhost", "is no email address."),
    ],
)
def test_the_set_up_says_what_is_wrong_before_it_tries(
    program: Start, mail_server: MailServer, recipient: str, host: str, said: str
) -> None:
    program().window.bar.email._switch.click()
    asked = set_up(mail_server, recipient)
    asked.host.setText(host)
    asked._on_save()
    assert said in asked.verdict.text()
    assert asked.isVisible()
    assert mail_server.connections == 0
    asked.reject()


def test_a_known_provider_fills_in_what_it_needs(program: Start) -> None:
    program().window.bar.email._switch.click()
    asked = dialog(EmailSetup)
    assert isinstance(asked, EmailSetup)
    asked.sent_from.setText("ada@gmail.com")
    asked.sent_from.editingFinished.emit()
    assert (asked.host.text(), asked.port.text()) == ("smtp.gmail.com", "465")
    assert (asked.user.text(), asked.recipient.text()) == ("ada@gmail.com", "ada@gmail.com")
    assert "app password" in asked.note.text()
    room = asked.note.heightForWidth(asked.note.width())
    assert asked.note.height() >= room, "every word of it is in sight"
    asked.reject()


def test_a_job_by_itself_is_mailed_from_its_row_and_the_switch_stays_off(
    program: Start, qtbot: QtBot, library: Library, paths: DataPaths, mail_server: MailServer
) -> None:
    jobs = fill(library)
    lease = jobs["lease"]
    running = program()
    running.window.job_list.select(lease.id)
    click_envelope(running, lease)
    asked = set_up(mail_server)
    asked._on_save()
    qtbot.waitUntil(lambda: has_email(running, lease, BOB))
    assert settings_file.load(paths).recipient is None
    assert [job.id for job in library.jobs() if job.email] == [lease.id]
    click_envelope(running, lease)
    qtbot.waitUntil(lambda: has_email(running, lease, None))
    click_envelope(running, lease)
    qtbot.waitUntil(lambda: has_email(running, lease, BOB))


def test_the_menu_of_rows_tells_somebody_or_nobody(
    program: Start, qtbot: QtBot, library: Library, mail_server: MailServer
) -> None:
    jobs = fill(library)
    running = program()
    account = f"smtp+starttls://{USER}@localhost:{mail_server.port}"
    running._keep(Settings(smtp_url=account, email_from=ADA, email_to=BOB))

    def menu(*names: str) -> dict[str, Callable[[], object]]:
        return dict(running._requests._entries([library.job(jobs[n].id) for n in names]))  # type: ignore[misc]

    menu("csp", "mapreduce")[f"Email to {BOB}"]()
    qtbot.waitUntil(lambda: has_email(running, jobs["csp"], BOB))
    assert f"Email to {BOB}" not in menu("csp")
    menu("csp", "lease")["Do not email"]()
    qtbot.waitUntil(lambda: has_email(running, jobs["csp"], None))
    assert library.job(jobs["mapreduce"].id).email == BOB  # type: ignore[union-attr]


def test_the_outbox_shows_each_message_and_what_can_be_done(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    library.change(jobs["harvest"].id, partial(transitions.mailed_to, address=BOB))
    problem = DeliveryProblem(
        Problem.RECIPIENT, {"address": BOB, "reply": "550 5.1.1 No such user here"}
    )
    library.outbox.add(
        [
            Delivery(
                id="delivery1",
                kind=DeliveryKind.EMAIL,
                recipient=BOB,
                created_at=1.0,
                next_at=1.0,
                state=DeliveryState.FAILED,
                ended_at=2.0,
                problem=problem,
                jobs=(jobs["harvest"].id,),
            )
        ]
    )
    running = program()
    running.window.outbox_asked.emit()
    shown = dialog(OutboxDialog)
    assert isinstance(shown, OutboxDialog)
    texts = [shown._table.item(0, column).text() for column in range(3)]  # type: ignore[union-attr]
    assert texts[0] == BOB
    assert "Harvest" in texts[1]
    assert texts[2].startswith("Not sent at ")
    assert "550 5.1.1 No such user here" in shown._details.text()

    def state() -> DeliveryState:
        return library.outbox.all()[0].state

    shown._give_up.click()
    assert state() is DeliveryState.GIVEN_UP
    assert not shown._give_up.isEnabled()
    shown._send.click()
    assert state() is DeliveryState.WAITING
    shown.reject()


def test_the_status_line_counts_messages_that_left(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    line = running.window.status_line._sent
    qtbot.waitUntil(lambda: line.text() == "0 bytes left this computer")
    library.outbox.add(
        [
            Delivery(
                id="delivery1",
                kind=DeliveryKind.EMAIL,
                recipient=BOB,
                created_at=1.0,
                next_at=1.0,
                state=DeliveryState.SENT,
                jobs=(jobs["harvest"].id,),
            )
        ]
    )
    words = "0 bytes left this computer besides 1 message you asked for"
    qtbot.waitUntil(lambda: line.text() == words)


def test_what_keeps_all_mail_waiting_is_said_at_the_switch(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    words = running.window.bar.email._words
    problem = DeliveryProblem(Problem.NO_PASSWORD, {"user": "ada"})
    library.outbox.add(
        [
            Delivery(
                id="delivery1",
                kind=DeliveryKind.EMAIL,
                recipient=BOB,
                created_at=1.0,
                next_at=1.0,
                problem=problem,
                jobs=(jobs["harvest"].id,),
            )
        ]
    )
    qtbot.waitUntil(lambda: words.text() == "Email waits: open the set-up…")
    assert "There is no password for ada." in running.window.bar.email.toolTip()
    words.clicked.emit()
    asked = dialog(EmailSetup)
    assert isinstance(asked, EmailSetup)
    asked.reject()
    library.outbox.change("delivery1", partial(given_up, now=1.0))
    qtbot.waitUntil(lambda: words.text() == "Email results")
