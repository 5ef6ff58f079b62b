"""A thousand PDFs dropped on the real program: how soon they are rows, how even the window stays.

QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_drop [FILES]
The real owner takes the documents in meanwhile; no engine is needed.
"""

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer

from desktop import app as window_app
from desktop.jobs.library import Library
from desktop.settings import Settings
from desktop.ui.application import Application
from desktop.ui.single_instance import SingleInstance
from tests.benchmarks.numbers import say
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths

FILES = 1000
FRAME_MS = 8
READY_MS = 6000
"""By then the broker and the worker are up: what starts them is not measured."""

WATCHED_MS = 8000

SCHEDSTAT = Path("/proc/thread-self/schedstat")
"""What a thread worked, and how long it could have worked and got no processor (Linux)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """From one turn of the event loop to the next, in ms."""

    gap: float
    """By the clock."""
    work: float
    """Of this thread."""
    queued: float
    """While others had the processors: what is left of the gap is of our own making."""


def main() -> int:
    """Drop them once."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        paths = DataPaths(Path(folder) / "data", Path(folder) / "run")
        paths.create()
        library = Library(paths.library)
        app = Application(sys.argv[:1])
        instance = SingleInstance(paths)
        program = window_app.Program(app, paths, library, Settings(), instance)
        program.quitting.finished.connect(app.quit)
        program.start([], hidden=False)
        files = copies(a_paper(Path(folder)), Path(folder) / "dropped", count)
        rows_s, frames = _run(program, files)
        app.exec()
        library.close()
    print(f"{count:,} files dropped while a worker runs")
    say("all are rows after", rows_s, "s", "1")
    say("work between two frames, median", [median(frame.work for frame in frames)], "ms")
    say("work between two frames, worst", [max(frame.work for frame in frames)], "ms", "50")
    say("between two frames by the clock, worst", [max(frame.gap for frame in frames)], "ms", "50")
    own = [frame.gap - frame.queued for frame in frames]
    say("the same but for the wait for a processor", [max(own)], "ms", "50")
    say("load of the machine", [os.getloadavg()[0]], "")
    return 0


def copies(paper: Path, folder: Path, count: int) -> list[Path]:
    """As many files as asked for, no two alike."""
    folder.mkdir()
    content = paper.read_bytes()
    files = [folder / f"{number:04}.pdf" for number in range(count)]
    for number, file in enumerate(files):
        # What stands after the end of a PDF changes its hash and nothing that is read.
        file.write_bytes(content + f"\n% {number}\n".encode())
    return files


def _run(program: window_app.Program, files: list[Path]) -> tuple[list[float], list[Frame]]:
    """Seconds until the rows were there; what was between frames."""
    frames: list[Frame] = []
    rows_s: list[float] = []
    since = _now()
    dropped_at = 0.0
    ticking = QTimer(program.window)
    ticking.setTimerType(Qt.TimerType.PreciseTimer)

    def frame() -> None:
        nonlocal since
        now = _now()
        frames.append(
            Frame(*((after - before) * 1000 for before, after in zip(since, now, strict=True)))
        )
        since = now
        if not rows_s and program.model.rowCount() >= len(files):
            rows_s.append(now[0] - dropped_at)

    def drop() -> None:
        nonlocal since, dropped_at
        since = _now()
        dropped_at = since[0]
        ticking.start(FRAME_MS)
        program.take_in(files)
        QTimer.singleShot(WATCHED_MS, program.window, end)

    def end() -> None:
        ticking.stop()
        program.quitting.quit()

    ticking.timeout.connect(frame)
    QTimer.singleShot(READY_MS, program.window, drop)
    return rows_s, frames


def _now() -> tuple[float, float, float]:
    """Clock, work and wait for a processor, in s."""
    queued_ns = int(SCHEDSTAT.read_text().split()[1]) if SCHEDSTAT.exists() else 0
    return time.perf_counter(), time.thread_time(), queued_ns / 1e9


if __name__ == "__main__":
    sys.exit(main())
