import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.ui.poller import (
    IDLE_HIDDEN_MS,
    IDLE_VISIBLE_MS,
    LIVE_HIDDEN_MS,
    LIVE_VISIBLE_MS,
    Poller,
    Snapshot,
)
from tests.desktop.ui.shelf import StandIn
from tests.samples import a_summary
from worker.contract.messages import FoundPoint
from worker.contract.paths import DataPaths
from worker.contract.states import JobState


class Slow(StandIn):
    """Takes its time, and remembers whether two rounds ever met."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = threading.Lock()
        self.met = False
        self.threads: set[int] = set()

    def tick(self) -> None:
        self.threads.add(threading.get_ident())
        if not self._inside.acquire(blocking=False):
            self.met = True
            return
        time.sleep(0.05)
        self.ticks += 1
        self._inside.release()

    def stop(self) -> None:
        self.threads.add(threading.get_ident())
        super().stop()


Add = Callable[..., Job]
Make = Callable[[Callable[[], StandIn]], Poller]


@pytest.fixture
def polling(library: Library, qtbot: QtBot) -> Iterator[Make]:
    """Makes pollers, and stops them whatever becomes of the test."""
    made: list[Poller] = []

    def make(make_owner: Callable[[], StandIn]) -> Poller:
        made.append(Poller(library, make_owner))
        return made[-1]

    yield make
    for poller in made:
        poller.stop()
        assert poller.wait(3000)


def stop(poller: Poller, qtbot: QtBot) -> None:
    with qtbot.waitSignal(poller.stopped):
        poller.stop()


def test_the_first_look_is_the_library_alone(
    polling: Make, library: Library, add: Add, qtbot: QtBot
) -> None:
    job: Job = add()
    owner = StandIn()
    poller = polling(lambda: owner)
    with qtbot.waitSignal(poller.polled) as first:
        poller.start()
    assert first.args is not None
    snapshot: Snapshot = first.args[0]
    assert snapshot.is_first
    assert [each.id for each in snapshot.jobs] == [job.id]
    assert owner.ticks == 0
    qtbot.waitUntil(lambda: owner.ticks > 0)
    stop(poller, qtbot)
    assert owner.stops == 1


def test_rounds_never_meet_and_share_a_thread(polling: Make, qtbot: QtBot) -> None:
    owner = Slow()
    poller = polling(lambda: owner)
    poller.start()
    for _ in range(20):
        poller.hurry()
        qtbot.wait(5)
    qtbot.waitUntil(lambda: owner.ticks >= 3)
    stop(poller, qtbot)
    assert not owner.met
    assert len(owner.threads) == 1
    assert threading.get_ident() not in owner.threads


def test_it_polls_fast_only_while_something_is_live(
    polling: Make, library: Library, add: Add, qtbot: QtBot
) -> None:
    owner = StandIn()
    poller = polling(lambda: owner)
    poller.start()
    qtbot.waitUntil(lambda: owner.ticks > 0)
    assert poller.interval_ms() == IDLE_VISIBLE_MS
    job: Job = add()
    poller.hurry()
    qtbot.waitUntil(lambda: poller.interval_ms() == LIVE_VISIBLE_MS)
    poller.set_visible(False)
    assert poller.interval_ms() == LIVE_HIDDEN_MS
    library.change(job.id, lambda each: transitions.cancelled(each, 1.0))
    poller.hurry()
    qtbot.waitUntil(lambda: poller.interval_ms() == IDLE_HIDDEN_MS)
    stop(poller, qtbot)


def test_what_breaks_in_the_owner_keeps_nobody_from_reading(
    polling: Make,
    add: Add,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(StandIn):
        def tick(self) -> None:
            raise RuntimeError("no")

    snapshots: list[Snapshot] = []
    poller = polling(Broken)
    poller.polled.connect(snapshots.append)
    poller.start()
    qtbot.waitUntil(lambda: any(each.problem for each in snapshots))
    job: Job = add()
    poller.hurry()
    qtbot.waitUntil(lambda: any(job in each.jobs for each in snapshots))
    stop(poller, qtbot)
    assert "the owner could not work" in caplog.text


def test_other_settings_mean_another_owner(polling: Make, qtbot: QtBot) -> None:
    first, second = StandIn(), StandIn()
    poller = polling(lambda: first)
    poller.start()
    qtbot.waitUntil(lambda: first.ticks > 0)
    poller.renew(lambda: second)
    qtbot.waitUntil(lambda: second.ticks > 0)
    assert first.stops == 1
    poller.get_model()
    qtbot.waitUntil(lambda: second.asked == [("get", "")])
    stop(poller, qtbot)


def by_hand(paths: DataPaths, statement: str) -> None:
    db = sqlite3.connect(paths.library)
    db.execute(statement)
    db.commit()
    db.close()


def test_a_look_that_failed_is_made_again_as_the_first(
    polling: Make, paths: DataPaths, add: Add, qtbot: QtBot
) -> None:
    job: Job = add()
    snapshots: list[Snapshot] = []
    poller = polling(StandIn)
    poller.polled.connect(snapshots.append)
    by_hand(paths, "ALTER TABLE deliveries RENAME TO elsewhere")
    poller.start()
    qtbot.waitUntil(lambda: any(each.problem for each in snapshots))
    by_hand(paths, "ALTER TABLE elsewhere RENAME TO deliveries")
    snapshots.clear()
    poller.hurry()
    qtbot.waitUntil(lambda: any(each.problem is None for each in snapshots))
    first = next(each for each in snapshots if each.problem is None)
    assert first.is_first
    assert [each.id for each in first.jobs] == [job.id]
    stop(poller, qtbot)


def test_a_summary_that_cannot_be_read_costs_its_own_digest(
    polling: Make, library: Library, paths: DataPaths, add: Add, qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    jobs: list[Job] = [add(), add()]
    for number, job in enumerate(jobs):
        done = lambda each, at=number: replace(each, state=JobState.DONE, finished_at=at)  # noqa: E731
        library.store_summary(job.id, a_summary(), done)
    by_hand(paths, f"UPDATE summaries SET json = '{{\"secret\": 1}}' WHERE job_id = '{jobs[1].id}'")
    snapshots: list[Snapshot] = []
    poller = polling(StandIn)
    poller.polled.connect(snapshots.append)
    poller.start()
    qtbot.waitUntil(lambda: any(each.digests for each in snapshots))
    assert [list(each.digests) for each in snapshots if each.digests] == [[jobs[0].id]]
    assert not any(each.problem for each in snapshots)
    assert jobs[1].id in caplog.text
    assert "secret" not in caplog.text, "a log holds nothing of documents"
    stop(poller, qtbot)


def test_points_that_cannot_be_read_keep_no_job_back(
    polling: Make, add: Add, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(StandIn):
        def found(self, job_id: str) -> tuple[FoundPoint, ...]:
            raise RuntimeError("no")

    snapshots: list[Snapshot] = []
    poller = polling(Broken)
    poller.polled.connect(snapshots.append)
    poller.watch("any")
    poller.start()
    qtbot.waitUntil(lambda: any(each.problem for each in snapshots))
    job: Job = add()
    poller.hurry()
    qtbot.waitUntil(lambda: any(job in each.jobs for each in snapshots))
    stop(poller, qtbot)
