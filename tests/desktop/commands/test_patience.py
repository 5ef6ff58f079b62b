from dataclasses import replace

import pytest

from desktop.commands.patience import BROKER_GRACE_S, FETCH_GRACE_S, GRACE_S, Patience
from desktop.jobs.job import Job
from desktop.jobs.status import ModelFetch, OwnerStatus, ServiceState
from tests.desktop.test_job_json import a_job
from worker.contract.catalogue import starter
from worker.contract.errors import CannotStart
from worker.contract.messages import EngineStatus, ModelInfo, SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, JobState, WaitReason

READY = EngineStatus(
    ready=True, kind=EngineKind.OLLAMA, model="small", models=(ModelInfo(name="small"),)
)
AWAY = EngineStatus(ready=False, kind=EngineKind.OLLAMA, missing="engine")
NO_MODEL = EngineStatus(ready=False, kind=EngineKind.OLLAMA, missing="model")
STARTER = EngineStatus(ready=False, kind=EngineKind.BUILTIN, model=starter().file, missing="model")
UNKNOWN = EngineStatus(
    ready=False, kind=EngineKind.BUILTIN, model="unheard-of.gguf", missing="model"
)
LOADING = EngineStatus(ready=False, kind=EngineKind.BUILTIN, missing="model_server")

FETCHING = ModelFetch("starter", 10, 100)
FETCH_FAILED = ModelFetch("starter", 0, 0, error="unreachable")


class Waiting:
    """Patience with a clock that is turned by hand."""

    def __init__(self, paths: DataPaths) -> None:
        self.now = 100.0
        self.patience = Patience(paths, clock=lambda: self.now)

    def is_over(self, job: Job, status: OwnerStatus, after_s: float = 0.0) -> bool:
        self.patience.look(status)
        self.patience.is_over(job)
        self.now += after_s
        self.patience.look(status)
        return self.patience.is_over(job)


@pytest.fixture
def waiting(paths: DataPaths) -> Waiting:
    return Waiting(paths)


def a_wait(reason: WaitReason, model: str | None = None) -> Job:
    return replace(a_job(), reason=reason, options=SummaryOptions(model=model))


def status(engine: EngineStatus | None, fetch: ModelFetch | None = None) -> OwnerStatus:
    return OwnerStatus(is_owner=True, engine=engine, fetches=(fetch,) if fetch else ())


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED, JobState.CANCELLED])
def test_final_jobs_are_over(waiting: Waiting, state: JobState) -> None:
    assert waiting.is_over(replace(a_job(), state=state, reason=None), status(None))


def test_what_a_person_must_do_is_over(waiting: Waiting) -> None:
    assert waiting.is_over(a_wait(WaitReason.PASSWORD), status(READY))
    assert waiting.is_over(replace(a_job(), state=JobState.PAUSED, reason=None), status(READY))


@pytest.mark.parametrize(
    ("reason", "engine", "fetch", "limit_s"),
    [
        (WaitReason.ENGINE, AWAY, None, GRACE_S),
        (WaitReason.ENGINE, NO_MODEL, None, GRACE_S),
        (WaitReason.MODEL, NO_MODEL, None, GRACE_S),
        (WaitReason.MODEL, STARTER, FETCH_FAILED, FETCH_GRACE_S),
        (WaitReason.MODEL, UNKNOWN, None, GRACE_S),
    ],
)
def test_what_is_not_to_be_had_is_over_after_a_while(
    waiting: Waiting,
    reason: WaitReason,
    engine: EngineStatus,
    fetch: ModelFetch | None,
    limit_s: float,
) -> None:
    job = a_wait(reason)
    assert not waiting.is_over(job, status(engine, fetch), after_s=limit_s - 1)
    assert waiting.is_over(job, status(engine, fetch), after_s=limit_s)


@pytest.mark.parametrize(
    ("reason", "engine", "fetch"),
    [
        (WaitReason.TURN, AWAY, None),
        (WaitReason.ENGINE, None, None),
        (WaitReason.ENGINE, READY, None),
        (WaitReason.ENGINE, LOADING, None),
        (WaitReason.MODEL, STARTER, FETCHING),
        (WaitReason.MODEL, LOADING, None),
        (WaitReason.DISK, READY, None),
        (WaitReason.BROKER, READY, None),
    ],
)
def test_what_goes_on_by_itself_is_waited_for(
    waiting: Waiting, reason: WaitReason, engine: EngineStatus | None, fetch: ModelFetch | None
) -> None:
    assert not waiting.is_over(a_wait(reason), status(engine, fetch), after_s=1000)


def test_an_engine_that_was_there_is_waited_for(waiting: Waiting) -> None:
    waiting.patience.look(status(READY))
    assert not waiting.is_over(a_wait(WaitReason.ENGINE), status(AWAY), after_s=1000)


