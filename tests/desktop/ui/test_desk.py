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
