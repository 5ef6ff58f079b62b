"""Writes the claims of a summary into a text document and remembers where each one stands.

What a model or a document says is inserted as plain text: nothing in it can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop.translation import mark, tr
from desktop.ui.theme import Theme
from desktop.ui.wording import one_line
from worker.contract.states import ClaimState

if TYPE_CHECKING:
    from worker.contract.summary import Claim, Evidence, Section, Summary

INDENT = 18
MARGIN = 12
"""Room around the text for the ground of a chosen claim."""
LINE_HEIGHT = 128
OVERVIEW_LINE_HEIGHT = 134
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Chip:
    """Where a page's chip stands in the document."""

    start: int
    end: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """Where a claim stands in the document; a point has a bullet and a block of its own."""

    claim: Claim
    start: int
    end: int
    chips: tuple[Chip, ...]
    has_bullet: bool


class ClaimsWriter:
    """Writes into one document; `placed` are the claims from top to bottom."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        document.clear()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(MARGIN)
        self._theme = theme
        self._cursor = QTextCursor(document)
        self._is_first = True
        self.placed: list[PlacedClaim] = []

    def write_summary(self, summary: Summary) -> None:
        """Overview as running text, then points, then sections."""
        if summary.overview:
            self._heading(tr("Overview"))
            self._running(summary.overview)
        if summary.points:
            self.write_group(tr("Points"), summary.points)
        for section in summary.sections:
            self._section(section)

    def write_group(self, heading: str, claims: Iterable[Claim]) -> None:
        """Points under a heading."""
        self._heading(heading)
        self.write_points(claims)

    def write_points(self, claims: Iterable[Claim]) -> None:
        """Each claim as a block with a bullet."""
        for claim in claims:
            self._block(LINE_HEIGHT, top=4, bottom=5, indent=INDENT)
            self._claim(claim, self._text_format(0), has_bullet=True)

    def _section(self, section: Section) -> None:
        first, last = section.pages
        pages = (
            tr("page {page}", page=first)
            if first == last
            else tr("pages {first}–{last}", first=first, last=last)  # noqa: RUF001
        )
        self._heading(one_line(section.title), f"  {pages}")
        self.write_points(section.points)

    def _running(self, claims: Sequence[Claim]) -> None:
        self._block(OVERVIEW_LINE_HEIGHT, top=0, bottom=2)
        for claim in claims:
            self._claim(claim, self._text_format(1), has_bullet=False)
            self._cursor.insertText(" ", self._text_format(1))

    def _heading(self, text: str, beside: str = "") -> None:
        self._block(100, top=0 if self._is_first else 16, bottom=6)
        self._cursor.insertText(text, self._format(-1, QFont.Weight.DemiBold, "soft"))
        self._cursor.insertText(beside, self._format(-2, QFont.Weight.Normal, "soft"))

    def _claim(self, claim: Claim, text_format: QTextCharFormat, *, has_bullet: bool) -> None:
        start = self._cursor.position()
        self._cursor.insertText(one_line(claim.text), text_format)
        chips = []
        for page_evidence in _one_a_page(claim.evidence):
            # A chip stays with the last word before it.
            self._cursor.insertText(NO_BREAK, text_format)
            chips.append(self._chip(page_evidence, claim.state))
        end = self._cursor.position()
        self.placed.append(PlacedClaim(claim, start, end, tuple(chips), has_bullet))

    def _chip(self, evidence: Evidence, state: ClaimState) -> Chip:
        start = self._cursor.position()
        color = "accent" if state is ClaimState.SUPPORTED else "weak"
        text = mark("p. {page} weak") if state is ClaimState.WEAK else mark("p. {page}")
        words = tr(text, page=evidence.page)
        chip_format = self._format(-3, QFont.Weight.DemiBold, color)
        chip = NO_BREAK * 2 + words.replace(" ", NO_BREAK) + NO_BREAK * 2
        self._cursor.insertText(chip, chip_format)
        return Chip(start, self._cursor.position(), evidence)

    def _block(self, line_height: int, *, top: int, bottom: int, indent: int = 0) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(top)
        shape.setBottomMargin(bottom)
        shape.setLeftMargin(indent)
        shape.setLineHeight(
            float(line_height), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        if self._is_first:
            self._cursor.setBlockFormat(shape)
            self._is_first = False
        else:
            self._cursor.insertBlock(shape)

    def _text_format(self, step: int) -> QTextCharFormat:
        return self._format(step, QFont.Weight.Normal, "ink")

    def _format(self, step: int, weight: QFont.Weight, color: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.font(step, weight))
        made.setForeground(self._theme.tokens.color(color))
        return made


def _one_a_page(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The best place of each page, in the order of the pages' first mention."""
    best: dict[int, Evidence] = {}
    for place in evidence:
        if place.page not in best or best[place.page].support < place.support:
            best[place.page] = place
    return list(best.values())


def qt_length(text: str) -> int:
    """How many places a text takes in Qt, where a rare character takes two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
