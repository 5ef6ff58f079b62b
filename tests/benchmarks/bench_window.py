"""What the window takes with 10,000 documents: opening the list, sorting, filtering, scrolling,
searching; and the memory of 1,000 summaries opened and closed. Times are those the thread worked:
what else the machine does is not in them.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_window [DOCUMENTS]
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtWidgets import QApplication

from desktop.jobs import documents
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.jobs.search import SearchIndex
from desktop.ui.arrangement import Show, Sort
from desktop.ui.job_list import JobList
from desktop.ui.job_list_model import JobListModel
from desktop.ui.summary_pane import SummaryPane
from desktop.ui.theme import Theme
from desktop.ui.wording import Surroundings
from tests.desktop.ui.shelf import map_reduce
from tests.pdf_files import prose
from worker.contract import page_texts
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

PAGES = 4
SUMMARIES = 1000
TYPED = ("th", "gate", "repaired council", "district 7", "1612", "nowhere")


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    app = QApplication(sys.argv[:1])
    theme = Theme(app)
    theme.dress()
    _list(app, theme, count)
    _memory(app, theme)
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        _search(DataPaths(Path(folder), Path(folder)), count)
    return 0


def _list(app: QApplication, theme: Theme, count: int) -> None:
    jobs = [_job(number) for number in range(count)]
    model = JobListModel()
    view = JobList(model, theme)
    view.resize(370, 760)
    view.show()

    def settle(act: Callable[[], object]) -> float:
        begin = time.thread_time()
        act()
        app.processEvents()
        return (time.thread_time() - begin) * 1000

    print(f"{count:,} rows")
    print(f"  open               {settle(lambda: model.apply(jobs)):7.1f} ms")
    for sort in (Sort.NAME, Sort.PAGES, Sort.DATE):
        print(f"  sort by {sort:8}   {settle(lambda sort=sort: model.arrange(sort=sort)):7.1f} ms")
    for show in (Show.UNREAD, Show.ALL):
        print(f"  show {show:8}      {settle(lambda show=show: model.arrange(show=show)):7.1f} ms")
    bar = view.verticalScrollBar()
    steps = [bar.maximum() * n // 200 for n in range(200)]
    frames = [settle(lambda at=at: (bar.setValue(at), view.viewport().repaint())) for at in steps]
    print(f"  scroll, a frame    {median(frames):7.1f} ms, worst {max(frames):.1f} ms")
    changed = [
        settle(
            lambda n=n: model.apply([replace(jobs[n], unread=not jobs[n].unread, seq=count + n)])
        )
        for n in range(100)
    ]
    print(f"  one row changes    {median(changed):7.1f} ms, worst {max(changed):.1f} ms")


def _memory(app: QApplication, theme: Theme) -> None:
    pane = SummaryPane(theme)
    pane.resize(500, 700)
    pane.show()
    process = psutil.Process()
    summaries = [map_reduce().model_copy(update={"title": f"Document {n}"}) for n in range(20)]
    sizes, worst = {}, 0.0
    for number in range(SUMMARIES + 101):
        begin = time.thread_time()
        pane.show_job(_job(number), summaries[number % 20], Surroundings())
        app.processEvents()
        worst = max(worst, time.thread_time() - begin)
        if number in (100, SUMMARIES + 100):
            sizes[number] = process.memory_info().rss / 1e6
    first, last = sizes.values()
    print(f"{SUMMARIES:,} summaries opened and closed")
    print(f"  memory             {first:7.1f} MB, then {last:.1f} MB ({last / first - 1:+.1%})")
    print(f"  opening one, worst {worst * 1000:7.1f} ms")


def _search(paths: DataPaths, count: int) -> None:
    paths.create()
    library = Library(paths.library)
    chance = random.Random(1)
    pages = [prose(number, sentences=12) for number in range(400)]
    added = library.add(
        NewJob(Path(f"/documents/{n}.pdf"), SummaryOptions(), sha256=f"{n:064x}")
        for n in range(count)
    )
    summary = map_reduce()
    for job in added:
        texts = page_texts.pack([chance.choice(pages) for _ in range(PAGES)])
        documents.keep_texts(paths, job.sha256 or "", texts)
    # One transaction: what is measured is the index.
    library.change_many(
        [(job.id, lambda job: replace(job, title=f"Paper {job.id}")) for job in added]
    )
    with library._database.writing() as db:
        db.executemany(
            "INSERT INTO summaries VALUES (?, ?)", [(job.id, summary.to_json()) for job in added]
        )
        db.execute("UPDATE jobs SET state = 'done', reason = NULL")
    index = SearchIndex(paths, library)
    begin = time.thread_time()
    index.refresh()
    took = time.thread_time() - begin
    size = paths.search.stat().st_size / 1e6
    print(f"{count:,} documents of {PAGES} pages, indexed in {took:.0f} s, {size:.0f} MB")
    for typed in TYPED:
        times = []
        for _ in range(7):
            begin = time.thread_time()
            hits = index.search(typed)
            times.append((time.thread_time() - begin) * 1000)
        print(f"  “{typed}”{' ' * (18 - len(typed))}{median(times):6.1f} ms, {len(hits):,} found")
    index.close()
    library.close()


def _job(number: int) -> Job:
    now = time.time()
    return Job(
        id=f"j{number:06}",
        batch="b",
        file=Path(f"/documents/{number}.pdf"),
        title=f"Document {number * 7919 % 10_007}",
        options=SummaryOptions(),
        position=float(number),
        added_at=now - number * 600,
        state=JobState.DONE,
        reason=None,
        pages=number % 300 + 1,
        started_at=now - number * 600 - 60,
        finished_at=now - number * 600,
        unread=number % 5 == 0,
        seq=number,
    )


if __name__ == "__main__":
    sys.exit(main())
