from collections.abc import Callable
from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.ui.redo_dialog import RedoDialog
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill, map_reduce, put_document
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, Style

Start = Callable[[], Posed]


def redone(library: Library, first: Job) -> Job:
    (added,) = library.add(
        [NewJob(first.file, first.options, redo_of=first.id, sha256=first.sha256)]
    )
    brief = map_reduce().model_copy(update={"style": Style.BRIEF})
    ended = {"state": JobState.DONE, "reason": None, "finished_at": (first.finished_at or 0) + 1}
    after = library.store_summary(added.id, brief, lambda job: replace(job, **ended))  # type: ignore[arg-type]
    assert after is not None
    return after


def test_a_redo_stands_beside_what_it_was_made_from(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    second = redone(library, jobs["mapreduce"])
    window = (running := program()).window
    running.desk.show_job(second.id)
    qtbot.waitUntil(lambda: window.pane.summary is not None)
    assert window.pane.header._compare.isVisible()
    window.pane.header._compare.click()
    qtbot.waitUntil(window.before.isVisible)
    assert "standard" in window.before._facts.text()
    assert window.before._heading.text() == "The summary before"
    running.desk.show_job(jobs["mapreduce"].id)
    assert not window.before.isVisible()
    qtbot.waitUntil(lambda: window.pane.summary is not None)
    window.pane.header._compare.click()
    qtbot.waitUntil(window.before.isVisible)
    assert window.before._heading.text() == "The summary made later"
    window.before.closed.emit()
    assert window.page.isVisible()


def test_there_is_nothing_to_compare_with_for_most(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    running.desk.show_job(jobs["harvest"].id)
    qtbot.waitUntil(lambda: running.window.pane.summary is not None)
    assert not running.window.pane.header._compare.isVisible()


def test_a_redo_takes_length_language_and_wish(
    program: Start, qtbot: QtBot, library: Library, paths: DataPaths
) -> None:
    jobs = fill(library, put_document(paths))
    running = program()
    running.desk.show_job(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: running.window.pane.summary is not None)
    running.window.redo_asked.emit()
    dialog = running.window.findChild(RedoDialog)
    assert dialog is not None
    dialog._style.setCurrentIndex(dialog._style.findData(Style.BRIEF))
    dialog._language.setCurrentIndex(dialog._language.findData("it"))
    dialog._instruction.setPlainText("Dates and sums")
    dialog.accept()
    qtbot.waitUntil(lambda: any(job.redo_of for job in library.jobs()))
    made = next(job for job in library.jobs() if job.redo_of)
    assert made.redo_of == jobs["mapreduce"].id
    assert made.sha256 == jobs["mapreduce"].sha256
    assert (made.options.style, made.options.language) == (Style.BRIEF, "it")
    assert made.options.instruction == "Dates and sums"
