"""What a person asks of jobs: passwords, redo, their files and details, the settings."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.translation import tr
from desktop.ui.desk import Desk
from desktop.ui.dialogs import PasswordDialog, TextDialog, about_dialog
from desktop.ui.help_dialog import HelpDialog
from desktop.ui.icons import RESOURCES
from desktop.ui.job_actions import JobActions
from desktop.ui.mail_entries import mail_entries
from desktop.ui.main_window import MainWindow
from desktop.ui.poller import Poller
from desktop.ui.redo_dialog import RedoDialog
from desktop.ui.settings_dialog import SettingsDialog
from desktop.ui.wording import Remedy
from worker.contract.states import JobState, Style

SAMPLE = RESOURCES / "sample.pdf"


class JobRequests(QObject):
    """Answers the window's requests about jobs.

    Signals:
        settings_chosen: the new `Settings`.
        password_given: a `Job`, and the password of its document.
        email_asked: ids of jobs whose end is to be told by email.
    """

    settings_chosen = Signal(object)
    password_given = Signal(object, str)
    email_asked = Signal(list)

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
        window.pane.header.redo_asked.connect(self._redo_as)
        window.redo_asked.connect(self._redo)
        window.retry_failed_asked.connect(self._retry_failed)
        window.settings_asked.connect(self._show_settings)
        window.help_asked.connect(lambda: HelpDialog(self._window.actions(), self._window).open())
        window.about_asked.connect(lambda: about_dialog(self._window).open())
        window.first_page.drop_area.sample_asked.connect(lambda: self._desk.add([SAMPLE]))

    def _on_remedy(self, job: Job, remedy: Remedy) -> None:
        match remedy:
            case Remedy.PASSWORD:
                self._ask_password(job)
            case Remedy.GET_MODEL:
                self._poller.get_model(wanted_model(job))
            case Remedy.CANCEL_FETCH:
                self._poller.cancel_model(wanted_model(job))
            case Remedy.SHOW_FILE:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(job.file.parent)))
            case Remedy.DETAILS:
                self._desk.show_job(job.id)
            case Remedy.RESUME:
                self._actions.change([job.id], transitions.resumed)
            case Remedy.OUTBOX:
                self._window.outbox_asked.emit()
            case Remedy.MODELS:
                self._window.models_asked.emit()
            case Remedy.EMAIL if job.email is None:
                self.email_asked.emit([job.id])
            case Remedy.EMAIL:
                self._actions.change([job.id], partial(transitions.mailed_to, address=None))
            case Remedy.AGAIN:
                self._actions.redo(job)
            case Remedy.OTHER_MODEL:
                self._ask_how(job).choose_model()
            case Remedy.LOG:
                self._actions.read_log(job, self._show_log)

    def _ask_password(self, job: Job) -> None:
        dialog = PasswordDialog(job, is_second_time=job.id in self._asked, parent=self._window)
        dialog.given.connect(partial(self._on_password, job))
        dialog.open()

    def _on_password(self, job: Job, password: str) -> None:
        self._asked.add(job.id)
        self._actions.give_password(job.id, password)
        self.password_given.emit(job, password)

    def _redo(self) -> None:
        """Do the document in the middle once more; a finished one is asked how."""
        job = self._desk.shown_job()
        if job is None or not job.state.is_final:
            return
        if job.state is JobState.DONE:
            self._redo_as(None)
        else:
            self._actions.redo(job)

    def _retry_failed(self) -> None:
        # What was removed a moment ago is not to come back by this.
        self._desk.removals.finish()
        self._actions.retry_failed()

    def _redo_as(self, style: Style | None) -> None:
        job = self._desk.shown_job()
        if job is None or not job.state.is_final:
            return
        if style is not None:
            self._actions.redo(job, job.options.model_copy(update={"style": style}))
            return
        self._ask_how(job)

    def _redo_all(self, jobs: list[Job]) -> None:
        for job in jobs:
            self._actions.redo(job)

    def _ask_how(self, job: Job) -> RedoDialog:
        dialog = RedoDialog(job, self._desk.models(), self._window)
        dialog.chosen.connect(partial(self._actions.redo, job))
        dialog.open()
        return dialog

    def _show_log(self, text: str) -> None:
        words = tr("What the logs say of this document. They hold neither its name nor its text.")
        TextDialog(tr("Log"), words, text, self._window).open()

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
            entries.append((tr("Show file"), show))
            if jobs[0].state.is_final:
                entries.append((tr("Do it again"), partial(self._actions.redo, jobs[0])))
        elif not live:
            entries.append((tr("Do them again"), partial(self._redo_all, jobs)))
        if held:
            entries.append((tr("Resume"), partial(self._actions.change, held, transitions.resumed)))
        elif live:
            entries.append((tr("Pause"), partial(self._actions.change, live, transitions.paused)))
        turn = self._desk.next_id()
        if live and turn and turn not in live:
            entries.append((tr("Do next"), partial(self._actions.move, live, turn)))
        if live:
            entries.append((tr("Cancel"), partial(self._actions.cancel, live)))
        done = [job for job in jobs if job.state is JobState.DONE]
        if done:
            words = tr("Export the summaries…") if len(done) > 1 else tr("Export the summary…")
            entries.append((words, self._window.export_asked.emit))
        entries += mail_entries(jobs, self._actions, self.email_asked.emit)
        entries.append((tr("Remove"), partial(self._desk.removals.remove, ids)))
        return entries

    def _show_settings(self) -> None:
        dialog = SettingsDialog(self._actions.settings, self._window)
        dialog.chosen.connect(self.settings_chosen)
        self._actions.space_measured.connect(dialog.show_space)
        self._actions.measure_space()
        dialog.open()


def wanted_model(job: Job) -> str:
    """The model file that a document waits for; empty: the one that comes with Sunto."""
    return str(job.options.model_file or "")


def _call(act: Callable[[], object], _: bool = False) -> None:
    act()
