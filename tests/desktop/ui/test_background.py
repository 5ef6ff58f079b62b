"""Functions run off the GUI thread."""

import threading
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from desktop.jobs.library import Library
from desktop.ui.background import Background

ERRANDS = 30


def test_what_is_kept_for_a_thread_is_there_for_its_next_errand(qtbot: QtBot) -> None:
    background = Background(threads=1)
    kept = threading.local()
    counts: list[int] = []

    def count() -> int:
        kept.count = getattr(kept, "count", 0) + 1
        return int(kept.count)

    for _ in range(ERRANDS):
        background.run(count, counts.append)
    qtbot.waitUntil(lambda: len(counts) == ERRANDS)
    assert counts == list(range(1, ERRANDS + 1))


def test_looking_into_the_library_again_and_again_opens_no_more_files(
    qtbot: QtBot, tmp_path: Path
) -> None:
    library = Library(tmp_path / "library.sqlite3")
    background = Background(threads=1)
    seen: list[int] = []

    def look() -> int:
        library.unfinished()
        return psutil.Process().num_fds()

    for _ in range(ERRANDS):
        background.run(look, seen.append)
    qtbot.waitUntil(lambda: len(seen) == ERRANDS)
    library.close()
    assert seen[-1] <= seen[1]


def test_an_answer_nobody_waits_for_any_more_is_no_trouble(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "desktop.ui.background")
    background = Background(threads=1)
    go, gone = threading.Event(), threading.Event()
    background.run(lambda: go.wait(5), lambda _: None)
    background.destroyed.connect(gone.set)
    background.deleteLater()
    qtbot.waitUntil(gone.is_set)
    go.set()
    qtbot.waitUntil(lambda: "who had asked was gone" in caplog.text)


def test_waiting_says_whether_all_is_done(qtbot: QtBot) -> None:
    background = Background(threads=1)
    go = threading.Event()
    background.run(lambda: go.wait(5))
    assert not background.wait(10)
    go.set()
    assert background.wait(5_000)
