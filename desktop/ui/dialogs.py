"""Small questions: a document's password, and the window that says what Sunto is."""

import platform
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs.job import Job
from desktop.translation import tr
from desktop.ui.buttons import button_row
from desktop.ui.labels import label
from desktop.ui.wording import one_line
from worker.contract.version import __version__

WIDTH = 420


class PasswordDialog(QDialog):
    """Asks for the password of one document.

    Signals:
        given: the password.
    """

    given = Signal(str)

    def __init__(self, job: Job, *, is_second_time: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Password"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        title = label(one_line(job.title), role="strong")
        words = tr("It is used for reading this document and forgotten afterwards.")
        if is_second_time:
            words = tr("That password did not open it.") + " " + words
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setAccessibleName(tr("Password"))
        shows = QCheckBox(tr("Show what I type"))
        shows.toggled.connect(self._show_typing)
        buttons = button_row((tr("Cancel"), self.reject), (tr("Open document"), self.accept))
        self._password.returnPressed.connect(self.accept)
        self.accepted.connect(self._on_accepted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        for widget in (title, label(words, role="soft"), self._password, shows):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addLayout(buttons)
        self._password.setFocus()

    def _on_accepted(self) -> None:
        if self._password.text():
            self.given.emit(self._password.text())

    def _show_typing(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self._password.setEchoMode(mode)


class TextDialog(QDialog):
    """Words with a longer text under them that can be copied."""

    def __init__(self, title: str, words: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Imported here: few people ever see this, and it is not free.
        from PySide6.QtWidgets import QPlainTextEdit

        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 380)
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName(tr("Details"))
        copy = partial(QGuiApplication.clipboard().setText, text)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(words))
        column.addWidget(shown)
        column.addLayout(button_row((tr("Copy"), copy), (tr("Close"), self.accept)))


def about_dialog(parent: QWidget) -> TextDialog:
    """What Sunto is, and what a report of a fault should say."""
    words = tr(
        "Sunto {version}. Drop PDFs; every page is read on this computer, and each point "
        "of the summary shows the sentence it rests on. Free software, Apache-2.0.",
        version=__version__,
    )
    facts = f"Sunto {__version__}\nPython {platform.python_version()}\n{platform.platform()}"
    return TextDialog(tr("About Sunto"), words, facts, parent)
