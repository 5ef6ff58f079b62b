"""The set-up of the mail account: a provider or a server, who sends, who gets it, and a test."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.delivery.account import PORTS, BadAccount, MailAccount, account_of, url_of
from desktop.delivery.address import BadAddress, address
from desktop.delivery.providers import Provider, provider_at, provider_of, providers
from desktop.settings import Settings
from desktop.translation import mark, tr
from desktop.ui.buttons import Kind, button, button_row
from desktop.ui.labels import label, set_tone
from worker.contract.delivery import MailServer
from worker.contract.sending_states import Security

WIDTH = 520
SECURITY_WORDS = {
    Security.TLS: "TLS",
    Security.STARTTLS: "STARTTLS",
    Security.PLAIN: mark("None (this computer only)"),
}
OTHER = mark("Another provider")
ABOUT_ALL = mark(
    "Each summary is mailed when it is ready, with the summary attached. Documents that are in the "
    "list already are not mailed."
)
ABOUT_ONE = mark("The summary is mailed when it is ready. Other documents are not.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was set up."""

    settings: Settings
    account: MailAccount
    password: str
    """Empty: the one that is kept already."""


class Trying(Protocol):
    """Sends a test off the GUI thread; the sentence that comes back, and whether it arrived."""

    def __call__(
        self, account: MailAccount, recipient: str, password: str, tell: Callable[[str, bool], None]
    ) -> None:
        """Send it; `tell` is called on the GUI thread."""


