"""The Celery tasks: decode, call a step, encode.

`summarise` replaces itself with `chord(group(note…), combine)`, so that its id, the attempt's,
stands for the whole. Parts never raise: a part that raises would break its chord, and the reason
would be lost. A job that fails ends as a Celery FAILURE with its trace.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from celery import Celery, chord, signature
from celery.app.task import Task
from celery.canvas import Signature
from redis import RedisError

from worker import steps
from worker.attempt import Attempt
from worker.contract.celery_app import BrokerAddress
from worker.contract.errors import ErrorCode, JobFailed, Parked
from worker.contract.messages import (
    PART_OUTCOMES,
    CombineRequest,
    JobParked,
    NoteRequest,
    PartFailed,
    PartNoted,
    PartParked,
    SummariseRequest,
    to_wire,
)
from worker.contract.names import TaskName
from worker.contract.states import ParkReason
from worker.steps import Bench

log = logging.getLogger(__name__)

Wire = dict[str, Any]

# When parts ended for several reasons, the one that a person or the owner must act on counts.
_PARK_ORDER = (
    ParkReason.CANCELLED,
    ParkReason.STOPPED,
    ParkReason.PAUSED,
    ParkReason.PASSWORD,
    ParkReason.MODEL,
    ParkReason.ENGINE,
    ParkReason.DISK,
    ParkReason.STALE,
)


def register(app: Celery, broker: BrokerAddress, make_bench: Callable[[], Bench]) -> None:
    """Register the tasks; `make_bench` is called once in each process that works."""
    benches: list[Bench] = []

    def bench() -> Bench:
        if not benches:
            benches.append(make_bench())
        return benches[0]

    def summarise(self: Task, message: Wire) -> Wire:
        request = SummariseRequest.model_validate(message)
        attempt = Attempt(broker, request.attempt)
        try:
            _require_tries_left(attempt, self)
            missing = steps.read_and_plan(bench(), attempt, request)
        except Parked as parked:
            return to_wire(JobParked(reason=parked.reason, detail=parked.detail))
        except RedisError as error:
            return to_wire(JobParked(reason=ParkReason.STALE, detail=type(error).__name__))
        finally:
            attempt.close()
        raise self.replace(_rest(app, request.attempt, missing, _queue_of(self)))

    def note(self: Task, message: Wire) -> Wire:
        request = NoteRequest.model_validate(message)
        attempt = Attempt(broker, request.attempt)
        try:
            outcome = _part_outcome(bench(), attempt, request, self)
            if not isinstance(outcome, PartNoted):
                with suppress(RedisError):
                    attempt.spoil()
            return to_wire(outcome)
        finally:
            attempt.close()

    def combine(self: Task, parts: list[Wire], message: Wire) -> Wire:
        request = CombineRequest.model_validate(message)
        attempt = Attempt(broker, request.attempt)
        try:
            _require_tries_left(attempt, self)
            _require_all_noted(parts)
            return to_wire(steps.combine_parts(bench(), attempt))
        except Parked as parked:
            return to_wire(JobParked(reason=parked.reason, detail=parked.detail))
        except RedisError as error:
            return to_wire(JobParked(reason=ParkReason.STALE, detail=type(error).__name__))
        finally:
            attempt.close()

    app.task(summarise, bind=True, name=str(TaskName.SUMMARISE))
    app.task(note, bind=True, name=str(TaskName.NOTE), ignore_result=True)
    app.task(combine, bind=True, name=str(TaskName.COMBINE))


def _rest(app: Celery, attempt_id: str, missing: list[int], queue: str) -> Signature:
    """What is left to do after the plan: the notes that are missing, then the summary."""
    combine = signature(
        str(TaskName.COMBINE),
        kwargs={"message": to_wire(CombineRequest(attempt=attempt_id))},
        queue=queue,
        app=app,
    )
    if not missing:
        return combine.clone(args=([],))
    notes = [
        signature(
            str(TaskName.NOTE),
            args=(to_wire(NoteRequest(attempt=attempt_id, index=index)),),
            queue=queue,
            app=app,
        )
        for index in missing
    ]
    return chord(notes, combine, app=app)


def _part_outcome(
    bench: Bench, attempt: Attempt, request: NoteRequest, task: Task
) -> PartNoted | PartFailed | PartParked:
    try:
        _require_tries_left(attempt, task)
        return steps.note_part(bench, attempt, request)
    except JobFailed as failure:
        log.exception("part %d of %s failed", request.index, attempt.id)
        return PartFailed(code=failure.code, params=dict(failure.params))
    except Parked as parked:
        return PartParked(reason=parked.reason, detail=parked.detail)
    except RedisError as error:
        # The broker went away under it: no fault of the job, whose next attempt goes on.
        return PartParked(reason=ParkReason.STALE, detail=type(error).__name__)
    except Exception as error:
        log.exception("part %d of %s broke", request.index, attempt.id)
        return PartFailed(code=ErrorCode.INTERNAL, params={"error": type(error).__name__})


def _require_all_noted(parts: list[Wire]) -> None:
    outcomes = PART_OUTCOMES.validate_python(parts)
    for outcome in outcomes:
        if isinstance(outcome, PartFailed):
            raise JobFailed(outcome.code, outcome.params)
    parked = {outcome.reason: outcome for outcome in outcomes if isinstance(outcome, PartParked)}
    for reason in _PARK_ORDER:
        if reason in parked:
            raise Parked(reason, parked[reason].detail)


def _require_tries_left(attempt: Attempt, task: Task) -> None:
    if not attempt.count_try(task.request.id):
        raise JobFailed(ErrorCode.WORKER_LOST)


def _queue_of(task: Task) -> str:
    return str(task.request.delivery_info["routing_key"])
