"""What a person asks of the summary in the middle: copy it, write it into a file, print it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop import export
from desktop.choices import Format
from desktop.file_name import file_name
from desktop.jobs.job import Job
from desktop.sourced import Sourced
from desktop.translation import mark, tr
from desktop.ui.desk import Desk
from desktop.ui.job_actions import JobActions
from desktop.ui.main_window import MainWindow
from desktop.ui.note_bar import Note
from desktop.ui.summary_header import CopyAs
from desktop.ui.wording import Surroundings, line_of, one_line
from worker.contract.states import JobState
from worker.contract.summary import Claim

FILTERS = {
    mark("Markdown (*.md)"): Format.MARKDOWN,
    mark("Web page (*.html)"): Format.HTML,
    mark("Text (*.txt)"): Format.TEXT,
    mark("JSON (*.json)"): Format.JSON,
    mark("PDF (*.pdf)"): Format.PDF,
    mark("Word (*.docx)"): Format.DOCX,
}


class SummaryRequests(QObject):
    """Answers the window's requests about the summary that is shown."""

    def __init__(self, window: MainWindow, desk: Desk, actions: JobActions) -> None:
        super().__init__(window)
        self._window, self._desk, self._actions = window, desk, actions
        header = window.pane.header
        header.copy_asked.connect(self._copy_summary)
        header.export_asked.connect(self._export)
        header.print_asked.connect(self._print)
        window.export_asked.connect(self._export)
        window.print_asked.connect(self._print)
        window.copy_asked.connect(self._copy)

    def _copy(self) -> None:
        """Copy what is marked, else the claim that is looked at, else the summary."""
        marked, claim = self._window.pane.selected_text(), self._window.pane.chosen_claim()
        if marked:
            QGuiApplication.clipboard().setText(marked)
        elif claim is not None:
            QGuiApplication.clipboard().setText(claim_text(claim))
        else:
            self._copy_summary(CopyAs.FORMATTED)

    def _shown(self) -> Sourced | None:
        """The summary in the middle."""
        job, summary = self._desk.shown_job(), self._desk.shown_summary()
        return Sourced.of(job, summary) if job is not None and summary is not None else None

    def _copy_summary(self, shape: CopyAs) -> None:
        sourced = self._shown()
        if sourced is not None:
            QGuiApplication.clipboard().setMimeData(copied(sourced, shape))
            self._say(tr("The summary was copied, with its pages."))

    def _export(self) -> None:
        """Write the summary that is shown, or all that are selected, into one file."""
        selected = self._window.job_list.selected_jobs()
        done = [job.id for job in selected if job.state is JobState.DONE]
        sourced = self._shown()
        if len(done) > 1 or (done and sourced is None):
            self._actions.read_summaries(done, self._ask_where)
        elif sourced is not None:
            self._ask_where([sourced])
        else:
            self._say(no_summary(selected))

    def _ask_where(self, summaries: list[Sourced]) -> None:
        name = file_name(summaries[0].summary.title) if len(summaries) == 1 else tr("Summaries")
        dialog = QFileDialog(
            self._window, tr("Export the summary"), str(Path.home() / f"{name}.md")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = {tr(words): form for words, form in FILTERS.items()}
        dialog.setNameFilters(list(filters))
        # Else the dialog looks for the name as typed, and another file is written over unasked.
        dialog.setDefaultSuffix(Format.MARKDOWN.value)
        dialog.filterSelected.connect(lambda words: dialog.setDefaultSuffix(filters[words].value))
        dialog.selectFile(f"{name}.md")
        dialog.fileSelected.connect(
            lambda file: self._write(summaries, Path(file), filters[dialog.selectedNameFilter()])
        )
        dialog.open()

    def _write(self, summaries: list[Sourced], file: Path, chosen: Format) -> None:
        known = {f".{form.value}": form for form in Format}
        form = known.get(file.suffix.lower(), chosen)
        target = file if file.suffix else file.with_suffix(f".{form.value}")
        make = partial(export.export_bytes, summaries, form)
        self._actions.write_file(target, make, partial(self._on_written, target))

    def _on_written(self, file: Path) -> None:
        folder = file.parent
        words = tr(
            "Written to {name} in {folder}.",
            name=one_line(file.name),
            folder=one_line(folder.name) or str(folder),
        )
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(folder)))
        self._window.note_bar.show_note(Note(words, tr("Show in folder"), show))

    def _print(self) -> None:
        sourced = self._shown()
        if sourced is None:
            self._say(no_summary(self._window.job_list.selected_jobs()))
            return
        # Imported here: printing is rare, and looking for printers is not free.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from desktop.ui.printing import print_summary

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(one_line(sourced.summary.title))
        dialog = QPrintDialog(printer, self._window)
        dialog.accepted.connect(lambda: print_summary(sourced, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _say(self, sentence: str) -> None:
        self._window.note_bar.show_note(Note(sentence))


def copied(sourced: Sourced, shape: CopyAs) -> QMimeData:
    """What lies on the clipboard. Formatted text brings its words for those who take no format."""
    data = QMimeData()
    match shape:
        case CopyAs.FORMATTED:
            data.setHtml(export.export([sourced], Format.HTML))
            data.setText(export.export([sourced], Format.TEXT))
        case CopyAs.MARKDOWN:
            data.setText(export.export([sourced], Format.MARKDOWN))
        case CopyAs.TEXT:
            data.setText(export.export([sourced], Format.TEXT))
    return data


def claim_text(claim: Claim) -> str:
    """A claim with its pages, as it may be pasted elsewhere."""
    pages = sorted({place.page for place in claim.evidence})
    where = ", ".join(tr("p. {page}", page=page) for page in pages)
    return f"{one_line(claim.text)} ({where})" if where else one_line(claim.text)


def no_summary(jobs: Sequence[Job]) -> str:
    """Why there is nothing to export or print of these."""
    if not jobs:
        return tr("No document is chosen.")
    if len(jobs) > 1:
        return tr("None of the chosen documents has a summary.")
    (job,) = jobs
    why = line_of(job, None, Surroundings()).text
    title = one_line(job.title) or job.file.name
    if job.state.is_final:
        return tr("There is no summary of “{title}”: {reason}.", title=title, reason=why)
    return tr("There is no summary of “{title}” yet: {reason}.", title=title, reason=why)
