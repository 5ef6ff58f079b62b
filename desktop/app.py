"""The composition root of the window: makes every object and connects every signal.

What the owner needs (Celery, the broker's client) is imported on its own thread after the window
is painted: the window is there within 0.6 s.
"""

import logging
import os
import platform
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop import autostart, garbage, settings_file
from desktop.commands.context import log_to_file, make_folders
from desktop.jobs import transitions
from desktop.jobs.library import Library
from desktop.jobs.search import SearchIndex
from desktop.settings import Settings
from desktop.ui.application import Application
from desktop.ui.desk import Desk
from desktop.ui.fault_dialog import FaultDialog
from desktop.ui.job_actions import JobActions
from desktop.ui.job_list_model import JobListModel
from desktop.ui.main_window import MainWindow
from desktop.ui.poller import Poller
from desktop.ui.quitting import Quitting
from desktop.ui.reading import Reading
from desktop.ui.searching import Searching
from desktop.ui.signals import SystemSignals
from desktop.ui.single_instance import Call, SingleInstance
from desktop.ui.theme import Theme
from desktop.ui.ticking import Ticking
from worker.contract.errors import CannotStart
from worker.contract.paths import DataPaths

if TYPE_CHECKING:
    from desktop.ui.notifier import Bubbles
    from desktop.ui.tray import Tray

log = logging.getLogger(__name__)

READING_ENDS_MS = 500
FIRST_PAINT_MS = 40
"""What comes after the first paint waits this long for it."""


def run(paths: DataPaths, files: list[Path], hidden: bool = False) -> int:
    """Show the window, or hand `files` to the one that is open; the exit code.

    Raises:
        CannotStart: the data directory or the library cannot be used.
    """
    make_folders(paths)
    instance = SingleInstance(paths)
    if not instance.try_to_be_first():
        speaker = QCoreApplication(sys.argv[:1])  # a socket of Qt's wants one
        answer = instance.call_first(files)
        speaker.shutdown()
        del speaker
        if answer is Call.HEARD:
            return 0
        if answer is Call.NOT_HEARD:
            raise CannotStart("Sunto is running already, and its window does not answer.")
    try:
        log_to_file(paths, "window.log")
        settings = settings_file.load(paths)
        library = Library(paths.library)
        app = Application(sys.argv[:1])
        program = Program(app, paths, library, settings, instance)
        program.quitting.finished.connect(app.quit)
        app.files_opened.connect(program.take_in)
        program.start(files, hidden=hidden)
        code = app.exec()
    finally:
        instance.leave()
    if not program.poller.wait(0):
        # Whatever holds the owner up must not hold the person up; the next start clears up.
        log.warning("the owner did not end in time")
        os._exit(code)
    return code