class EmailSetup(QDialog):
    """Asks for what mail needs, and lets it be tried before it is kept.

    Signals:
        chosen: what was set up (`Chosen`).
    """

    chosen = Signal(object)

    def __init__(
        self,
        settings: Settings,
        try_out: Trying,
        parent: QWidget | None = None,
        *,
        switches_on: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Email set-up"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._settings, self._try_out = settings, try_out
        self._is_on = switches_on or settings.email_on
        self._make_fields()
        self._lay_out()
        self._fill(settings)
        self._connect()

    def _make_fields(self) -> None:
        self.recipient, self.sent_from = QLineEdit(), QLineEdit()
        self.user, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.provider, self.security = QComboBox(), QComboBox()
        self.provider.addItem(tr(OTHER), None)
        for each in providers():
            self.provider.addItem(each.name, each)
        for security, words in SECURITY_WORDS.items():
            self.security.addItem(tr(words), security)
        self.host, self.port = QLineEdit(), QLineEdit()
        self.port.setValidator(QIntValidator(1, 65535, self.port))
        self.port.setFixedWidth(74)
        self.note, self.verdict = label(role="tiny"), label(role="strong")
        self.test = button(tr("Send test"), Kind.PLAIN, self._on_test)
        self.verdict.hide()

    def _lay_out(self) -> None:
        # A grid: a form gives a line that is wrapped too little room.
        form = QGridLayout()
        form.setColumnStretch(1, 1)
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(20)
        server = QHBoxLayout()
        server.addWidget(self.host, 1)
        server.setSpacing(8)
        server.addWidget(label(tr("Port")))
        server.addWidget(self.port)
        rows: tuple[tuple[str, QWidget | QHBoxLayout], ...] = (
            (tr("Send results to"), self.recipient),
            (tr("Sent from"), self.sent_from),
            (tr("Provider"), self.provider),
            ("", self.note),
            (tr("Server"), server),
            (tr("Security"), self.security),
            (tr("User name"), self.user),
            (tr("Password"), self.password),
        )
        for row, (words, field) in enumerate(rows):
            form.addWidget(label(words, wraps=False), row, 0)
            if isinstance(field, QWidget):
                form.addWidget(field, row, 1)
                field.setAccessibleName(words)
            else:
                form.addLayout(field, row, 1)
        self.host.setAccessibleName(tr("Server"))
        self.port.setAccessibleName(tr("Port"))
        about = label(tr(ABOUT_ALL) if self._is_on else tr(ABOUT_ONE), role="soft")
        is_switched = self._is_on and not self._settings.email_on
        save = tr("Save and switch on") if is_switched else tr("Save")
        trial = QHBoxLayout()
        trial.addWidget(self.test, 0, Qt.AlignmentFlag.AlignTop)
        trial.addWidget(self.verdict, 1)
        trial.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 16)
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 0, 24, 0)
        inner.setSpacing(14)
        inner.addWidget(about)
        inner.addLayout(form)
        inner.addLayout(trial)
        column.addLayout(inner)
        column.addStretch(1)
        column.addLayout(button_row((tr("Cancel"), self.reject), (save, self._on_save)))

    def _fill(self, settings: Settings) -> None:
        self.recipient.setText(settings.email_to)
        self.recipient.setPlaceholderText("you@example.org")
        self.sent_from.setText(settings.email_from)
        self.sent_from.setPlaceholderText(tr("the address of the mail account"))
        self._show_server(Security.TLS, "", PORTS[Security.TLS])
        try:
            account = account_of(settings.smtp_url, settings.email_from or "nobody@localhost")
        except BadAccount:
            account = None
        if account is None:
            return
        server = account.server
        self._show_server(server.security, server.host, server.port)
        self.user.setText(server.user)
        self.password.setPlaceholderText("unchanged")
        self._choose_provider(provider_at(server.host))
        if "smtp_url" in settings.from_environment:
            for field in (self.provider, self.host, self.port, self.security, self.user):
                field.setEnabled(False)
            self.password.setEnabled(False)
            self._say_note(tr("The server is decided by SUNTO_SMTP_URL in the environment."))
        if "email_from" in settings.from_environment:
            self.sent_from.setEnabled(False)

    def _connect(self) -> None:
        self.sent_from.editingFinished.connect(self._on_sender)
        self.provider.activated.connect(lambda _: self._use_provider(self.provider.currentData()))
        self.security.activated.connect(
            lambda _: self.port.setText(str(PORTS[self.security.currentData()]))
        )

    def _on_sender(self) -> None:
        """Offer what is known of the provider, unless there is a server already."""
        if not self.user.text() and self.user.isEnabled():
            self.user.setText(self.sent_from.text().strip())
        if not self.recipient.text():
            self.recipient.setText(self.sent_from.text().strip())
        found = provider_of(self.sent_from.text())
        if found is not None and not self.host.text():
            self._use_provider(found)

    def _use_provider(self, provider: Provider | None) -> None:
        self._choose_provider(provider)
        if provider is not None:
            self._show_server(provider.security, provider.host, provider.port)

    def _choose_provider(self, provider: Provider | None) -> None:
        names = [self.provider.itemText(index) for index in range(self.provider.count())]
        self.provider.setCurrentIndex(names.index(provider.name) if provider else 0)
        self._say_note(provider.note if provider else "")

    def _show_server(self, security: Security, host: str, port: int) -> None:
        self.security.setCurrentIndex(list(SECURITY_WORDS).index(security))
        self.host.setText(host)
        self.port.setText(str(port))

    def _say_note(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self._fit()

    # What was entered

    def _on_test(self) -> None:
        chosen = self._read()
        if chosen is None:
            return
        self.test.setEnabled(False)
        self._say(tr("Sending…"), "soft")
        recipient = chosen.settings.email_to
        self._try_out(chosen.account, recipient, chosen.password, self._on_tested)

    def _on_tested(self, sentence: str, has_arrived: bool) -> None:
        self.test.setEnabled(True)
        self._say(sentence, "soft" if has_arrived else "failed")

    def _on_save(self) -> None:
        chosen = self._read()
        if chosen is not None:
            self.chosen.emit(chosen)
            self.accept()

    def _read(self) -> Chosen | None:
        """What the fields say; what is wrong with them is said instead."""
        try:
            recipient = address(self.recipient.text())
            url = self._url()
            sender = self.sent_from.text().strip()
            account = account_of(url, sender)
            if account is None:
                raise BadAccount(tr("Enter the mail server."))
        except (BadAddress, BadAccount) as error:
            self._say(str(error), "failed")
            return None
        settings = replace(
            self._settings,
            email_on=self._is_on,
            email_to=recipient,
            smtp_url=url,
            email_from=sender,
        )
        return Chosen(settings, account, self.password.text())

    def _url(self) -> str:
        if "smtp_url" in self._settings.from_environment:
            return self._settings.smtp_url
        host = self.host.text().strip()
        if not host or any(c.isspace() or c in "/@?#" for c in host):
            raise BadAccount(tr("Enter the name of the mail server, such as smtp.example.org."))
        security = Security(self.security.currentData())
        return url_of(
            MailServer(
                host=host,
                port=int(self.port.text()) if self.port.hasAcceptableInput() else PORTS[security],
                security=security,
                user=self.user.text().strip(),
            )
        )

    def _say(self, sentence: str, tone: str) -> None:
        self.verdict.setText(sentence)
        self.verdict.show()
        set_tone(self.verdict, tone)
        self._fit()

    def _fit(self) -> None:
        """Grow with what is said: a window makes no room for wrapped lines by itself."""
        column = self.layout()
        assert column is not None
        column.activate()
        needed = column.totalHeightForWidth(self.width())
        self.resize(self.width(), max(self.height(), needed))
