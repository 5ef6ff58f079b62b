from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.jobs.library import Library
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill
from tests.pdf_files import a_paper


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
