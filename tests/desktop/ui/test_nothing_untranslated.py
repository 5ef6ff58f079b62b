"""Every text a person sees or hears goes through `tr`: the window in a made-up language."""

import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import translation
from desktop.delivery.providers import providers
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.translation import Catalogue
from desktop.ui.wording import Remedy
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill, put_document
from tests.end2end.window_shots import SHOTS
from worker.contract.paths import DataPaths

OPEN, CLOSE = "⟦", "⟧"
"""What surrounds a text that was translated."""
SPARED = re.compile(
    r"""
    ⟦[^⟦⟧]*⟧                    # said by us
    | “[^”]*”                    # a quotation
    | [\w.+-]+@[\w.-]+           # an address
    | \b(?:Sunto|Ollama|Markdown|PDF|Word|HTML|JSON|TLS|STARTTLS|OpenAI)\b
    | \b(?:Ctrl|Shift|Alt|Enter|Tab|Esc|Del|Space|Page|F\d+)\b | \b[NP]\b
    | \b[kMG]B\b | \b\d+(?::\d\d)?\b | \d+\s*GB
    | qwen[\w.:-]*
    """,
    re.VERBOSE,
)


class Everything(dict[translation.Key, tuple[str, ...]]):
    """A language in which every text is itself, in brackets."""

    def get(self, key: translation.Key, default: object = None) -> tuple[str, ...]:  # type: ignore[override]
        many, one = key
        return (self._marked(one), self._marked(many)) if one else (self._marked(many),)

    def _marked(self, text: str) -> str:
        return f"{OPEN}{text}{CLOSE}"


@pytest.fixture(autouse=True)
def _made_up() -> Iterator[None]:
    before = translation._in_use
    translation._in_use = Catalogue("xx", Everything())
    yield
    translation._in_use = before


def said(widget: QWidget) -> Iterator[str]:
    """What a widget shows or says of itself."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QTableWidget):
        heads = (widget.horizontalHeaderItem(n) for n in range(widget.columnCount()))
        yield from (head.text() for head in heads if head is not None)
    if isinstance(widget, QDialog):
        yield widget.windowTitle()
    yield from (action.text() for action in widget.findChildren(QAction))


def bare(window: QWidget, spared: set[str]) -> list[str]:
    """Words that nobody translated; file names, titles and models are nobody's to translate."""
    widgets = [window, *window.findChildren(QWidget)]
    texts = {text for widget in widgets if _is_ours(widget) for text in said(widget)}
    return sorted(text for text in texts if _has_words(_without(text, spared)))


def _is_ours(widget: QWidget) -> bool:
    parent: QWidget | None = widget
    while parent is not None and not isinstance(parent, QFileDialog):
        parent = parent.parentWidget()
    return parent is None and widget.objectName() not in ("qt_spinbox_lineedit", "title")


def _without(text: str, spared: set[str]) -> str:
    for each in sorted(spared, key=len, reverse=True):
        text = text.replace(each, "")
    # From the inside out: a sentence may hold another one.
    while (shorter := SPARED.sub("", text)) != text:
        text = shorter
    return text


def _has_words(text: str) -> bool:
    return re.search(r"[^\W\d_]{2,}", text) is not None


@pytest.fixture
def jobs(library: Library, paths: DataPaths) -> dict[str, Job]:
    return fill(library, put_document(paths))


def names_in(jobs: dict[str, Job]) -> set[str]:
    files = {str(job.file) for job in jobs.values()} | {job.file.name for job in jobs.values()}
    return files | {job.title for job in jobs.values()} | {each.name for each in providers()}


STATUSES = [*dict.fromkeys(shot.status for shot in SHOTS.values())]


def test_the_window_says_nothing_of_its_own(
    program: Callable[[], Posed], jobs: dict[str, Job], qtbot: QtBot
) -> None:
    running = program()
    for job in jobs.values():
        running.window.job_list.select(job.id)
        QApplication.processEvents()
        assert bare(running.window, names_in(jobs)) == [], job.title
    for status in STATUSES:
        running.owner.now = status
        running.poller.hurry()
        qtbot.waitUntil(lambda status=status: running.desk.status == status)
        assert bare(running.window, names_in(jobs)) == [], status


def test_rows_say_nothing_of_their_own(program: Callable[[], Posed], jobs: dict[str, Job]) -> None:
    running = program()
    texts = [str(running.model.index(row, 0).data()) for row in range(running.model.rowCount())]
    assert [text for text in texts if _has_words(_without(text, names_in(jobs)))] == []


OPENERS: dict[str, Callable[[Posed, Job], object]] = {
    "settings": lambda running, _: running.window.settings_asked.emit(),
    "help": lambda running, _: running.window.help_asked.emit(),
    "about": lambda running, _: running.window.about_asked.emit(),
    "email": lambda running, _: running.window.email_setup_asked.emit(),
    "outbox": lambda running, _: running.window.outbox_asked.emit(),
    "redo": lambda running, _: running.window.pane.header.redo_asked.emit(None),
    "password": lambda running, job: running.window.pane.remedy_chosen.emit(job, Remedy.PASSWORD),
    "export": lambda running, _: running.window.export_asked.emit(),
}


@pytest.mark.parametrize("name", OPENERS)
def test_dialogs_say_nothing_of_their_own(
    program: Callable[[], Posed], jobs: dict[str, Job], qtbot: QtBot, name: str
) -> None:
    running = program()
    job = jobs["mapreduce"]
    running.window.job_list.select(job.id)
    qtbot.waitUntil(lambda: running.desk.shown_job() is not None)
    qtbot.waitUntil(lambda: running.window.pane.summary is not None)
    OPENERS[name](running, job)
    find = partial(running.window.findChild, QDialog)
    qtbot.waitUntil(lambda: find() is not None and find().isVisible())
    assert bare(find(), names_in(jobs)) == []
    find().close()


def test_the_test_would_notice(program: Callable[[], Posed]) -> None:
    running = program()
    running.window.bar.add.setText("Add PDFs…")
    assert bare(running.window, set()) == ["Add PDFs…"]
