"""What a person asks of one job: passwords, redo, export, copy, its file, its details."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop import export
from desktop.file_name import file_name
from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.ui.desk import Desk
from desktop.ui.dialogs import PasswordDialog, about_dialog
from desktop.ui.icons import RESOURCES
from desktop.ui.job_actions import JobActions
from desktop.ui.mail_entries import mail_entries
from desktop.ui.main_window import MainWindow
from desktop.ui.note_bar import Note
from desktop.ui.poller import Poller
from desktop.ui.settings_dialog import SettingsDialog
from desktop.ui.wording import Remedy, one_line
from worker.contract.states import JobState, Style
from worker.contract.summary import Claim, Summary

SAMPLE = RESOURCES / "sample.pdf"
FILTERS = {
    "Markdown (*.md)": export.Format.MARKDOWN,
    "Web page (*.html)": export.Format.HTML,
    "Text (*.txt)": export.Format.TEXT,
    "JSON (*.json)": export.Format.JSON,
    "PDF (*.pdf)": export.Format.PDF,
    "Word (*.docx)": export.Format.DOCX,
}


class JobRequests(QObject):
    """Answers the window's requests about jobs.

    Signals:
        settings_chosen: the new `Settings`.
    """

    settings_chosen = Signal(object)

    def __init__(self, window: MainWindow, desk: Desk, actions: JobActions, poller: Poller) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._actions, self._poller = actions, poller
        self._asked: set[str] = set()
        self._connect()

    def _connect(self) -> None:
        window = self._window
        window.job_list.delegate.remedy_chosen.connect(self._on_remedy)
        window.job_list.menu_asked.connect(self._show_menu)
        window.pane.remedy_chosen.connect(self._on_remedy)
        window.pane.header.redo_asked.connect(self._redo)
        window.pane.header.copy_asked.connect(self._copy_summary)
        window.pane.header.export_asked.connect(self._export)
        window.redo_asked.connect(lambda: self._redo(None))
        window.export_asked.connect(self._export)
        window.copy_asked.connect(self._copy)
        window.settings_asked.connect(self._show_settings)
        window.about_asked.connect(lambda: about_dialog(self._window).open())
        window.first_page.drop_area.sample_asked.connect(lambda: self._actions.add([SAMPLE]))

    def _on_remedy(self, job: Job, remedy: Remedy) -> None:
        match remedy:
            case Remedy.PASSWORD:
                self._ask_password(job)
            case Remedy.GET_MODEL:
                self._poller.fetch_model()
            case Remedy.CANCEL_FETCH:
                self._poller.cancel_fetch()
            case Remedy.SHOW_FILE:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(job.file.parent)))
            case Remedy.DETAILS:
                self._desk.show_job(job.id)
            case Remedy.RESUME:
                self._actions.change([job.id], transitions.resumed)
            case Remedy.OUTBOX:
                self._window.outbox_asked.emit()
            case Remedy.AGAIN:
                self._actions.redo(job)

    def _ask_password(self, job: Job) -> None:
        dialog = PasswordDialog(job, is_second_time=job.id in self._asked, parent=self._window)
        dialog.given.connect(partial(self._on_password, job.id))
        dialog.open()

    def _on_password(self, job_id: str, password: str) -> None:
        self._asked.add(job_id)
        self._actions.give_password(job_id, password)

    def _redo(self, style: Style | None) -> None:
        job = self._desk.shown_job()
        if job is not None and job.state.is_final:
            self._actions.redo(job, style)

    # Copying and writing

    def _copy(self) -> None:
        """Copy what is marked, else the claim that is looked at, else the summary."""
        marked, claim = self._window.pane.selected_text(), self._window.pane.chosen_claim()
        if marked:
            QGuiApplication.clipboard().setText(marked)
        elif claim is not None:
            QGuiApplication.clipboard().setText(_claim_text(claim))
        else:
            self._copy_summary()

    def _copy_summary(self) -> None:
        summary = self._desk.shown_summary()
        if summary is not None:
            text = export.export([summary], export.Format.MARKDOWN)
            QGuiApplication.clipboard().setText(text)
            self._say("The summary was copied, with its pages.")

    def _export(self) -> None:
        summary = self._desk.shown_summary()
        if summary is None:
            return
        name = file_name(summary.title)
        dialog = QFileDialog(self._window, "Export the summary", str(Path.home() / f"{name}.md"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(FILTERS))
        dialog.selectFile(f"{name}.md")
        dialog.fileSelected.connect(
            lambda file: self._write(summary, Path(file), FILTERS[dialog.selectedNameFilter()])
        )
        dialog.open()

    def _write(self, summary: Summary, file: Path, chosen: export.Format) -> None:
        known = {f".{form.value}": form for form in export.Format}
        form = known.get(file.suffix.lower(), chosen)
        target = file if file.suffix else file.with_suffix(f".{form.value}")
        done = f"Written to {target.name}."
        make = partial(export.export_bytes, [summary], form)
        self._actions.write_file(target, make, partial(self._say, done))

    # Menus and pages

    def _show_menu(self, jobs: list[Job], where: QPoint) -> None:
        menu = QMenu(self._window)
        for words, act in self._entries(jobs):
            menu.addAction(words).triggered.connect(partial(_call, act))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _entries(self, jobs: list[Job]) -> list[tuple[str, Callable[[], object]]]:
        ids = [job.id for job in jobs]
        live = [job.id for job in jobs if not job.state.is_final]
        held = [job.id for job in jobs if job.state is JobState.PAUSED]
        entries: list[tuple[str, Callable[[], object]]] = []
        if len(jobs) == 1:
            show = partial(self._on_remedy, jobs[0], Remedy.SHOW_FILE)
            entries.append(("Show file", show))
            if jobs[0].state.is_final:
                entries.append(("Do it again", partial(self._actions.redo, jobs[0])))
        if held:
            entries.append(("Resume", partial(self._actions.change, held, transitions.resumed)))
        elif live:
            entries.append(("Pause", partial(self._actions.change, live, transitions.paused)))
        if live:
            entries.append(("Cancel", partial(self._actions.cancel, live)))
        entries += mail_entries(jobs, self._actions)
        entries.append(("Remove", partial(self._desk.removals.remove, ids)))
        return entries

    def _show_settings(self) -> None:
        dialog = SettingsDialog(self._actions.settings, self._window)
        dialog.chosen.connect(self.settings_chosen)
        dialog.open()

    def _say(self, sentence: str) -> None:
        self._window.note_bar.show_note(Note(sentence))


def _call(act: Callable[[], object], _: bool = False) -> None:
    act()


def _claim_text(claim: Claim) -> str:
    """A claim with its pages, as it may be pasted elsewhere."""
    pages = sorted({place.page for place in claim.evidence})
    where = ", ".join(f"p. {page}" for page in pages)
    return f"{one_line(claim.text)} ({where})" if where else one_line(claim.text)
