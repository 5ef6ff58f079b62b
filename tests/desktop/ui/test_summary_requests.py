from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.jobs.library import Library
from desktop.ui.printing import print_summary
from desktop.ui.summary_header import CopyAs
from desktop.ui.summary_requests import copied
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import claim, fill, map_reduce
from tests.samples import sourced


@pytest.mark.parametrize("shape", list(CopyAs))
def test_what_was_left_out_is_never_copied(shape: CopyAs) -> None:
    data = copied(sourced(map_reduce()), shape)
    assert "Backup copies" in data.text()
    assert "Bell Labs" not in data.text() + data.html()
    assert data.hasHtml() is (shape is CopyAs.FORMATTED)
    assert data.text().startswith("# ") is (shape is CopyAs.MARKDOWN)


def test_formatted_text_is_read_by_a_word_processor(qapp: QApplication) -> None:
    pasted = QTextDocument()
    pasted.setHtml(copied(sourced(map_reduce()), CopyAs.FORMATTED).html())
    lines = pasted.toPlainText().splitlines()
    assert "Fault tolerance pages 4-5" in [line.replace("\u2013", "-") for line in lines]


def test_a_summary_is_printed_with_its_pages(qapp: QApplication, tmp_path: Path) -> None:
    many = tuple(claim(f"Point {n} says <b>something</b>.", 4) for n in range(120))
    summary = map_reduce().model_copy(update={"points": many})
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    print_summary(sourced(summary), printer)
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    count = len(document)
    document.close()
    assert count > 1
    assert "Point 119 says <b>something</b>." in " ".join(text.split())
    assert "p. 4" in text
    assert "Bell Labs" not in text


def test_all_that_are_selected_are_written_into_one_file(
    program: Callable[[], Posed], qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    jobs = fill(library)
    running = program()
    view, model = running.window.job_list, running.model
    view.clearSelection()
    for name in ("mapreduce", "harvest", "invoice"):
        flag = QItemSelectionModel.SelectionFlag.Select
        view.selectionModel().select(model.index_of(jobs[name].id), flag)
    running.window.export_asked.emit()
    qtbot.waitUntil(lambda: running.window.findChild(QFileDialog) is not None)
    dialog = running.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("Summaries.md")
    dialog.fileSelected.emit(str(tmp_path / "both.md"))
    qtbot.waitUntil(lambda: (tmp_path / "both.md").exists())
    qtbot.waitUntil(lambda: "both.md" in running.window.note_bar.sentence())
    written = (tmp_path / "both.md").read_text("utf-8")
    assert [line for line in written.splitlines() if line.startswith("# ")] == [
        "# MapReduce: Simplified Data Processing on Large Clusters",
        "# Harvest, yield, and scalable tolerant systems",
    ]
    dialog.close()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("invoice", "There is no summary of “invoice-final(2).pdf”: The PDF is damaged."),
        ("scan", "There is no summary of “scan_0007.pdf” yet: Needs its password."),
    ],
)
def test_what_has_no_summary_says_why_there_is_nothing_to_export(
    program: Callable[[], Posed], library: Library, name: str, said: str
) -> None:
    jobs = fill(library)
    running = program()
    for ask in (running.window.export_asked, running.window.print_asked):
        running.window.job_list.select(jobs[name].id)
        running.window.note_bar.hide()
        ask.emit()
        assert running.window.note_bar.sentence() == said
    assert running.window.findChild(QFileDialog) is None


def test_of_a_failed_and_a_finished_document_the_finished_one_is_exported(
    program: Callable[[], Posed], qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    view, model = running.window.job_list, running.model
    view.select(jobs["invoice"].id)
    flag = QItemSelectionModel.SelectionFlag.Select
    view.selectionModel().select(model.index_of(jobs["harvest"].id), flag)
    running.window.export_asked.emit()
    qtbot.waitUntil(lambda: running.window.findChild(QFileDialog) is not None)
    dialog = running.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("tolerant systems.md")
    dialog.close()


def export_dialog(running: Posed, job_id: str, qtbot: QtBot) -> QFileDialog:
    """Choose a finished document, and ask to export its summary."""
    running.window.job_list.select(job_id)
    qtbot.waitUntil(lambda: running.window.pane.summary is not None)
    running.window.export_asked.emit()
    dialog = running.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    return dialog


class FileManager(QObject):
    """Stands where the system's file manager would: what it was asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QUrl] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(url)


def test_where_it_was_written_is_said_and_can_be_shown(
    program: Callable[[], Posed], qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    jobs = fill(library)
    running = program()
    dialog = export_dialog(running, jobs["harvest"].id, qtbot)
    folder = tmp_path / "Documents"
    folder.mkdir()
    dialog.fileSelected.emit(str(folder / "win.pdf"))
    notes = running.window.note_bar
    qtbot.waitUntil(lambda: notes.sentence() == "Written to win.pdf in Documents.")
    dialog.close()
    files = FileManager()
    QDesktopServices.setUrlHandler("file", files, "show")
    try:
        notes._action.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [url.toLocalFile() for url in files.shown] == [str(folder)]


def test_a_name_without_a_suffix_is_asked_about_as_it_will_be_written(
    program: Callable[[], Posed], qtbot: QtBot, library: Library
) -> None:
    """Else the dialog finds no file of that name, and the one with the suffix is lost."""
    jobs = fill(library)
    running = program()
    dialog = export_dialog(running, jobs["harvest"].id, qtbot)
    assert dialog.defaultSuffix() == "md"
    dialog.filterSelected.emit("PDF (*.pdf)")
    assert dialog.defaultSuffix() == "pdf"
    dialog.close()
