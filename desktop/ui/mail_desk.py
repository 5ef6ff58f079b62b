"""Joins the email switch, the set-up and the outbox with the settings and the library."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop.delivery.account import BadAccount, MailAccount, account_of
from desktop.delivery.delivery import Delivery, DeliveryProblem, given_up, wanted_now
from desktop.delivery.outbox import Outbox
from desktop.delivery.problems import explain
from desktop.delivery.states import DeliveryKind
from desktop.settings import Settings
from desktop.translation import tr
from desktop.ui.background import Background
from desktop.ui.email_setup import Chosen, EmailSetup
from desktop.ui.main_window import MainWindow
from desktop.ui.note_bar import Note
from desktop.ui.outbox_dialog import OutboxDialog
from worker.contract.delivery import Outcome
from worker.contract.paths import DataPaths
from worker.contract.sending_states import OutcomeState, Problem

LOOK_EVERY_MS = 1000


class MailDesk(QObject):
    """What a person does about email.

    Signals:
        settings_kept: new `Settings` that change nothing for work that is under way.
        account_chosen: new `Settings` with another mail account in them.
        outbox_changed: something in it is to be done now.
        recipient_chosen: ids of jobs, and who is told when they have ended.
    """

    settings_kept = Signal(object)
    account_chosen = Signal(object)
    outbox_changed = Signal()
    recipient_chosen = Signal(list, str)

    def __init__(
        self,
        window: MainWindow,
        paths: DataPaths,
        outbox: Outbox,
        settings: Callable[[], Settings],
        title_of: Callable[[str], str],
    ) -> None:
        super().__init__(window)
        self._window, self._paths, self._outbox = window, paths, outbox
        self._settings, self._title_of = settings, title_of
        self._background = Background(self, threads=1)
        window.bar.email.switched.connect(self._on_switched)
        window.bar.email.set_up_asked.connect(lambda: self.show_setup())
        window.email_setup_asked.connect(lambda: self.show_setup())
        window.outbox_asked.connect(self.show_outbox)
        self.show_switch()

    def show_switch(self) -> None:
        """Show the settings as they are now."""
        recipient = self._settings().recipient
        self._window.bar.email.show_state(is_on=recipient is not None, recipient=recipient or "")

    def mail(self, job_ids: Sequence[str]) -> None:
        """Have these jobs mailed; where nothing is set up yet, that comes first."""
        settings = self._settings()
        if settings.email_to and _has_account(settings):
            self.recipient_chosen.emit(job_ids, settings.email_to)
        else:
            self.show_setup(job_ids)

    def show_setup(self, for_jobs: Sequence[str] = ()) -> None:
        """Open the set-up of the mail account; the switch is turned on unless it is `for_jobs`."""
        dialog = EmailSetup(self._settings(), self._try_out, self._window, switches_on=not for_jobs)
        dialog.chosen.connect(partial(self._on_chosen, for_jobs))
        # Whoever cancels it finds the switch as it was.
        dialog.finished.connect(lambda _: self.show_switch())
        dialog.open()

    def tell_of_signing(self) -> None:
        """Offer what whoever receives posts needs to check them."""
        words = tr("What is sent to that address is signed.")
        note = Note(words, tr("Copy the secret"), self._copy_secret)
        self._window.note_bar.show_note(note)

    def show_outbox(self) -> None:
        """Open the outbox; it follows what happens while it is open."""
        dialog = OutboxDialog(self._title_of, self._window)
        dialog.send_asked.connect(partial(self._change, dialog, wanted_now))
        dialog.give_up_asked.connect(partial(self._change, dialog, given_up))
        timer = QTimer(dialog)
        timer.timeout.connect(partial(self._refresh, dialog))
        timer.start(LOOK_EVERY_MS)
        dialog.show_deliveries(self._outbox.all())
        dialog.open()

    def _on_switched(self, is_on: bool) -> None:
        settings = self._settings()
        if is_on and not (settings.email_to and _has_account(settings)):
            self.show_setup()
            return
        self.settings_kept.emit(replace(settings, email_on=is_on))
        self.show_switch()

    def _on_chosen(self, for_jobs: Sequence[str], chosen: Chosen) -> None:
        """Keep the password first: the owner that comes next may need it at once."""
        if chosen.password:
            self._background.run(
                partial(_keep_password, self._paths, chosen),
                lambda in_keyring: self._on_kept(chosen, for_jobs, in_keyring=in_keyring),
                lambda error: self._say(tr("The password cannot be kept: {reason}", reason=error)),
            )
        else:
            self._on_kept(chosen, for_jobs, in_keyring=True)

    def _on_kept(self, chosen: Chosen, for_jobs: Sequence[str], *, in_keyring: bool) -> None:
        before, after = self._settings(), chosen.settings
        has_other_account = (before.smtp_url, before.email_from) != (
            after.smtp_url,
            after.email_from,
        )
        self._outbox.release(DeliveryKind.EMAIL, time.time())
        signal = self.account_chosen if has_other_account else self.settings_kept
        signal.emit(after)
        self.show_switch()
        if for_jobs:
            self.recipient_chosen.emit(for_jobs, after.email_to)
        if not in_keyring:
            self._say(tr("No keyring is running: the password is asked for again after a restart."))

    def _try_out(
        self, account: MailAccount, recipient: str, password: str, tell: Callable[[str, bool], None]
    ) -> None:
        # Imported here: it is not needed until somebody tries.
        from desktop.delivery.trial import send_test

        def on_done(outcome: Outcome) -> None:
            tell(_words(outcome, account, recipient), outcome.state is OutcomeState.ACCEPTED)

        self._background.run(
            partial(send_test, self._paths, account, recipient, password or None),
            on_done,
            lambda error: tell(tr("The test could not be made: {reason}", reason=error), False),
        )

    def _change(
        self, dialog: OutboxDialog, change: Callable[..., Delivery], ids: Sequence[str]
    ) -> None:
        for delivery_id in ids:
            self._outbox.change(delivery_id, partial(change, now=time.time()))
        self._refresh(dialog)
        self.outbox_changed.emit()

    def _copy_secret(self) -> None:
        # Imported here: looking for a keyring takes a while.
        from desktop.delivery.signing import signing_secret

        self._background.run(
            partial(signing_secret, self._paths),
            QGuiApplication.clipboard().setText,
            lambda error: self._say(tr("The secret cannot be had: {error}", error=str(error))),
        )

    def _refresh(self, dialog: OutboxDialog) -> None:
        dialog.show_deliveries(self._outbox.all())

    def _say(self, sentence: str) -> None:
        self._window.note_bar.show_note(Note(sentence))


def _has_account(settings: Settings) -> bool:
    try:
        return account_of(settings.smtp_url, settings.email_from) is not None
    except BadAccount:
        return False


def _keep_password(paths: DataPaths, chosen: Chosen) -> bool:
    # Imported here: looking for a keyring takes a while.
    from worker.contract import secret_store

    return secret_store.keep(paths, chosen.account.secret_name, chosen.password)


def _words(outcome: Outcome, account: MailAccount, recipient: str) -> str:
    if outcome.state is OutcomeState.ACCEPTED:
        return tr(
            "{server} has taken a test message for {address}.",
            server=account.server.host,
            address=recipient,
        )
    return str(explain(DeliveryProblem(outcome.problem or Problem.INTERNAL, outcome.params)))
