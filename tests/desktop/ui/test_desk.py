from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.ui.arrangement import Show
from desktop.ui.list_head import SHOW_WORDS
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill
from tests.pdf_files import a_paper
from worker.contract.messages import SummaryOptions


def test_whoever_adds_goes_on_in_the_list(
    program: Callable[[], Posed], qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    fill(library)
    running = program()
    running.window.pane.enter()
    running.window.files_given.emit([a_paper(tmp_path, name="new.pdf")])
    qtbot.waitUntil(lambda: any(job.title == "new" for job in running.model.jobs()))
    assert running.window.job_list.hasFocus()
    job = running.desk.shown_job()
    assert job is not None
    assert job.title == "new"


def test_the_first_drop_finds_the_documents_page_laid_out(
    program: Callable[[], Posed], qtbot: QtBot
) -> None:
    """To lay it out takes as long as everything else that a first drop brings."""
    columns = program().window.columns
    qtbot.waitUntil(lambda: columns.has_page_column)
    assert not columns.isVisible()


def test_what_comes_together_is_shown_once(
    program: Callable[[], Posed], qtbot: QtBot, library: Library
) -> None:
    jobs = list(fill(library).values())
    running = program()
    qtbot.waitUntil(lambda: running.model.rowCount() > len(jobs))
    shown: list[object] = []
    running.desk.whole_changed.connect(shown.append)
    for _ in range(3):
        running.actions.jobs_changed.emit(jobs)
    assert not shown
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown) == 1


def choose(running: Posed, show: Show) -> None:
    menu = running.window.list_side._show.menu()
    next(each for each in menu.actions() if each.data() == show.value).trigger()


def shown_title(running: Posed) -> str:
    job = running.desk.shown_job()
    return job.title if job is not None else ""


@pytest.mark.parametrize(("before", "after"), [(Show.DONE, Show.ALL), (Show.WORKING, Show.WORKING)])
def test_what_is_added_is_seen_whatever_was_chosen_to_be_shown(
    program: Callable[[], Posed],
    qtbot: QtBot,
    library: Library,
    tmp_path: Path,
    before: Show,
    after: Show,
) -> None:
    fill(library)
    running = program()
    choose(running, before)
    running.window.files_given.emit([a_paper(tmp_path, name="new.pdf")])
    qtbot.waitUntil(lambda: shown_title(running) == "new")
    assert running.window.list_side._show.text() == SHOW_WORDS[after]
    assert running.model._arrangement.show is after


def test_the_first_of_two_is_seen_whatever_was_chosen_to_be_shown(
    program: Callable[[], Posed], qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    harvest = fill(library)["harvest"]
    running = program()
    running.window.files_given.emit([a_paper(tmp_path, name="again.pdf")])
    qtbot.waitUntil(lambda: any(job.title == "again" for job in running.model.jobs()))
    (added,) = (job for job in library.jobs() if job.title == "again")
    choose(running, Show.WORKING)
    library.remove(added.id, duplicate_of=harvest.id)
    running.poller.hurry()
    qtbot.waitUntil(lambda: "summarised already" in running.window.note_bar.sentence())
    job = running.desk.shown_job()
    assert job is not None
    assert job.id == harvest.id


@pytest.mark.parametrize(("count", "waits"), [(1, False), (200, True)])
def test_the_owner_begins_at_once_unless_many_rows_are_to_be_drawn(
    program: Callable[[], Posed], qtbot: QtBot, library: Library, count: int, waits: bool
) -> None:
    running = program()
    files = [Path(f"/n/{n}.pdf") for n in range(count)]
    added = library.add(NewJob(file, SummaryOptions()) for file in files)
    qtbot.waitUntil(lambda: not running.poller._is_running)
    running.actions.jobs_added.emit(added)
    assert running.poller._is_running is not waits
    ticks = running.owner.ticks
    qtbot.waitUntil(lambda: running.owner.ticks > ticks, timeout=1000)


def test_what_is_there_and_in_sight_ends_neither_search_nor_choice(
    program: Callable[[], Posed], qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    harvest = fill(library)["harvest"]
    running = program()
    choose(running, Show.DONE)
    running.window.bar.search.setText("Harvest")
    qtbot.waitUntil(lambda: running.model.rowCount() == 2)
    running.window.files_given.emit([a_paper(tmp_path, name="again.pdf")])
    qtbot.waitUntil(lambda: any(job.title == "again" for job in running.model.jobs()))
    (added,) = (job for job in library.jobs() if job.title == "again")
    library.remove(added.id, duplicate_of=harvest.id)
    running.poller.hurry()
    qtbot.waitUntil(lambda: "summarised already" in running.window.note_bar.sentence())
    job = running.desk.shown_job()
    assert job is not None
    assert job.id == harvest.id
    assert running.window.bar.search.text() == "Harvest"
    assert running.model._arrangement.show is Show.DONE


def test_a_new_document_is_seen_in_spite_of_a_search(
    program: Callable[[], Posed], qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    fill(library)
    running = program()
    running.window.bar.search.setText("Harvest")
    qtbot.waitUntil(lambda: running.model.rowCount() == 2)
    running.window.files_given.emit([a_paper(tmp_path, name="new.pdf")])
    qtbot.waitUntil(lambda: shown_title(running) == "new")
    assert running.window.bar.search.text() == ""
