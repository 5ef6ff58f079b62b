"""The Celery tasks: decode, call a step, encode.

`summarise` replaces itself with `chord(group(note…), combine)`, so that its id, the attempt's,
stands for the whole; before that with `chord(group(recognise…), plan)` where pages are pictures.
Parts never raise: a part that raises would break its chord, and the reason would be lost. A job
that fails ends as a Celery FAILURE with its trace.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from celery import Celery, chord, signature
from celery.app.task import Task
from celery.canvas import Signature
from redis import RedisError

from worker import looking, reading_steps, steps
from worker.attempt import Attempt
from worker.contract import names
from worker.contract.celery_app import BrokerAddress
from worker.contract.errors import ErrorCode, JobFailed, Parked
from worker.contract.messages import (
    PART_OUTCOMES,
    CombineRequest,
    JobParked,
    LookRequest,
    NoteRequest,
    PartFailed,
    PartNoted,
    PartParked,
    RecogniseRequest,
    SummariseRequest,
    to_wire,
)
from worker.contract.names import Database, TaskName
from worker.contract.states import ParkReason
from worker.flights import Flights
from worker.reading_steps import Unrecognised
from worker.refusals import Refusals
from worker.steps import Bench

PAGES_A_TASK = 4
"""Pages to recognise in one task: half a minute, so that others get their turn."""

RESULT_IN_LOG = 16
"""Characters: enough for the kind of a result."""

log = logging.getLogger(__name__)

Wire = dict[str, Any]
PartWork = Callable[[Attempt], PartNoted]

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

    refusals = Refusals(broker)
    refusals.watch()

    def summarise(self: Task, message: Wire) -> Wire:
        return plan(self, [], message)

    def plan(self: Task, parts: list[Wire], message: Wire) -> Wire:
        request = refusals.understood(SummariseRequest, message)
        attempt = Attempt(broker, request.attempt)
        try:
            _require_tries_left(attempt, self)
            _require_all_noted(parts)
            queue = _queue_of(self)
            with bench().flights.of(attempt.id, _own_name(self)):
                todo = steps.read_and_plan(bench(), attempt, request)
                if not isinstance(todo, Unrecognised):
                    queue = _parts_queue(bench(), attempt, queue)
        except Parked as parked:
            return to_wire(JobParked(reason=parked.reason, detail=parked.detail))
        except RedisError as error:
            return to_wire(JobParked(reason=ParkReason.STALE, detail=type(error).__name__))
        finally:
            attempt.close()
        if isinstance(todo, Unrecognised):
            raise self.replace(_recognition(app, request, todo, queue))
        raise self.replace(_rest(app, request.attempt, todo, queue))

    def recognise(self: Task, message: Wire) -> Wire:
        try:
            request = refusals.understood(RecogniseRequest, message)
        except JobFailed as refused:
            return to_wire(PartFailed(code=refused.code))

        def work(attempt: Attempt) -> PartNoted:
            file = bench().documents.locate(request.document)
            return reading_steps.recognise_part(bench().paths, file, attempt, request)

        return part(self, request.attempt, work)

    def note(self: Task, message: Wire) -> Wire:
        try:
            request = refusals.understood(NoteRequest, message)
        except JobFailed as refused:
            return to_wire(PartFailed(code=refused.code))
        return part(self, request.attempt, lambda a: steps.note_part(bench(), a, request))

    def part(self: Task, attempt_id: str, work: PartWork) -> Wire:
        attempt = Attempt(broker, attempt_id)
        try:
            outcome = _part_outcome(attempt, work, self, bench().flights)
            if not isinstance(outcome, PartNoted):
                with suppress(RedisError):
                    attempt.spoil()
            return to_wire(outcome)
        finally:
            attempt.close()

    def combine(self: Task, parts: list[Wire], message: Wire) -> Wire:
        request = refusals.understood(CombineRequest, message)
        attempt = Attempt(broker, request.attempt)
        try:
            _require_tries_left(attempt, self)
            _require_all_noted(parts)
            with bench().flights.of(attempt.id, _own_name(self)):
                return to_wire(steps.combine_parts(bench(), attempt))
        except Parked as parked:
            return to_wire(JobParked(reason=parked.reason, detail=parked.detail))
        except RedisError as error:
            return to_wire(JobParked(reason=ParkReason.STALE, detail=type(error).__name__))
        finally:
            attempt.close()

    def look(message: Wire) -> None:
        request = refusals.understood(LookRequest, message)
        with suppress(RedisError), broker.connect(Database.RESULTS) as results:
            looking.look(bench().paths, results, broker.prefix, request)

    # Results hold documents' words, and Celery logs the beginning of each.
    task = partial(app.task, bind=True, resultrepr_maxsize=RESULT_IN_LOG)
    task(summarise, name=str(TaskName.SUMMARISE))
    task(recognise, name=str(TaskName.RECOGNISE), ignore_result=True)
    task(plan, name=str(TaskName.PLAN))
    task(note, name=str(TaskName.NOTE), ignore_result=True)
    task(combine, name=str(TaskName.COMBINE))
    app.task(look, name=str(TaskName.LOOK), ignore_result=True, acks_late=False)


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


def _recognition(
    app: Celery, request: SummariseRequest, todo: Unrecognised, queue: str
) -> Signature:
    """Recognise the pages, a few a task, then read and plan with what was found."""
    plan = signature(str(TaskName.PLAN), kwargs={"message": to_wire(request)}, queue=queue, app=app)
    ranges = [todo.pages[at : at + PAGES_A_TASK] for at in range(0, len(todo.pages), PAGES_A_TASK)]
    tasks = [
        signature(
            str(TaskName.RECOGNISE),
            args=(
                to_wire(
                    RecogniseRequest(
                        attempt=request.attempt, document=request.document, pages=pages, of=todo.of
                    )
                ),
            ),
            queue=queue,
            app=app,
        )
        for pages in ranges
    ]
    return chord(tasks, plan, app=app)


def _part_outcome(
    attempt: Attempt, work: PartWork, task: Task, flights: Flights
) -> PartNoted | PartFailed | PartParked:
    try:
        _require_tries_left(attempt, task)
        with flights.of(attempt.id, _own_name(task)):
            return work(attempt)
    except JobFailed as failure:
        log.exception("%s of %s failed", task.name, attempt.id)
        return PartFailed(code=failure.code, params=dict(failure.params))
    except Parked as parked:
        return PartParked(reason=parked.reason, detail=parked.detail)
    except RedisError as error:
        # The broker went away under it: no fault of the job, whose next attempt goes on.
        return PartParked(reason=ParkReason.STALE, detail=type(error).__name__)
    except Exception as error:
        log.exception("%s of %s broke", task.name, attempt.id)
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
    if not attempt.count_try(_own_name(task)):
        raise JobFailed(ErrorCode.WORKER_LOST)


def _own_name(task: Task) -> str:
    # `plan` and `combine` take over the id of the task they replace.
    return f"{task.name}:{task.request.id}"


def _parts_queue(bench: Bench, attempt: Attempt, queue: str) -> str:
    """Where the parts of a document go: at a shared broker, to whoever has the model."""
    if not bench.is_shared:
        return queue
    model = attempt.plan().model
    parts = names.model_queue(names.size_of(queue), model.name, model.digest)
    bench.flights.wait_in(attempt.id, parts)
    return parts


def _queue_of(task: Task) -> str:
    return str(task.request.delivery_info["routing_key"])
