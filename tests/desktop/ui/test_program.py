"""The window as a whole, over a real library, with an owner that does no work."""

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.choices import EngineChoice
from desktop.jobs import transitions
from desktop.jobs.library import Library
from desktop.settings_file import load
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.settings_dialog import SettingsDialog
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import FETCHING, NEEDS_MODEL, StandIn, fill, map_reduce
from tests.desktop.ui.watch import Watch
from tests.samples import a_summary
from worker.contract.errors import CannotStart
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, ParkReason, WaitReason

Start = Callable[[], Posed]


def drop(program: Posed, *paths: Path) -> None:
    """What Qt delivers when a file manager drops these."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    both = (mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window, actions = program.window, Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(50, 200), actions, *both)
    QGuiApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(50, 200), actions, *both)
    QGuiApplication.sendEvent(window, event)
    assert event.dropAction() is Qt.DropAction.CopyAction


def rows(program: Posed) -> list[str]:
    model = program.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_files_and_folders_dropped_become_rows(
    program: Start, qtbot: QtBot, tmp_path: Path, library: Library
) -> None:
    folder = tmp_path / "Papers <b>"
    (folder / "deep").mkdir(parents=True)
    for name in ("one.pdf", "deep/two.PDF", "notes.txt"):
        (folder / name).write_bytes(b"%PDF-1.4")
    single = tmp_path / "three.pdf"
    single.write_bytes(b"%PDF-1.4")
    running = program()
    assert running.window._pages.currentWidget() is running.window.first_page
    drop(running, folder, single)
    qtbot.waitUntil(lambda: running.model.rowCount() == 4)
    assert running.window._pages.currentWidget() is running.window.columns
    assert [job.file.name for job in library.jobs()] == ["two.PDF", "one.pdf", "three.pdf"]
    assert "Waiting for its turn" in rows(running)[1]


def test_a_thousand_files_are_a_thousand_rows_within_a_second(
    program: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(1000):
        (tmp_path / f"{number:04}.pdf").touch()
    running = program()
    watch, began = Watch(), time.perf_counter()
    drop(running, tmp_path)
    qtbot.waitUntil(lambda: running.model.rowCount() == 1001, timeout=10_000)
    took = time.perf_counter() - began
    qtbot.wait(600)
    print(f"1,000 files: rows after {took * 1000:.0f} ms, worst stall {watch.stop():.0f} ms")
    assert took < 3  # a second on a quiet machine


def test_no_garbage_is_looked_for_until_the_owner_is_there(program: Start, qtbot: QtBot) -> None:
    """What it imports would be looked through again and again, while the window stands still."""
    running = program()
    assert running.owner.was_collecting is False
    qtbot.waitUntil(gc.isenabled)


def test_pdfium_is_there_before_the_first_document(
    program: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To load it takes a twentieth of a second of Python's lock, just when much is dropped."""
    monkeypatch.delitem(sys.modules, "pypdfium2", raising=False)
    program()
    qtbot.waitUntil(lambda: "pypdfium2" in sys.modules)


def test_a_folder_without_pdfs_says_so(program: Start, qtbot: QtBot, tmp_path: Path) -> None:
    running = program()
    drop(running, tmp_path)
    qtbot.waitUntil(lambda: "There is no PDF in" in running.window.note_bar.sentence())


def test_pasted_files_are_added(program: Start, qtbot: QtBot, tmp_path: Path) -> None:
    running = program()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "pasted.pdf"))])
    QGuiApplication.clipboard().setMimeData(mime)
    qtbot.keyClick(running.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: running.model.rowCount() == 2)


