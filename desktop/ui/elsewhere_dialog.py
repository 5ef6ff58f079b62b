"""Asks before the text of documents is sent to another computer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.elsewhere import Elsewhere
from desktop.translation import tr
from desktop.ui.buttons import button_row
from desktop.ui.labels import label, set_tone

WIDTH = 460


class ElsewhereDialog(QDialog):
    """Accepted: the documents may be sent there."""

    def __init__(self, there: Elsewhere, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Another computer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        title = label(
            tr("The text of your documents will be sent to {place}", place=there.place),
            role="strong",
        )
        set_tone(title, "weak")
        words = [
            tr("Whoever runs that computer can read it. Each summary says what was sent."),
        ]
        if not there.is_encrypted:
            words.append(
                tr("The connection is not encrypted: others in the network can read it, too.")
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(title)
        for sentence in words:
            column.addWidget(label(sentence))
        column.addSpacing(6)
        column.addLayout(
            button_row(
                (tr("Send them there"), self.accept), (tr("Keep everything here"), self.reject)
            )
        )
