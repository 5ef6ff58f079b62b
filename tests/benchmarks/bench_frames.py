"""How evenly the window draws while a batch runs and somebody reads: times between frames.

QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_frames [SECONDS]
"""

import os
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from itertools import count, cycle
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer

from desktop import app as window_app
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.settings import Settings
from desktop.ui.application import Application
from desktop.ui.background import Background
from desktop.ui.single_instance import SingleInstance
from tests.desktop.ui.shelf import StandIn, fill, put_document
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, Stage

FRAME_MS = 16
BATCH = 500
CHANGES_A_SECOND = 8
"""Two jobs that report twice a second each, and those that end and begin."""


class _Posed(window_app.Program):
    def _make_owner(self) -> StandIn:
        return StandIn()


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 15.0
    with tempfile.TemporaryDirectory(prefix="sunto-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        paths = DataPaths(Path(folder) / "data", Path(folder) / "run")
        paths.create()
        library = Library(paths.library)
        jobs = fill(library, put_document(paths))
        batch = library.add(NewJob(Path(f"/b/{n}.pdf"), SummaryOptions()) for n in range(BATCH))
        app = Application(sys.argv[:1])
        program = _Posed(app, paths, library, Settings(), SingleInstance(paths))
        program.quitting.finished.connect(app.quit)
        program.start([], hidden=False)
        frames = _run(program, library, [job.id for job in batch], jobs["mapreduce"].id, seconds)
        app.exec()
        library.close()
    print(f"{len(frames):,} frames while {BATCH} documents are worked on and one is read")
    gaps, works = zip(*frames, strict=True)
    for name, times in {"between frames": gaps, "work in between": works}.items():
        late, worst = quantiles(times, n=100)[98], max(times)
        print(f"  {name:16} {median(times):6.1f} ms, 1 in 100 over {late:.1f}, worst {worst:.1f}")
    print(f"  load average       {os.getloadavg()[0]:.1f}")
    return 0


def _run(
    program: _Posed, library: Library, batch: list[str], read: str, seconds: float
) -> list[tuple[float, float]]:
    """Let the batch change and the person read; times between frames, and work in them, in ms."""
    frames: list[tuple[float, float]] = []
    turn, number = cycle(batch), count()
    since = (0.0, 0.0)
    writing = Background(program.window, threads=1)

    def frame() -> None:
        nonlocal since
        now, work = time.perf_counter(), time.thread_time()
        frames.append(((now - since[0]) * 1000, (work - since[1]) * 1000))
        since = (now, work)
        program.window.job_list.viewport().update()

    def change() -> None:
        done = next(number) % 40
        fields = {"state": JobState.RUNNING, "stage": Stage.SUMMARISING, "reason": None}
        change = partial(replace, **fields, done=done, total=40, points=done)
        writing.run(partial(library.change, next(turn), change))

    ticking, changing, stepping = QTimer(program.window), QTimer(program.window), QTimer()
    ticking.setTimerType(Qt.TimerType.PreciseTimer)
    ticking.timeout.connect(frame)
    changing.timeout.connect(change)
    stepping.setParent(program.window)
    stepping.timeout.connect(lambda: program.window.pane.step(1))

    def begin() -> None:
        nonlocal since
        program.desk.show_job(read)
        frames.clear()
        since = (time.perf_counter(), time.thread_time())
        ticking.start(FRAME_MS)
        changing.start(1000 // CHANGES_A_SECOND)
        stepping.start(700)
        QTimer.singleShot(int(seconds * 1000), program.window, end)

    def end() -> None:
        ticking.stop()
        changing.stop()
        program.quitting.quit()

    QTimer.singleShot(1500, program.window, begin)  # what starts the window is not measured
    return frames


if __name__ == "__main__":
    sys.exit(main())
