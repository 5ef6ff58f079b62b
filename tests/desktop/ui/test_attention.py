from collections.abc import Callable

from pytestqt.qtbot import QtBot

from desktop.jobs import transitions
from desktop.jobs.library import Library
from desktop.ui.attention import Attention, attention
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill


def test_nothing_to_look_at_says_nothing() -> None:
    assert attention([], 0) == Attention(0, "")


def test_what_needs_a_person_comes_before_what_is_new(library: Library) -> None:
    jobs = fill(library)
    assert attention(jobs.values(), 2) == Attention(3, "1 needs you · 2 new")


def test_the_title_of_the_window_says_it(
    program: Callable[[], Posed], qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    qtbot.waitUntil(lambda: running.window.windowTitle() == "1 needs you · 1 new - Sunto")
    library.change(jobs["chubby"].id, transitions.seen)
    running.poller.hurry()
    qtbot.waitUntil(lambda: running.window.windowTitle() == "1 needs you - Sunto")
    running.desk.removals.remove([jobs["scan"].id])
    running.poller.hurry()
    running.desk._showing._show_everything()
    assert running.window.windowTitle() == "Sunto"
