"""Beside a summary: another one of the same document, to compare the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.translation import tr
from desktop.ui.buttons import Kind, button
from desktop.ui.claims_document import MARGIN
from desktop.ui.claims_view import ClaimsView
from desktop.ui.labels import label
from desktop.ui.summary_header import summary_facts
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from worker.contract.summary import Summary


class BeforePane(QWidget):
    """Shows one summary, to read only.

    Signals:
        closed: the page is wanted in its place.
        claim_chosen: a `Claim` of it, or None.
    """

    closed = Signal()
    claim_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("beforePane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading, self._facts = label(role="strong"), label(role="soft")
        self._claims = ClaimsView(theme)
        self._claims.claim_chosen.connect(self.claim_chosen)
        self._summary: Summary | None = None
        row = QHBoxLayout()
        row.addWidget(self._heading, 1)
        row.addWidget(button(tr("Back to the page"), Kind.LINK, self.closed.emit))
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 12)
        head.setSpacing(6)
        head.addLayout(row)
        head.addWidget(self._facts)
        page = QWidget()
        page.setObjectName("beforePage")
        page.setMinimumWidth(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(20 - MARGIN, 20, 20 - MARGIN, 28)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._claims)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("beforeScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        theme.changed.connect(self._on_theme_changed)

    def show_summary(self, summary: Summary, *, is_older: bool) -> None:
        """Show the other summary."""
        self._summary = summary
        self._heading.setText(
            tr("The summary before") if is_older else tr("The summary made later")
        )
        self._facts.setText(" · ".join(summary_facts(summary)))
        self._claims.show_summary(summary)

    def _on_theme_changed(self) -> None:
        if self._summary is not None:
            self._claims.show_summary(self._summary)
