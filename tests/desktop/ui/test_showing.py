from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.jobs.job import Job
from desktop.jobs.library import Library
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import NEEDS_MODEL, OLLAMA, WORKING, fill

Start = Callable[[], Posed]


def is_unread(library: Library, job: Job) -> bool:
    now = library.job(job.id)
    assert now is not None
    return now.unread


def test_a_summary_that_was_opened_behind_another_window_is_read_when_it_comes_forward(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    chubby = fill(library)["chubby"]
    running = program()
    qtbot.waitUntil(running.window.isActiveWindow)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    with qtbot.waitSignal(running.desk._showing._seen_timer.timeout):
        running.window.job_list.select(chubby.id)
    running.actions.finish(1000)
    assert is_unread(library, chubby)
    running.window.activateWindow()
    qtbot.waitUntil(lambda: not is_unread(library, chubby))


@pytest.mark.parametrize(
    ("said", "is_shown"),
    [
        (replace(WORKING, engine=OLLAMA.model_copy(update={"beat": OLLAMA.beat + 5})), False),
        (replace(WORKING, engine=None), True),
        (NEEDS_MODEL, True),
    ],
)
def test_an_engine_that_was_only_looked_at_again_is_nothing_new(
    program: Start, qtbot: QtBot, said: object, is_shown: bool
) -> None:
    running = program()
    qtbot.waitUntil(lambda: running.desk.status == WORKING)
    qtbot.waitUntil(lambda: not running.desk._showing._show_timer.isActive())
    shown: list[object] = []
    running.desk.whole_changed.connect(shown.append)
    running.owner.now = said  # type: ignore[assignment]
    running.poller.hurry()
    qtbot.waitUntil(lambda: running.desk.status == said)
    qtbot.waitUntil(lambda: not running.desk._showing._show_timer.isActive())
    assert bool(shown) is is_shown
