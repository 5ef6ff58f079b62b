"""Under the summary: the sentence of the document that the chosen claim rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from desktop.translation import mark, tr
from desktop.ui.buttons import Kind, button
from desktop.ui.labels import label
from desktop.ui.wording import one_line
from worker.contract.states import ClaimState

if TYPE_CHECKING:
    from worker.contract.summary import Claim

MOST_PLACES = 3
STATE_WORDS = {
    ClaimState.SUPPORTED: mark("The sentence it rests on"),
    ClaimState.WEAK: mark("Only partly found in the text"),
    ClaimState.UNSUPPORTED: mark("Not found in the text"),
}


class EvidenceBar(QFrame):
    """Shows the evidence of one claim.

    Signals:
        closed: the person does not want to see it any more.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("evidence")
        self.setAccessibleName(tr("Where the claim stands"))
        self._state = label(role="heading")
        self._close = button(tr("Close"), Kind.LINK, self.closed.emit)
        self._original = (label(tr("Translated from"), role="heading", wraps=False), label())
        self._places: list[tuple[QLabel, QLabel]] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._state, 0, 0, 1, 2)
        grid.addWidget(self._close, 0, 2)
        for at, widget in enumerate(self._original):
            grid.addWidget(widget, 1, at, 1, 1 + at)
        for row in range(2, MOST_PLACES + 2):
            page, quote = label(role="heading", wraps=False), label()
            grid.addWidget(page, row, 0)
            grid.addWidget(quote, row, 1, 1, 2)
            self._places.append((page, quote))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 10, 20, 14)
        column.addLayout(grid)
        self.hide()

    def show_claim(self, claim: Claim | None) -> None:
        """Show where this claim stands in the document."""
        self.setVisible(claim is not None)
        if claim is None:
            return
        self._state.setText(tr(STATE_WORDS[claim.state]))
        self._original[1].setText(one_line(claim.original))
        for widget in self._original:
            widget.setVisible(bool(claim.original))
        for number, (page, quote) in enumerate(self._places):
            is_used = number < len(claim.evidence) and bool(claim.evidence[number].quote)
            page.setVisible(is_used)
            quote.setVisible(is_used)
            if is_used:
                place = claim.evidence[number]
                page.setText(tr("Page {page}", page=place.page))
                quote.setText(f"“{one_line(place.quote)}”")
