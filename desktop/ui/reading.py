"""Joins summary and pages: a claim opens its page, a page marks the claims that rest on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from desktop.jobs.copies import readable
from desktop.jobs.job import Job
from desktop.ui.page_marks import Place, places_on
from desktop.ui.page_pane import NoPage, PagePane
from desktop.ui.pdf_document import Look, Opening, Sheet
from desktop.ui.pdf_pages import PdfPages
from desktop.ui.summary_pane import SummaryPane
from worker.contract.paths import DataPaths

if TYPE_CHECKING:
    from worker.contract.summary import Claim, Evidence, Summary

SETTLE_MS = 60
"""A pane that is being dragged wider is drawn anew when it rests."""


class Reading(QObject):
    """Shows the document of the chosen job beside its summary. Owns no widget."""

    def __init__(self, paths: DataPaths, pane: SummaryPane, pages: PagePane) -> None:
        super().__init__(pages)
        self._paths = paths
        self._pane, self._pages = pane, pages
        self._pdf = PdfPages(self)
        self._passwords: dict[str, str] = {}
        """By document; kept in this process alone, while it runs."""
        self._job: Job | None = None
        self._document = ""
        self._given = self._typed = ""
        self._count = self._page = 0
        self._chosen: Place | None = None
        self._places: tuple[Place, ...] = ()
        self._summary: Summary | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._draw)
        self._connect()

    def show_job(self, job: Job | None) -> None:
        """Open a job's document, unless it is open already."""
        document = (job.sha256 or "") if job is not None else ""
        has_other_reason = not document and self._pages.reason is not _why_no_page(job)
        if document != self._document or has_other_reason:
            self._job = job
            self._document, self._count, self._page, self._chosen = document, 0, 0, None
            self._pane.header.show_page(0)
            self._given = self._passwords.get(document, "")
            self._open()
        elif self._summary is not self._pane.summary:
            self._draw()

    def prepare(self) -> None:
        """Have everything there when the first document comes."""
        self._pdf.prepare()

    def finish(self, timeout_ms: int) -> None:
        """Let go of the document, for the end of the program."""
        self._pdf.finish(timeout_ms)

    def know_password(self, job: Job, password: str) -> None:
        """A password that was given for reading a document shows its pages, too."""
        if job.sha256:
            self._passwords[job.sha256] = password
            if job.sha256 == self._document and not self._count:
                self._on_password(password)

    def go_to(self, page: int) -> None:
        """Open a page and mark the claims that rest on it."""
        if 1 <= page <= self._count:
            self._chosen = None
            self._pane.forget_claim()
            self._go_to(page)
            self._pane.mark_page(page)

    def show_place(self, claim: Claim, evidence: Evidence) -> None:
        """Open the page of a claim with its sentence marked."""
        self._chosen = Place(claim, evidence)
        self._go_to(evidence.page)

    def look_for(self, typed: str, page: int) -> None:
        """Mark words on every page that is shown, and open the first page that holds them.

        Where no words are looked for any more, the page of the chosen claim comes back.
        """
        self._typed = typed
        if not typed and self._chosen is not None:
            page = self._chosen.evidence.page
        if self._count:
            self._go_to(page or self._page)
        else:
            self._page = page

    def _connect(self) -> None:
        self._pdf.opened.connect(self._on_opened)
        self._pdf.measured.connect(self._on_measured)
        self._pdf.drawn.connect(self._on_drawn)
        self._pages.page_asked.connect(self.go_to)
        self._pages.password_given.connect(self._on_password)
        view = self._pages.view
        view.needs_drawing.connect(lambda: self._settling.start(SETTLE_MS))
        view.place_clicked.connect(lambda place: self._pane.choose_claim(place.claim))
        view.page_clicked.connect(lambda: self.go_to(self._page))
        self._pane.claim_chosen.connect(self._on_claim_chosen)
        self._pane.place_chosen.connect(self.show_place)
        self._pane.look_asked.connect(self.show_place)
        self._pane.header.page_chosen.connect(self.go_to)

    def _on_claim_chosen(self, claim: Claim | None) -> None:
        if claim is not None and claim.evidence:
            self.show_place(claim, claim.evidence[0])
        elif self._chosen is not None:
            self._chosen = None
            self._draw()

    # The document

    def _open(self) -> None:
        file = readable(self._paths, self._job) if self._job is not None else None
        if file is None:
            self._pdf.open(None)
            self._pages.show_reason(_why_no_page(self._job))
            return
        self._load(file)

    def _load(self, file: Path) -> None:
        self._pages.show_reason(NoPage.NOTHING)
        self._pdf.open(file, self._given)

    def _on_opened(self, outcome: Opening, count: int) -> None:
        self._count = count
        if outcome is Opening.READY and count:
            if self._given:
                self._passwords[self._document] = self._given
            self._go_to(self._chosen.evidence.page if self._chosen else self._page or 1)
        elif outcome is Opening.LOCKED:
            self._pages.show_reason(NoPage.WRONG_PASSWORD if self._given else NoPage.LOCKED)
        else:
            self._pages.show_reason(NoPage.UNREADABLE)

    def _on_password(self, password: str) -> None:
        self._given = password
        self._open()

    # The page

    def _go_to(self, page: int) -> None:
        self._page = min(max(page, 1), self._count) if self._count else page
        self._draw()

    def _draw(self) -> None:
        """Ask for the page as it is wanted now."""
        self._summary = self._pane.summary
        if not self._count or not self._page:
            return
        places = places_on(self._summary, self._page)
        if self._chosen is not None and self._chosen not in places:
            places = (*places, self._chosen)
        self._places = tuple(place for place in places if place.evidence.page == self._page)
        view = self._pages.view
        scale = view.pixels_per_point() * view.devicePixelRatioF()
        evidence = tuple(place.evidence for place in self._places)
        self._pdf.look(Look(self._page, scale, evidence, self._typed))

    def _on_measured(self, sheet: Sheet) -> None:
        if sheet.page != self._page or len(sheet.areas) != len(self._places):
            return
        is_other = self._pages.page != sheet.page
        is_fitted = self._pages.view.is_for(sheet.size, sheet.text)
        placed = list(zip(self._places, sheet.areas, strict=True))
        self._pane.header.show_page(sheet.page)
        self._pages.view.show_sheet(
            sheet.size, sheet.text, placed, self._chosen, sheet.found, is_other=is_other
        )
        self._pages.show_page(sheet.page, self._count, len(self._places))
        if not is_fitted:
            # Fitted to the width, a page of another width is drawn at another scale.
            self._settling.start(0)

    def _on_drawn(self, page: int, image: QImage) -> None:
        self._pages.show_image(page, image)


def _why_no_page(job: Job | None) -> NoPage:
    if job is None:
        return NoPage.NOTHING
    if not job.state.is_final:
        return NoPage.NO_COPY
    return NoPage.GONE if job.sha256 is not None else NoPage.NOT_TAKEN