def test_a_model_that_the_engine_does_not_have(waiting: Waiting) -> None:
    assert waiting.is_over(a_wait(WaitReason.MODEL, "other"), status(READY), after_s=GRACE_S)
    assert not waiting.is_over(a_wait(WaitReason.MODEL, "small"), status(READY), after_s=GRACE_S)


def test_a_file_of_the_catalogue_is_waited_for_while_it_can_be_had(waiting: Waiting) -> None:
    job = a_wait(WaitReason.MODEL, starter().file)
    assert not waiting.is_over(job, status(READY), after_s=1000)
    assert not waiting.is_over(job, status(READY, FETCH_FAILED), after_s=FETCH_GRACE_S - 1)
    assert waiting.is_over(job, status(READY, FETCH_FAILED), after_s=FETCH_GRACE_S)


def test_a_fetch_that_goes_on_again_is_waited_for(waiting: Waiting) -> None:
    job = a_wait(WaitReason.MODEL)
    assert not waiting.is_over(job, status(STARTER, FETCH_FAILED), after_s=FETCH_GRACE_S - 1)
    assert not waiting.is_over(job, status(STARTER, FETCHING), after_s=FETCH_GRACE_S)
    assert not waiting.is_over(job, status(STARTER, FETCH_FAILED), after_s=1)


def test_a_fetch_that_is_tried_again_in_vain_is_over(waiting: Waiting) -> None:
    job = a_wait(WaitReason.MODEL)
    tried_again = ModelFetch("starter", 0, 0)
    for _ in range(3):
        assert not waiting.is_over(job, status(STARTER, FETCH_FAILED), after_s=FETCH_GRACE_S / 4)
        waiting.patience.look(status(STARTER, tried_again))
    assert waiting.is_over(job, status(STARTER, FETCH_FAILED), after_s=FETCH_GRACE_S / 4)


def test_a_setting_that_cannot_be_is_over(waiting: Waiting) -> None:
    nonsense = EngineStatus(ready=False, kind=EngineKind.OPENAI, missing="address")
    assert waiting.is_over(a_wait(WaitReason.ENGINE), status(nonsense))
    too_large = EngineStatus(ready=False, kind=EngineKind.OLLAMA, missing="window", window=4096)
    assert waiting.is_over(a_wait(WaitReason.MODEL), status(too_large))


@pytest.mark.parametrize("model", ["/nowhere/it.gguf", "it.gguf", f"/nowhere/{starter().file}"])
def test_a_model_file_that_is_not_there_is_over(waiting: Waiting, model: str) -> None:
    for engine in (READY, STARTER, LOADING):
        assert waiting.is_over(a_wait(WaitReason.MODEL, model), status(engine))


def test_a_server_that_ends_again_and_again_is_over(waiting: Waiting) -> None:
    failing = OwnerStatus(is_owner=True, engine=LOADING, model_server=ServiceState.FAILED)
    jobs = (a_wait(WaitReason.ENGINE), a_wait(WaitReason.ENGINE, "damaged.gguf"))
    assert not any(waiting.is_over(job, failing) for job in jobs)
    assert not waiting.is_over(jobs[0], failing, after_s=GRACE_S - 1)
    waiting.now += 1
    assert all(waiting.is_over(job, failing) for job in jobs)


def test_a_broker_that_never_answers_ends_it(waiting: Waiting) -> None:
    silent = OwnerStatus(is_owner=True, broker=ServiceState.RESTARTING)
    waiting.patience.look(silent)
    waiting.now += BROKER_GRACE_S
    with pytest.raises(CannotStart, match="SUNTO_BROKER_URL"):
        waiting.patience.look(silent)


def test_a_broker_that_answered_once_is_waited_for(waiting: Waiting) -> None:
    waiting.patience.look(status(READY))
    silent = OwnerStatus(is_owner=True, broker=ServiceState.RESTARTING)
    waiting.patience.look(silent)
    waiting.now += 1000
    waiting.patience.look(silent)


def test_a_worker_that_never_comes_up_ends_it(waiting: Waiting) -> None:
    with pytest.raises(CannotStart, match=r"worker\.log"):
        waiting.patience.look(OwnerStatus(is_owner=True, worker=ServiceState.FAILED))


def test_a_worker_that_has_no_broker_is_not_blamed(waiting: Waiting) -> None:
    silent = OwnerStatus(is_owner=True, broker=ServiceState.RESTARTING, worker=ServiceState.FAILED)
    waiting.patience.look(silent)
    waiting.now += BROKER_GRACE_S
    with pytest.raises(CannotStart, match="SUNTO_BROKER_URL"):
        waiting.patience.look(silent)
