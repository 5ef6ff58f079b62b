from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.ui.note_bar import Note
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill
from tests.pdf_files import a_paper

Start = Callable[[], Posed]


def remove(program: Posed, job: Job, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.model.index_of(job.id).isValid())
    program.window.job_list.select(job.id)
    qtbot.keyClick(program.window.job_list, Qt.Key.Key_Delete)
    assert not program.model.index_of(job.id).isValid()


def by_drop(program: Posed, file: Path) -> None:
    program.window.files_given.emit([file])


def from_another_start(program: Posed, file: Path) -> None:
    program.take_in([file])


def the_sample(program: Posed, _: Path) -> None:
    program.window.first_page.drop_area.sample_asked.emit()


@pytest.mark.parametrize("add", [by_drop, from_another_start, the_sample])
def test_what_was_removed_is_gone_before_it_is_added_again(
    program: Start,
    qtbot: QtBot,
    library: Library,
    tmp_path: Path,
    add: Callable[[Posed, Path], None],
) -> None:
    """Else the owner takes the new one for a second of the old, and both are lost."""
    harvest = fill(library)["harvest"]
    running = program()
    remove(running, harvest, qtbot)
    there: list[bool] = []
    running.actions.jobs_added.connect(lambda _: there.append(library.job(harvest.id) is not None))
    add(running, a_paper(tmp_path))
    qtbot.waitUntil(lambda: bool(there))
    assert there == [False]
    assert running.window.note_bar.sentence() == "", "there is nothing left to undo"


def test_a_second_that_came_before_brings_the_removed_back(
    program: Start, qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    harvest = fill(library)["harvest"]
    running = program()
    by_drop(running, a_paper(tmp_path, name="again.pdf"))
    qtbot.waitUntil(lambda: any(job.title == "again" for job in running.model.jobs()))
    (added,) = (job for job in library.jobs() if job.title == "again")
    remove(running, harvest, qtbot)
    library.remove(added.id, duplicate_of=harvest.id)
    running.poller.hurry()
    qtbot.waitUntil(lambda: running.model.index_of(harvest.id).isValid())
    running.desk.removals.finish()
    running.actions.finish(1000)
    assert library.job(harvest.id) is not None


def test_undo_is_of_removals_whatever_is_said_meanwhile(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    harvest = fill(library)["harvest"]
    running = program()
    remove(running, harvest, qtbot)
    done: list[str] = []
    other = Note("Something else.", "Do it again", lambda: done.append("again"))
    running.window.note_bar.show_note(other)
    for _ in range(2):
        qtbot.keyClick(running.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert running.model.index_of(harvest.id).isValid()
    assert done == []
    assert running.window.note_bar.sentence() == "Something else."


def test_what_failed_and_was_removed_is_not_tried_again(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    invoice = fill(library)["invoice"]
    running = program()
    remove(running, invoice, qtbot)
    running.window.retry_failed_asked.emit()
    running.actions.finish(1000)
    assert not [job for job in library.jobs() if job.redo_of]


def test_undo_selects_what_it_brings_back(program: Start, qtbot: QtBot, library: Library) -> None:
    jobs = fill(library)
    running = program()
    wanted = [jobs["harvest"].id, jobs["invoice"].id]
    running.window.job_list.select_all_of(wanted)
    qtbot.keyClick(running.window.job_list, Qt.Key.Key_Delete)
    assert [job.id for job in running.window.job_list.selected_jobs()] != wanted
    qtbot.keyClick(running.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [job.id for job in running.window.job_list.selected_jobs()] == wanted
    job = running.desk.shown_job()
    assert job is not None
    assert job.id == jobs["harvest"].id
