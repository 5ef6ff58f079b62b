"""What is offered where a document failed: retry one or all, another model, the log."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.jobs import intake, transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.jobs.status import OwnerStatus
from desktop.ui.dialogs import TextDialog
from desktop.ui.redo_dialog import RedoDialog
from desktop.ui.wording import Remedy
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill
from tests.pdf_files import a_paper
from worker.contract.errors import ErrorCode
from worker.contract.messages import EngineStatus, ModelInfo, SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind

Start = Callable[[], Posed]


def redone(library: Library) -> list[Job]:
    return [job for job in library.jobs() if job.redo_of]


def test_all_that_failed_is_tried_again_once(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    failed = fill(library)["invoice"]
    running = program()
    running.window.retry_failed_asked.emit()
    qtbot.waitUntil(lambda: len(redone(library)) == 1)
    assert redone(library)[0].redo_of == failed.id
    qtbot.waitUntil(lambda: any(job.redo_of for job in running.model.jobs()))
    running.window.bar.search.setText("lease")
    running.window.retry_failed_asked.emit()
    said = "There is no failed document to try again."
    qtbot.waitUntil(lambda: running.window.note_bar.sentence() == said)
    assert len(redone(library)) == 1
    assert running.window.bar.search.text() == "lease"


def test_another_model_is_chosen_from_those_there_are(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    failed = fill(library)["invoice"]
    running = program()
    qtbot.waitUntil(lambda: running.model.job(failed.id) is not None)
    models = (ModelInfo(name="small"), ModelInfo(name="large"), ModelInfo(name="x", fit=False))
    engine = EngineStatus(ready=True, kind=EngineKind.OLLAMA, model="small", models=models)
    running.desk._showing._status = OwnerStatus(is_owner=True, engine=engine)
    running.window.pane.remedy_chosen.emit(failed, Remedy.OTHER_MODEL)
    dialog = running.window.findChild(RedoDialog)
    assert dialog is not None
    assert dialog._model.findData("x") == -1
    dialog._model.setCurrentIndex(dialog._model.findData("large"))
    dialog.accept()
    qtbot.waitUntil(lambda: len(redone(library)) == 1)
    assert redone(library)[0].options == replace_model(failed, "large")


def test_the_log_can_be_copied(program: Start, qtbot: QtBot, library: Library) -> None:
    failed = fill(library)["invoice"]
    running = program()
    running.window.pane.remedy_chosen.emit(failed, Remedy.LOG)
    qtbot.waitUntil(lambda: running.window.findChild(TextDialog) is not None)
    dialog = running.window.findChild(TextDialog)
    assert dialog is not None
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    assert f"job {failed.id}: failed" in shown.toPlainText()
    dialog.accept()


def replace_model(job: Job, model: str) -> object:
    return replace(job, options=job.options.model_copy(update={"model": model})).options


def test_a_failed_document_whose_file_is_gone_is_tried_from_its_copy(
    program: Start, qtbot: QtBot, library: Library, paths: DataPaths, tmp_path: Path
) -> None:
    file = a_paper(tmp_path, pages=1)
    taken = intake.take_in(paths, file)
    (job,) = library.add([NewJob(file, SummaryOptions(), None, None, taken.sha256, 1)])
    library.change(job.id, lambda job: transitions.failed(job, ErrorCode.DAMAGED, {}, 1.0))
    file.unlink()
    running = program()
    running.window.retry_failed_asked.emit()
    qtbot.waitUntil(lambda: len(redone(library)) == 1)
    assert redone(library)[0].sha256 == taken.sha256
