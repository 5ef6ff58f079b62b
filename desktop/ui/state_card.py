"""The card in the middle of the window that says what a job does, waits for, or died of."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.ui.buttons import Kind, button
from desktop.ui.labels import label, set_tone
from desktop.ui.share_bar import ShareBar
from desktop.ui.state_words import Card
from desktop.ui.wording import Link, Remedy


class StateCard(QFrame):
    """Shows one `Card`.

    Signals:
        remedy_chosen: the `Remedy` whose button was clicked.
    """

    remedy_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stateCard")
        self._card: Card | None = None
        self._title = label(role="strong")
        self._sentence = label(role="plain")
        self._hint = label(role="soft")
        self._progress = ShareBar()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        for widget in (self._title, self._sentence, self._hint, self._progress):
            column.addWidget(widget)
        self._buttons.setContentsMargins(0, 6, 0, 0)
        column.addLayout(self._buttons)

    def show_card(self, card: Card) -> None:
        """Show this card."""
        if card == self._card:
            return
        links = self._card.remedies if self._card else ()
        self._card = card
        self._title.setText(card.title)
        set_tone(self._title, card.tone.value)
        self._sentence.setText(card.sentence)
        self._sentence.setVisible(bool(card.sentence))
        self._hint.setText(card.hint)
        self._hint.setVisible(bool(card.hint))
        self._progress.show_share(card.share)
        if links != card.remedies:
            self._rebuild(card.remedies)

    def enter(self) -> None:
        """Give the keyboard to the first button."""
        item = self._buttons.itemAt(0)
        first = item.widget() if item is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _rebuild(self, links: tuple[Link, ...]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, link in enumerate(links):
            kind = Kind.PRIMARY if number == 0 else Kind.PLAIN
            self._buttons.addWidget(self._button(link.text, kind, link.remedy))
        if links:
            self._buttons.addStretch(1)

    def _button(self, text: str, kind: Kind, remedy: Remedy) -> QPushButton:
        return button(text, kind, lambda: self.remedy_chosen.emit(remedy))
