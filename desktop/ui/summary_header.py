"""The head of a summary: title, one line of facts with the actions, and the strip of pages."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.account import STYLE_WORDS, engine_used, machines, untranslated
from desktop.jobs.job import Job
from desktop.translation import mark, plural, tr
from desktop.ui.buttons import Kind, button
from desktop.ui.coverage_strip import CoverageStrip, coverage_sentence
from desktop.ui.labels import label
from desktop.ui.theme import Theme
from desktop.ui.times import clock, spent
from desktop.ui.wording import one_line
from worker.contract.egress import is_elsewhere

if TYPE_CHECKING:
    from worker.contract.summary import Summary

LANGUAGE_WORDS = {
    "de": mark("German"),
    "en": mark("English"),
    "es": mark("Spanish"),
    "fr": mark("French"),
    "it": mark("Italian"),
    "nl": mark("Dutch"),
    "pl": mark("Polish"),
    "pt": mark("Portuguese"),
}


class CopyAs(StrEnum):
    """What is put on the clipboard."""

    FORMATTED = "formatted"
    MARKDOWN = "markdown"
    TEXT = "text"


COPY_WORDS = {
    CopyAs.FORMATTED: mark("With its formatting"),
    CopyAs.MARKDOWN: mark("As Markdown"),
    CopyAs.TEXT: mark("As plain text"),
}


class SummaryHeader(QWidget):
    """Shows what is known of a job above its claims.

    Signals:
        redo_asked: the `Style` to do it again in, or None to be asked for more.
        compare_asked: another summary of the same document is wanted beside this one.
        copy_asked: the whole summary is wanted on the clipboard, in the shape of a `CopyAs`.
        export_asked: the summary is wanted as a file.
        print_asked: the summary is wanted on paper.
        page_chosen: number of the page whose cell was clicked.
    """

    redo_asked = Signal(object)
    compare_asked = Signal()
    copy_asked = Signal(object)
    export_asked = Signal()
    print_asked = Signal()
    page_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = label()
        self._title.setObjectName("title")
        self._facts = label(role="soft", wraps=False)
        self._strip = CoverageStrip(theme)
        self._strip.page_chosen.connect(self.page_chosen)
        self._account = label(role="tiny")
        self._redo = button(tr("Redo as…"), Kind.LINK)
        # Its words, not its edge, stand where the facts do when they are above it.
        self._redo.setProperty("flush", True)
        self._compare = button(tr("Compare"), Kind.LINK, self.compare_asked.emit)
        self._copy = button(tr("Copy"), Kind.LINK)
        self._export = button(tr("Export"), Kind.LINK)
        self._actions_shown = (self._redo, self._copy, self._export)
        self._redo.setMenu(self._redo_menu())
        self._copy.setMenu(self._copy_menu())
        self._export.setMenu(self._export_menu())
        self._compare.hide()
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
        for widget in self._actions_shown:
            widget.setVisible(summary is not None)
        if summary is not None:
            self._strip.show_summary(summary)
            read = coverage_sentence(summary.coverage)
            account = (read, untranslated(summary), machines(summary))
            self._account.setText(" · ".join(filter(None, account)))
        self._fit()

    def offer_comparison(self, is_offered: bool) -> None:
        """Offer to show another summary of the document beside this one."""
        self._compare.setVisible(is_offered)
        self._fit()

    def show_page(self, page: int) -> None:
        """Show which page is open beside the summary."""
        self._strip.show_page(page)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the actions beside the facts, or under them where there is no room."""
        self._actions.invalidate()
        needed = self._facts.sizeHint().width() + self._actions.sizeHint().width() + 11
        has_room = needed <= self.width()
        sides = QBoxLayout.Direction
        self._line.setDirection(sides.LeftToRight if has_room else sides.TopToBottom)
        self._line.setSpacing(11 if has_room else 6)

    def _lay_out(self) -> None:
        for widget in (self._redo, self._compare, self._copy, self._export):
            self._actions.addWidget(widget)
        self._actions.addStretch(1)
        self._actions.setSpacing(2)
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
            action = menu.addAction(tr(words).capitalize())
            action.triggered.connect(lambda _=False, style=style: self.redo_asked.emit(style))
        menu.addSeparator()
        more = menu.addAction(tr("In another language, or with a wish…"))
        more.triggered.connect(lambda: self.redo_asked.emit(None))
        return menu

    def _copy_menu(self) -> QMenu:
        menu = QMenu(self)
        for shape, words in COPY_WORDS.items():
            action = menu.addAction(tr(words))
            action.triggered.connect(lambda _=False, shape=shape: self.copy_asked.emit(shape))
        return menu

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(tr("Into a file…")).triggered.connect(lambda: self.export_asked.emit())
        menu.addAction(tr("On paper…")).triggered.connect(lambda: self.print_asked.emit())
        return menu


def _facts(job: Job, summary: Summary | None) -> list[str]:
    if summary is not None:
        return summary_facts(summary)
    facts = [plural("{n} pages", "1 page", job.pages)] if job.pages else []
    return [*facts, job.file.name, tr("added {time}", time=clock(job.added_at))]


def summary_facts(summary: Summary) -> list[str]:
    """What a summary is, in a few words."""
    return [
        plural("{n} pages", "1 page", summary.coverage.pages),
        language_name(summary.language),
        tr(STYLE_WORDS[summary.style]),
        spent(summary.timings.total_s),
        *([engine_used(engine)] if is_elsewhere((engine := summary.engine).address) else []),
    ]


def language_name(code: str) -> str:
    """A language by its name; the rarer ones by their English one, as Qt knows no other."""
    if code in LANGUAGE_WORDS:
        return tr(LANGUAGE_WORDS[code])
    language = QLocale(code).language()
    return QLocale.languageToString(language) if language != QLocale.Language.C else code
