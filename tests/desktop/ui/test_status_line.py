from dataclasses import replace

from desktop.jobs.status import OwnerStatus, ServiceState
from desktop.ui.digest import Digest
from desktop.ui.status_line import newest_pace, whole_of
from tests.desktop.ui.shelf import OLLAMA

SHARED = OwnerStatus(
    is_owner=True, broker=ServiceState.RUNNING, broker_place="mill.example.org:6379"
)


def test_the_pace_is_that_of_the_newest_summaries_in_whatever_order_they_are_read() -> None:
    old = {f"old{n}": Digest(5, 0, 0, (), 60.0, 0, finished_at=float(n)) for n in range(50)}
    new = {f"new{n}": Digest(5, 0, 0, (), 12.0, 0, finished_at=1000.0 + n) for n in range(9)}
    assert newest_pace({**new, **old}) == 12.0
    assert newest_pace({}) is None


def test_a_shared_broker_that_is_away_is_named() -> None:
    away = replace(SHARED, broker=ServiceState.RESTARTING, engine=OLLAMA)
    assert whole_of([], away).sentence == "Waiting for the broker at mill.example.org:6379"
    ours = replace(away, broker_place="")
    assert whole_of([], ours).sentence == "A part of Sunto is starting again"


def test_a_shared_broker_without_a_worker_is_no_start() -> None:
    assert whole_of([], SHARED).sentence == "No worker at mill.example.org:6379"
    works_here = replace(SHARED, worker=ServiceState.STARTING)
    assert whole_of([], works_here).sentence == "Starting"
    assert whole_of([], replace(SHARED, engine=OLLAMA)).sentence == "Ready"