def test_a_duplicate_shows_the_first_and_offers_to_redo(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    running.desk.add([Path("/documents/again.pdf")])
    qtbot.waitUntil(lambda: len(library.jobs()) == len(jobs) + 1)
    added = library.jobs()[-1]
    library.remove(added.id, duplicate_of=jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: "summarised already" in running.window.note_bar.sentence())
    qtbot.waitUntil(lambda: running.desk.shown_job() is not None)
    chosen = running.desk.shown_job()
    assert chosen is not None
    assert chosen.id == jobs["mapreduce"].id
    running.window.note_bar._on_action_clicked()
    qtbot.waitUntil(lambda: any(job.redo_of == chosen.id for job in library.jobs()))


def test_a_summary_is_read_while_the_next_ones_run(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    running.window.job_list.select(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: running.window.pane.summary is not None)
    summary = running.window.pane.summary
    assert summary is not None
    assert summary.points == map_reduce().points
    library.change(jobs["csp"].id, lambda job: replace(job, done=40))
    running.poller.hurry()
    qtbot.waitUntil(lambda: any("part 41 of 94" in row for row in rows(running)))
    assert running.window.pane.summary is summary


def test_the_status_line_never_says_ready_while_somebody_is_needed(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    qtbot.waitUntil(
        lambda: running.window.status_line.whole_text() == "▲ 1 needs you · 1 working, 1 waiting"
    )
    for name in ("csp", "lease", "scan"):
        library.change(jobs[name].id, partial(transitions.cancelled, now=1.0))
    running.poller.hurry()
    qtbot.waitUntil(lambda: running.window.status_line.whole_text() == "✓ Ready")
    running.owner.now = NEEDS_MODEL
    running.poller.hurry()
    qtbot.waitUntil(lambda: running.window.status_line.whole_text() == "▲ A model is needed")
    running.owner.now = FETCHING
    running.poller.hurry()
    qtbot.waitUntil(lambda: "Fetching" in running.window.status_line.whole_text())


def test_what_stops_the_owner_is_said(program: Start, qtbot: QtBot) -> None:
    class Broken(StandIn):
        def tick(self) -> None:
            raise CannotStart("There is no room for the broker.")

    running = program()
    Posed.owner = Broken()
    running.poller.renew(running._make_owner)
    line = running.window.status_line
    qtbot.waitUntil(lambda: line.whole_text() == "▲ There is no room for the broker.")
    Posed.owner = StandIn()
    running.poller.renew(running._make_owner)
    qtbot.waitUntil(lambda: line.whole_text() == "✓ Ready")


def test_removal_can_be_undone(program: Start, qtbot: QtBot, library: Library) -> None:
    jobs = fill(library)
    running = program()
    running.window.job_list.select(jobs["harvest"].id)
    qtbot.keyClick(running.window.job_list, Qt.Key.Key_Delete)
    assert not running.model.index_of(jobs["harvest"].id).isValid()
    running.desk.removals.undo()
    assert running.model.index_of(jobs["harvest"].id).isValid()
    running.desk.removals.remove([jobs["harvest"].id])
    running.desk.removals.finish()
    qtbot.waitUntil(lambda: library.job(jobs["harvest"].id) is None)


def test_a_password_goes_to_its_private_file(
    program: Start, qtbot: QtBot, library: Library, paths: DataPaths
) -> None:
    jobs = fill(library)
    running = program()
    running.window.job_list.select(jobs["scan"].id)
    qtbot.waitUntil(lambda: running.window.pane._card.isVisible())
    running.window.pane._card._buttons.itemAt(0).widget().click()
    dialog = running.window.findChild(PasswordDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog._password, "geheim")
    qtbot.keyClick(dialog._password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: paths.password(jobs["scan"].id).exists())
    qtbot.waitUntil(lambda: library.job(jobs["scan"].id).reason is WaitReason.TURN)  # type: ignore[union-attr]
    assert paths.password(jobs["scan"].id).read_text() == "geheim"


def test_pause_holds_everything_and_resume_lets_go(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    fill(library)
    running = program()
    qtbot.waitUntil(lambda: running.window.bar.pause.isEnabled())
    running.window.bar.pause.click()
    qtbot.waitUntil(lambda: not library.jobs(JobState.RUNNING))
    qtbot.waitUntil(lambda: running.window.bar.pause.text() == "Resume")
    running.window.bar.pause.click()
    qtbot.waitUntil(lambda: not library.jobs(JobState.PAUSED))


def test_news_become_one_notice_and_old_news_none(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    shown = _Bubbles()
    running.notifier._bubbles = shown
    library.store_summary(
        jobs["csp"].id,
        a_summary(),
        partial(transitions.summarised, pages=3, title="Sequential", now=1.0),
    )
    library.change(jobs["lease"].id, partial(transitions.parked, reason=ParkReason.PASSWORD))
    running.poller.hurry()
    qtbot.waitUntil(lambda: bool(shown.notices), timeout=1500)
    qtbot.wait(700)
    assert [notice.title for notice in shown.notices] == ["1 needs you, 1 summary ready"]
    running.desk.show_job(jobs["csp"].id)
    chosen = running.desk.shown_job()
    assert chosen is not None
    assert chosen.id == jobs["csp"].id


class _Bubbles:
    def __init__(self) -> None:
        self.notices: list = []  # type: ignore[type-arg]

    def show(self, notice: object) -> None:
        self.notices.append(notice)


def test_copy_gives_the_claim_or_the_whole_with_pages(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    running.window.job_list.select(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: running.window.pane.summary is not None)
    running.window.copy_asked.emit()
    assert "Bell Labs" not in QGuiApplication.clipboard().text()
    assert "Backup copies" in QGuiApplication.clipboard().text()
    for _ in range(6):
        running.window.pane.step(1)
    running.window.copy_asked.emit()
    assert QGuiApplication.clipboard().text() == (
        "Backup copies of the last tasks cut a sort from 1,283 to 891 seconds. (p. 5, p. 8)"
    )


def test_settings_act_at_once(
    program: Start, qtbot: QtBot, library: Library, paths: DataPaths
) -> None:
    running = program()
    first = running.owner
    Posed.owner = type(first)()
    running.window.settings_asked.emit()
    dialog = running.window.findChild(SettingsDialog)
    assert dialog is not None
    quiet = dialog._fields["quiet"]
    qtbot.mouseClick(quiet, Qt.MouseButton.LeftButton, pos=QPoint(8, quiet.height() // 2))
    assert running.notifier.is_quiet
    assert load(paths).quiet
    assert first.stops == 0, "the worker need not start again for that"
    engine = dialog._fields["engine"]
    assert isinstance(engine, QComboBox)
    engine.setCurrentIndex(engine.findData(EngineChoice.BUILTIN))
    assert load(paths).engine is EngineChoice.BUILTIN
    qtbot.waitUntil(lambda: first.stops == 1 and Posed.owner.ticks > 0)


def test_settings_are_found_by_their_words(program: Start, qtbot: QtBot) -> None:
    running = program()
    running.window.settings_asked.emit()
    dialog = running.window.findChild(SettingsDialog)
    assert dialog is not None
    dialog._search.setText("notif")
    shown = [name for name, field in dialog._fields.items() if field.isVisible()]
    assert shown == ["quiet"]
    dialog._search.clear()
    assert all(field.isVisibleTo(dialog) for field in dialog._fields.values())


@pytest.mark.parametrize("width", [420, 520, 700, 1240, 2400])
def test_the_window_folds(program: Start, qtbot: QtBot, library: Library, width: int) -> None:
    jobs = fill(library)
    running = program()
    running.window.resize(width, 600)
    running.desk.show_job(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: running.window.pane.isVisible())
    running.window.pane.left.emit()
    assert running.window.job_list.isVisible()
    assert running.window.width() == width
