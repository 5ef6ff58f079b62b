"""What a screen reader is told, read from Qt's own accessibility tree."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.jobs.library import Library
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.redo_dialog import RedoDialog
from desktop.ui.settings_dialog import SettingsDialog
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill, put_document
from worker.contract.paths import DataPaths

Start = Callable[[], Posed]
NAMED = {
    QAccessible.Role.PushButton,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Table,
    QAccessible.Role.ListItem,
    QAccessible.Role.Cell,
}


def everything(found: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield found
    for number in range(found.childCount()):
        child = found.child(number)
        if child is not None and child.isValid():
            yield from everything(child)


def tree(widget: QWidget) -> list[QAccessibleInterface]:
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None
    return [each for each in everything(root) if not each.state().invisible]


def name(found: QAccessibleInterface) -> str:
    return found.text(QAccessible.Text.Name).strip()


def nameless(widget: QWidget) -> list[str]:
    return [
        f"{found.role().name} {type(found.object()).__name__}"
        for found in tree(widget)
        if found.role() in NAMED and not name(found) and _is_for_people(found)
    ]


def _is_for_people(found: QAccessibleInterface) -> bool:
    """Parts of a widget that has a name itself, and headings of a list, are none."""
    parent = found.parent()
    inside = parent is not None and parent.role() in (
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
    )
    return not inside and (found.state().focusable or found.role() is QAccessible.Role.PushButton)


@pytest.fixture
def running(program: Start, qtbot: QtBot, library: Library, paths: DataPaths) -> Posed:
    jobs = fill(library, put_document(paths))
    started = program()
    started.desk.show_job(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: started.window.pane.summary is not None)
    qtbot.waitUntil(lambda: started.window.page.page == 1)
    return started


def test_everything_that_can_be_used_has_a_name(running: Posed) -> None:
    assert nameless(running.window) == []


def test_rows_and_claims_are_said_in_words(running: Posed) -> None:
    names = [name(found) for found in tree(running.window)]
    assert any("MapReduce" in each and "7 points, 1 weak, 1 left out" in each for each in names), (
        names
    )
    claims = next(found for found in tree(running.window) if name(found) == "Summary")
    words = claims.text(QAccessible.Text.Value) or claims.textInterface().text(0, 100_000)
    assert "p. 5 weak" in words.replace("\u00a0", " ")
    strip = next(found for found in tree(running.window) if name(found) == "Pages")
    assert "All 13 pages read, 1 by OCR" in strip.text(QAccessible.Text.Description)


def test_the_first_page_has_names(program: Start) -> None:
    assert nameless(program().window) == []


@pytest.mark.parametrize("kind", [SettingsDialog, RedoDialog, PasswordDialog])
def test_dialogs_have_names(running: Posed, library: Library, kind: type[QDialog]) -> None:
    job = running.desk.shown_job()
    assert job is not None
    if kind is PasswordDialog:
        made: QDialog = PasswordDialog(job, is_second_time=False, parent=running.window)
    elif kind is RedoDialog:
        made = RedoDialog(job, ["small", "large"], running.window)
    else:
        made = SettingsDialog(running.actions.settings, running.window)
    made.show()
    assert nameless(made) == []
    made.close()