class Program:
    """Everything there is while the window exists."""

    def __init__(
        self,
        app: QApplication,
        paths: DataPaths,
        library: Library,
        settings: Settings,
        instance: SingleInstance,
    ) -> None:
        self._app, self._paths, self._library = app, paths, library
        self._settings = settings
        self._instance = instance
        self._faults = FaultDialog(app)
        self._faults.install()
        self.theme = Theme(app)
        self.model = JobListModel(parent=app)
        self.window = MainWindow(self.model, self.theme)
        self.poller = Poller(library, self._make_owner, app)
        self.actions = JobActions(paths, library, settings, app)
        self.desk = Desk(self.window, self.model, self.poller, self.actions)
        self.reading = Reading(paths, self.window.pane, self.window.page)
        self.tray: Tray | None = None
        self.quitting = Quitting(self.window, self.poller, self.actions, self.desk.removals)
        self._signals = SystemSignals(app)
        self._index = SearchIndex(paths, library)
        self._searching = Searching(self.window, self.model, self.desk, self.reading, self._index)
        self._connect(app)

    def start(self, files: list[Path], *, hidden: bool) -> None:
        """Show the window; the rest follows when it is painted."""
        self.theme.dress()
        self._is_hidden = hidden
        if not hidden:
            self.window.show()
        elif QSystemTrayIcon.isSystemTrayAvailable():
            self.poller.set_visible(False)
        else:
            # Somewhere it must be to be had, and a login is no reason to open it.
            self.window.showMinimized()
        QTimer.singleShot(FIRST_PAINT_MS, self.window, partial(self._begin, files))

    def _begin(self, files: list[Path]) -> None:
        """Make what can wait until the window is there; the poller last, for it brings news."""
        self._add_requests()
        self._add_mail()
        self._add_models()
        self._add_notifications()
        self._instance.listen()
        garbage.hold()
        self.poller.start()
        if files:
            self.desk.add(files)

    def _make_owner(self) -> Ticking:
        from desktop.jobs.owner import Owner

        return Owner(self._paths, self._library, self._settings)

    def _add_requests(self) -> None:
        from desktop.ui.comparing import Comparing
        from desktop.ui.engine_requests import EngineRequests
        from desktop.ui.finding import Finding
        from desktop.ui.job_requests import JobRequests
        from desktop.ui.summary_requests import SummaryRequests

        self._requests = requests = JobRequests(self.window, self.desk, self.actions, self.poller)
        self._summary_requests = SummaryRequests(self.window, self.desk, self.actions)
        self._finding = Finding(self.desk, self.poller, self.window.pane)
        self._comparing = Comparing(self.window, self.model, self.desk, self.actions)
        requests.password_given.connect(self.reading.know_password)
        self._engines = engines = EngineRequests(self.window, self._paths, lambda: self._settings)
        engines.confirmed.connect(self._use_settings)
        requests.settings_chosen.connect(engines.confirm)
        engines.key_changed.connect(lambda: self.poller.renew(self._make_owner))

    def _add_mail(self) -> None:
        from desktop.ui.mail_desk import MailDesk

        self.mail = MailDesk(
            self.window,
            self._paths,
            self._library.outbox,
            lambda: self._settings,
            lambda job_id: ((job := self.model.job(job_id)) and job.title) or "",
        )
        self.mail.settings_kept.connect(self._keep)
        self.mail.account_chosen.connect(self._engines.confirm)
        self.mail.outbox_changed.connect(self.poller.hurry)
        self.mail.recipient_chosen.connect(self._on_recipient_chosen)
        self._requests.email_asked.connect(self.mail.mail)

    def _on_recipient_chosen(self, job_ids: list[str], address: str) -> None:
        self.actions.change(job_ids, partial(transitions.mailed_to, address=address))

    def _add_models(self) -> None:
        from desktop.ui.models_desk import ModelsDesk

        self.models = ModelsDesk(
            self.window, self.desk, self.poller, self.theme, self._paths, lambda: self._settings
        )
        self.models.settings_chosen.connect(self._engines.confirm)

    def _add_notifications(self) -> None:
        from desktop.ui.notifier import Notifier

        self.notifier = Notifier(self._bubbles(), self._app)
        self.notifier.is_quiet = self._settings.quiet
        self.desk.first_look.connect(self.notifier.know)
        self.desk.first_look.connect(lambda _: self.reading.prepare())
        self.desk.news.connect(self.notifier.on_news)
        # The first news come with the owner: what it imports is there by then, and stays.
        self.desk.news.connect(garbage.collect_again, Qt.ConnectionType.SingleShotConnection)

    def _bubbles(self) -> "Bubbles":
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.tray = self._made_tray()
            return self.tray
        from desktop.ui.tray_arrival import TrayArrival

        TrayArrival(self._app).came.connect(self._on_tray_came)
        if platform.system() != "Linux":
            from desktop.ui.notifier import NoBubbles

            return NoBubbles()
        from desktop.ui.dbus_notifications import DBusNotifications

        over_dbus = DBusNotifications(self._app)
        over_dbus.clicked.connect(self.desk.show_job)
        return over_dbus

    def _on_tray_came(self) -> None:
        self.tray = self._made_tray()
        self.notifier.show_with(self.tray)

    def _made_tray(self) -> "Tray":
        from desktop.ui.tray import MOST_RECENT, Tray, TrayState

        desk = self.desk
        tray = Tray(
            lambda: TrayState(desk.recent(MOST_RECENT), desk.can_pause(), desk.is_paused()),
            self._app,
        )
        tray.clicked.connect(self.desk.show_job)
        tray.open_asked.connect(self.window.raise_up)
        tray.pause_asked.connect(self.window.pause_toggled)
        tray.settings_asked.connect(self.window.raise_up)
        tray.settings_asked.connect(self.window.settings_asked)
        tray.quit_asked.connect(self.quitting.quit)
        self.desk.whole_changed.connect(tray.show_whole)
        if self._is_hidden and self.window.isMinimized():
            self.window.hide()
        return tray

    def _connect(self, app: QApplication) -> None:
        self._instance.called.connect(self.take_in)
        self.desk.job_shown.connect(self.reading.show_job)
        self.window.close_asked.connect(self._on_close_asked)
        self.window.quit_asked.connect(self.quitting.quit)
        self._signals.quit_asked.connect(self.quitting.quit)
        app.commitDataRequest.connect(lambda _: self.desk.removals.finish())
        self.quitting.begun.connect(self._instance.stop_listening)
        self.quitting.finished.connect(self._on_quit)

    def take_in(self, files: list[Path]) -> None:
        """Take in files from outside, and show the window."""
        self.window.raise_up()
        if files:
            self.desk.add(files)

    def _on_close_asked(self) -> None:
        if self.tray is None:
            self.window.showMinimized()
            return
        self.window.hide()
        if not self._settings.tray_explained:
            self.tray.explain_closing()
            self._keep(replace(self._settings, tray_explained=True))

    def _use_settings(self, settings: Settings) -> None:
        before = self._settings
        if settings.broker_url:
            # Imported here: it brings Celery with it.
            from desktop.shared_broker import keep_password

            bare = keep_password(settings.broker_url, self._paths)
            settings = replace(settings, broker_url=bare)
        self._keep(settings)
        self.notifier.is_quiet = settings.quiet
        self.mail.show_switch()
        if settings.webhook_url not in ("", before.webhook_url):
            self.mail.tell_of_signing()
        if settings.start_at_login != before.start_at_login:
            autostart.set_enabled(settings.start_at_login)
        worker_environment = settings_file.worker_environment
        if worker_environment(settings) != worker_environment(before):
            # The worker reads these when it starts.
            self.poller.renew(self._make_owner)
        else:
            self.poller.use(settings)

    def _keep(self, settings: Settings) -> None:
        self._settings = self.actions.settings = settings
        settings_file.save(self._paths, settings)

    def _on_quit(self) -> None:
        self._searching.finish(READING_ENDS_MS)
        self.reading.finish(READING_ENDS_MS)
        if self.tray is not None:
            self.tray.close()
        self._signals.close()
