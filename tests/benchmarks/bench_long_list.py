"""The whole window over 10,000 documents: what its own thread works at a stretch, at most.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_long_list [DOCUMENTS]

A person opens it, sorts by every column, filters, scrolls, searches, chooses, removes and takes
back, while summaries end. The figure is work between two rounds of the event loop; the promise is
that none takes over 50 ms.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop import app as window_app
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.settings import Settings
from desktop.ui.application import Application
from desktop.ui.arrangement import Show, Sort
from desktop.ui.single_instance import SingleInstance
from tests.desktop.ui.shelf import StandIn, map_reduce, put_document
from tests.desktop.ui.watch import Watch
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

LIMIT_MS = 50
SETTLE_MS = 700
WORDS = ("Lease", "Verbale d'assemblea", "Éclair", "invoice", "scan", "Über die Zeit", "Paper")


class _Posed(window_app.Program):
    """The program with an owner that does no work, watched from where the list comes."""

    def _make_owner(self) -> StandIn:
        return StandIn()

    def _begin(self, files: list[Path]) -> None:
        super()._begin(files)
        self.watch = Watch()


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="sunto-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        paths = DataPaths(Path(folder) / "data", Path(folder) / "run")
        paths.create()
        library = Library(paths.library)
        _fill(library, put_document(paths), count)
        app = Application(sys.argv[:1])
        program = _Posed(app, paths, library, Settings(), SingleInstance(paths))
        program.quitting.finished.connect(app.quit)
        program.start([], hidden=False)
        print(f"{count:,} documents: most work at a stretch")
        _work(program, library)
        QTimer.singleShot(0, program.quitting.quit)
        app.exec()
        library.close()
    print(f"  load average {os.getloadavg()[0]:.1f}")
    return 0


def _work(program: _Posed, library: Library) -> None:
    model, window = program.model, program.window
    _wait(lambda: model.rowCount() > 0)
    _wait_ms(3000)
    _say("open", program.watch)
    for sort in (Sort.NAME, Sort.PAGES, Sort.DATE, Sort.NAME, Sort.DATE):
        with _watched(f"sort by {sort}"):
            window.list_side.sort_chosen.emit(sort)
    for show in (Show.UNREAD, Show.DONE, Show.FAILED, Show.ALL):
        with _watched(f"show {show}"):
            window.list_side.show_chosen.emit(show)
    bar = window.job_list.verticalScrollBar()
    with _watched("scroll through all of it"):
        for step in range(100):
            bar.setValue(bar.maximum() * step // 100)
            QApplication.processEvents()
    with _watched("a first search: all is indexed"):
        begin = time.perf_counter()
        window.bar.search.setText("invoice 12")
        _wait(lambda: model._arrangement.found is not None)
        print(f"  (which took {time.perf_counter() - begin:.0f} s)")
    with _watched("search for something else"):
        window.bar.search.setText("lease")
    with _watched("leave it", 1500):
        window.bar.search.clear()
    finished = [job for job in model.jobs() if job.state.is_final]
    with _watched("select everything"):
        window.job_list.selectAll()
    with _watched("choose ten, one after the other"):
        for job in finished[:2000:200]:
            window.job_list.select(job.id)
            _wait_ms(60)
    with _watched("remove one"):
        program.desk.removals.remove([finished[5000 % len(finished)].id])
    with _watched("take it back"):
        program.desk.removals.undo()
    live = model.live_jobs()
    with _watched("ten summaries end", 3000):
        for job in live[:10]:
            done = partial(replace, state=JobState.DONE, reason=None, finished_at=time.time())
            library.store_summary(job.id, map_reduce(), done)
            _wait_ms(120)
    names = [Path(f"/n/{n}.pdf") for n in range(500)]
    dropped = library.add(NewJob(file, SummaryOptions()) for file in names)
    with _watched("500 are dropped", 3000):
        program.actions.jobs_added.emit(dropped)


@contextmanager
def _watched(name: str, settle_ms: int = SETTLE_MS) -> Iterator[None]:
    watch = Watch()
    yield
    _wait_ms(settle_ms)
    _say(name, watch)


def _say(name: str, watch: Watch) -> None:
    watch.stop()
    over = "  over the limit" if watch.worst_work_ms > LIMIT_MS else ""
    print(f"  {name:34} {watch.worst_work_ms:6.1f} ms{over}", flush=True)


def _wait_ms(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait(condition: Callable[[], bool]) -> None:
    while not condition():
        _wait_ms(5)


def _fill(library: Library, sha256: str, count: int) -> None:
    now = time.time()
    added = library.add(
        NewJob(Path(f"/documents/{n}.pdf"), SummaryOptions(instruction=str(n)), sha256=sha256)
        for n in range(count)
    )
    changes = [
        (
            job.id,
            partial(
                replace,
                title=f"{WORDS[n % len(WORDS)]} {n * 7919 % 10_007}",
                state=JobState.FAILED if n % 50 == 0 else JobState.DONE,
                reason=None,
                pages=n % 300 + 1,
                started_at=now - n * 600 - 60,
                finished_at=now - n * 600,
                unread=n % 5 == 0,
            ),
        )
        for n, job in enumerate(added[20:])
    ]
    library.change_many(changes)
    summary = map_reduce().to_json()
    with library._database.writing() as db:
        db.executemany(
            "INSERT INTO summaries VALUES (?, ?)", [(job.id, summary) for job in added[20:]]
        )


if __name__ == "__main__":
    sys.exit(main())
