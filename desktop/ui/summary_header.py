"""The head of a summary: title, one line of facts with the actions, and the strip of pages."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.jobs.job import Job
from desktop.ui.buttons import Kind, button
from desktop.ui.coverage_strip import CoverageStrip, coverage_sentence
from desktop.ui.labels import label
from desktop.ui.theme import Theme
from desktop.ui.times import clock, plural, spent
from desktop.ui.wording import one_line
from worker.contract.states import Style
from worker.contract.summary import Summary

STYLE_WORDS = {Style.BRIEF: "brief", Style.STANDARD: "standard", Style.DETAILED: "detailed"}


class SummaryHeader(QWidget):
    """Shows what is known of a job above its claims.

    Signals:
        redo_asked: the `Style` to do it again in.
        copy_asked: the whole summary is wanted on the clipboard.
        export_asked: the summary is wanted as a file.
        page_chosen: number of the page whose cell was clicked.
    """

    redo_asked = Signal(object)
    copy_asked = Signal()
    export_asked = Signal()
    page_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = label()
        self._title.setObjectName("title")
        self._facts = label(role="soft", wraps=False)
        self._strip = CoverageStrip(theme)
        self._strip.page_chosen.connect(self.page_chosen)
        self._account = label(role="tiny")
        self._redo = button("Redo as…", Kind.LINK)
        self._copy = button("Copy", Kind.LINK, self.copy_asked.emit)
        self._export = button("Export", Kind.LINK, self.export_asked.emit)
        self._redo.setMenu(self._redo_menu())
        self._line, self._actions = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout()
        self.setMinimumWidth(1)
        self._lay_out()

    def show_job(self, job: Job, summary: Summary | None) -> None:
        """Show the head of this job."""
        self._title.setText(one_line(summary.title if summary else job.title) or job.file.name)
        self._title.setToolTip("")
        self._facts.setText(" · ".join(_facts(job, summary)))
        self._strip.setVisible(summary is not None)
        self._account.setVisible(summary is not None)
        for widget in (self._redo, self._copy, self._export):
            widget.setVisible(summary is not None)
        if summary is not None:
            self._strip.show_summary(summary)
            self._account.setText(coverage_sentence(summary.coverage))

    def show_page(self, page: int) -> None:
        """Show which page is open beside the summary."""
        self._strip.show_page(page)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._facts.sizeHint().width() + self._actions.sizeHint().width() + 6
        has_room = needed <= self.width()
        sides = QBoxLayout.Direction
        self._line.setDirection(sides.LeftToRight if has_room else sides.TopToBottom)

    def _lay_out(self) -> None:
        for widget in (self._redo, self._copy, self._export):
            self._actions.addWidget(widget)
        self._actions.addStretch(1)
        self._actions.setSpacing(2)
        self._line.setSpacing(6)
        self._line.addWidget(self._facts)
        self._line.addLayout(self._actions, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(self._line)
        column.addSpacing(4)
        column.addWidget(self._strip)
        column.addWidget(self._account)

    def _redo_menu(self) -> QMenu:
        menu = QMenu(self)
        for style, words in STYLE_WORDS.items():
            action = menu.addAction(words.capitalize())
            action.triggered.connect(lambda _=False, style=style: self.redo_asked.emit(style))
        return menu


def _facts(job: Job, summary: Summary | None) -> list[str]:
    pages = summary.coverage.pages if summary else job.pages
    facts = [plural(pages, "1 page", "{n} pages")] if pages else []
    if summary is not None:
        facts.append(language_name(summary.language))
        facts.append(STYLE_WORDS[summary.style])
        facts.append(spent(summary.timings.total_s))
        return facts
    facts.append(job.file.name)
    facts.append(f"added {clock(job.added_at)}")
    return facts


def language_name(code: str) -> str:
    """A language by its name."""
    language = QLocale(code).language()
    return QLocale.languageToString(language) if language != QLocale.Language.C else code
