"""The middle of the window: the summary of the chosen job, or what there is to say instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import account
from desktop.jobs.job import Job
from desktop.translation import tr
from desktop.ui.claims_document import MARGIN
from desktop.ui.claims_view import ClaimsView
from desktop.ui.evidence_bar import EvidenceBar
from desktop.ui.fold import Fold
from desktop.ui.kept_text import KeptText
from desktop.ui.keys import add_key
from desktop.ui.page_marks import claims_on
from desktop.ui.state_card import StateCard
from desktop.ui.state_words import (
    Card,
    card_of,
    doubt_card,
    is_mostly_unsupported,
    kept_words,
    left_out_words,
    nothing_chosen,
)
from desktop.ui.summary_header import SummaryHeader
from desktop.ui.theme import Theme
from desktop.ui.wording import Surroundings
from worker.contract.states import JobState

if TYPE_CHECKING:
    from worker.contract.summary import Claim, Summary

TEXT_WIDTH = 760


class SummaryPane(QWidget):
    """Shows one job.

    Signals:
        remedy_chosen: the job and the `Remedy` whose button was clicked.
        claim_chosen: the `Claim` that is looked at, or None.
        place_chosen: the `Claim`, and the `Evidence` whose chip was clicked.
        look_asked: the same, for the place of the chosen claim that Space goes to.
        left: the person wants back to the list (Escape).
    """

    remedy_chosen = Signal(object, object)
    claim_chosen = Signal(object)
    place_chosen = Signal(object, object)
    look_asked = Signal(object, object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._job: Job | None = None
        self._summary: Summary | None = None
        self.header = SummaryHeader(theme)
        self._warning, self._card = StateCard(), StateCard()
        self._claims, self._left_out = ClaimsView(theme), ClaimsView(theme)
        self._kept = KeptText(theme)
        self.left_out_fold, self.kept_fold = Fold(self._left_out), Fold(self._kept)
        self._evidence = EvidenceBar()
        self._shows_evidence = True
        self._typed = ""
        self._looks = 0
        self._so_far: tuple[tuple[Claim, ...], bool] = ((), False)
        self._scroll, self._page = QScrollArea(), QWidget()
        self._lay_out()
        self._card.remedy_chosen.connect(self._on_remedy_chosen)
        self._claims.claim_chosen.connect(self._on_claim_chosen)
        self._left_out.claim_chosen.connect(self._on_claim_chosen)
        self._claims.place_chosen.connect(self.place_chosen)
        self._evidence.closed.connect(self.forget_claim)
        for view in (self._claims, self._left_out):
            add_key(view, Qt.Key.Key_Space, self._look)
        theme.changed.connect(self._on_theme_changed)
        self.show_nothing()

    @property
    def summary(self) -> Summary | None:
        """The summary that is shown."""
        return self._summary

    def show_nothing(self, *, can_choose: bool = True) -> None:
        """Say that nothing is chosen; where the list is empty, it says why."""
        self._job = self._summary = None
        self.header.hide()
        self._show_claims(None)
        self._card.show_card(nothing_chosen())
        self._card.setVisible(can_choose)

    def show_job(self, job: Job, summary: Summary | None, around: Surroundings) -> None:
        """Show a job; its summary when it is done and read from the library."""
        is_other = self._job is None or job.id != self._job.id
        self._job = job
        self.header.show()
        self.header.show_job(job, summary)
        if summary is not self._summary or is_other:
            self._summary = summary
            self._show_claims(summary)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)
        if job.state in (JobState.FAILED, JobState.CANCELLED):
            self._claims.hide()
        self._card.setVisible(summary is None)
        if summary is None:
            is_loading = job.state is JobState.DONE
            self._card.show_card(Card(tr("Opening…")) if is_loading else card_of(job, around))

    def show_points_so_far(self, claims: tuple[Claim, ...], *, is_quoted: bool) -> None:
        """Show what there is already of a summary to come; what is chosen stays chosen."""
        if self._summary is not None:
            return
        self._claims.show()
        if list(claims) != self._claims.claims():
            self._so_far = (claims, is_quoted)
            self._write_so_far()

    def _write_so_far(self) -> None:
        claims, is_quoted = self._so_far
        chosen = self._claims.chosen()
        heading = tr("From the text, until the first points are there")
        self._claims.show_claims(claims, heading if is_quoted else tr("Found so far"))
        if chosen in claims:
            self._claims.choose(claims.index(chosen))

    def step(self, by: int) -> None:
        """Go to the next or previous claim."""
        self._claims.step(by)
        self._bring_into_sight(self._claims.chosen_area())

    def choose_claim(self, claim: Claim) -> None:
        """Look at this claim."""
        claims = self._claims.claims()
        if claim in claims:
            self._claims.choose(claims.index(claim))
            self._bring_into_sight(self._claims.chosen_area())

    def show_found(self, typed: str) -> None:
        """Mark the words that are searched for, in this summary and those after it."""
        self._typed = typed
        self._claims.show_found(typed)

    def mark_page(self, page: int) -> None:
        """Mark the claims that rest on a page; the first of them comes into sight."""
        self._claims.mark(claims_on(self._claims.claims(), page))
        self._bring_into_sight(self._claims.marked_area())

    def chosen_claim(self) -> Claim | None:
        """The claim that is looked at."""
        return self._claims.chosen() or self._left_out.chosen()

    def selected_text(self) -> str:
        """The stretch of text the person marked."""
        views = (self._claims, self._left_out, self._kept)
        return next(filter(None, (view.selected_text() for view in views)), "")

    def forget_claim(self) -> None:
        """Look at no claim any more."""
        self._claims.choose(None)
        self._left_out.choose(None)

    def show_evidence(self, is_shown: bool) -> None:
        """Show the sentence of a chosen claim here; not where its page shows it."""
        self._shows_evidence = is_shown
        self._evidence.show_claim(self.chosen_claim() if is_shown else None)

    def enter(self) -> None:
        """Give the keyboard to the summary, or to what can be done in its place."""
        if self._summary is None:
            self._card.enter()
        else:
            self._claims.setFocus(Qt.FocusReason.TabFocusReason)

    def _look(self) -> None:
        """Go to the place of the chosen claim, then to its next one."""
        claim = self.chosen_claim()
        if claim is None:
            self.step(1)
            claim = self.chosen_claim()
        if claim is not None and claim.evidence:
            self.look_asked.emit(claim, claim.evidence[self._looks % len(claim.evidence)])
            self._looks += 1

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.chosen_claim() is None:
                self.left.emit()
            self.forget_claim()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMinimumWidth(1)
        column.setMaximumWidth(TEXT_WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(28 - MARGIN, 20, 28 - MARGIN, 28)
        inner.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 4)
        head.setSpacing(16)
        for widget in (self.header, self._warning, self._card):
            head.addWidget(widget)
        inner.addLayout(head)
        inner.addWidget(self._claims)
        inner.addWidget(self.left_out_fold)
        inner.addWidget(self.kept_fold)
        inner.addStretch(1)
        page = self._page
        page.setObjectName("summaryPage")
        page.setMinimumWidth(1)
        sides = QVBoxLayout(page)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(column)
        self._scroll.setObjectName("summaryScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._evidence)

    def _bring_into_sight(self, area: QRectF) -> None:
        if not area.isNull():
            middle = self._claims.mapTo(self._page, area.center().toPoint())
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, 80)

    def _show_claims(self, summary: Summary | None) -> None:
        self._evidence.show_claim(None)
        self._claims.setVisible(summary is not None)
        for fold in (self.left_out_fold, self.kept_fold):
            fold.turn(False)
        self.left_out_fold.name(left_out_words(summary))
        self.kept_fold.name(kept_words(summary))
        self._warning.setVisible(summary is not None and is_mostly_unsupported(summary))
        if summary is not None:
            self._claims.show_summary(summary)
            self._claims.show_found(self._typed)
            self._left_out.show_claims(summary.left_out)
            self._kept.show_kept(account.kept_from_model(summary))
            self._warning.show_card(doubt_card(summary))
        else:
            # Keys step through claims and copy them, whether they can be seen or not.
            self._claims.show_claims(())
            self._left_out.show_claims(())
            self._kept.show_kept(())

    def _on_remedy_chosen(self, remedy: object) -> None:
        if self._job is not None:
            self.remedy_chosen.emit(self._job, remedy)

    def _on_claim_chosen(self, claim: Claim | None) -> None:
        if claim is not None:
            other = self._left_out if self.sender() is self._claims else self._claims
            other.choose(None)
        if self._shows_evidence:
            self._evidence.show_claim(self.chosen_claim())
        self._looks = 0
        self.claim_chosen.emit(claim)

    def _on_theme_changed(self) -> None:
        """Write everything in the new colours; what was chosen and opened stays so."""
        chosen, folds = self.chosen_claim(), (self.left_out_fold, self.kept_fold)
        were_open = [fold.is_open for fold in folds]
        if self._summary is None:
            if self._claims.isVisibleTo(self):
                self._write_so_far()
            return
        self._show_claims(self._summary)
        for fold, was_open in zip(folds, were_open, strict=True):
            fold.turn(was_open)
        for view in (self._claims, self._left_out):
            if chosen is not None and chosen in view.claims():
                view.choose(view.claims().index(chosen))
