"""The steps of an attempt, as plain functions: read and plan, note one part, combine.

`tasks` wraps them for Celery. Here errors of reader and engine become the two things an attempt
can end with besides a summary: `JobFailed` and `Parked`.
"""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from worker.asker import Asker
from worker.attempt import Attempt
from worker.contract.egress import public_address
from worker.contract.errors import ErrorCode, JobFailed, Parked
from worker.contract.messages import (
    JobSummarised,
    NoteRequest,
    PartNoted,
    Progress,
    SummariseRequest,
)
from worker.contract.names import claim_key, note_key
from worker.contract.paths import DataPaths
from worker.contract.states import PageState, ParkReason, Stage
from worker.contract.summary import EngineUsed
from worker.documents import Documents
from worker.engines.choose import NotReady, find_engine
from worker.engines.engine import (
    BadAddress,
    Engine,
    EngineAway,
    EngineRefused,
    Interrupted,
    ModelMissing,
    PromptTooLong,
)
from worker.engines.engine_settings import EngineSettings
from worker.engines.tokens import about_tokens
from worker.flights import Flights
from worker.lease import Leases
from worker.plan import Plan
from worker.planning import first_points, found_points, note_options, plan_parts
from worker.reading.sandbox import ReadingInterrupted
from worker.reading_steps import Unrecognised, read
from worker.summarising.account import assemble
from worker.summarising.combine import CombineOptions, combine
from worker.summarising.facts import DocumentFacts, facts_of
from worker.summarising.notes import make_note, note_digest
from worker.summarising.picture_places import cited_pages, with_rectangles

CLAIM_LIFE_S = 20.0
"""A claim outlives a slow network; that of a dead worker ends with its sign of life."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What every step works with."""

    paths: DataPaths
    engines: EngineSettings
    leases: Leases
    documents: Documents
    flights: Flights
    is_shared: bool = False
    """Whether other machines work at the same broker."""


def read_and_plan(
    bench: Bench, attempt: Attempt, request: SummariseRequest
) -> list[int] | Unrecognised:
    """Read every page, plan the parts; returns the indices of the parts that need a note.

    Or, first, the pages that text recognition has to read; once it has, this is done again.

    Raises:
        JobFailed, Parked
    """
    attempt.require_wanted()
    started = time.monotonic()
    with _translated(attempt):
        file = bench.documents.locate(request.document)
        document = read(bench.paths, file, attempt, request)
        if isinstance(document, Unrecognised):
            return document
        reading_s = time.monotonic() - started
        attempt.store_page_texts(request.document, [page.text for page in document.pages])
        facts = facts_of(document, fallback_title=request.title, reading_s=reading_s)
        # Pages and title are told before an engine is looked for: they are known even without.
        _report(attempt, facts, Stage.READING, len(document.pages), len(document.pages))
        engine, model = find_engine(bench.engines, bench.paths, request.options.model)
        model = engine.settle(model, attempt.is_interrupted)
        facts, chunks = plan_parts(document, facts, engine, model, request.options)
    options = note_options(facts, request.options)
    keys = [note_key(note_digest(chunk, model.digest, options)) for chunk in chunks]
    plan = Plan(
        request=request,
        facts=facts,
        model=model,
        note_keys=tuple(keys),
        part_bytes=tuple(len(chunk.text.encode()) for chunk in chunks),
    )
    attempt.store_plan(plan, chunks)
    missing = attempt.missing_notes(keys)
    there = sorted(set(range(len(keys))) - set(missing))
    attempt.add_found(first_points(attempt, [keys[at] for at in there], chunks, facts.language))
    attempt.start_count(plan, there)
    return missing


def note_part(bench: Bench, attempt: Attempt, request: NoteRequest) -> PartNoted:
    """Make and store the note of one part.

    Raises:
        JobFailed, Parked
    """
    if attempt.is_spoiled():
        raise Parked(ParkReason.STALE, "another part has ended the attempt")
    attempt.require_wanted()
    plan = attempt.plan()
    key = plan.note_keys[request.index]
    worked_s = 0.0
    with _translated(attempt), _claimed(bench, key, attempt):
        if attempt.missing_notes([key]):
            options = note_options(plan.facts, plan.request.options)
            engine = _engine_for(bench, plan)
            ask = Asker(engine, plan.model, bench.leases, attempt, bench.engines.slots)
            chunk = attempt.part(request.index)
            attempt.store_note(key, make_note(chunk, ask=ask, options=options))
            attempt.leave_measured(ask.measured(about_tokens([chunk.text])))
            worked_s = ask.wall_s
    points = found_points(attempt.notes([key])[0])
    attempt.add_found(points)
    bench.flights.made_part(attempt.id)
    attempt.count_part(plan, request.index, len(points), worked_s)
    return PartNoted(key=key)


def combine_parts(bench: Bench, attempt: Attempt) -> JobSummarised:
    """Make the summary out of the notes, and check it.

    Raises:
        JobFailed, Parked
    """
    attempt.require_wanted()
    plan = attempt.plan()
    wanted = plan.request.options
    notes = attempt.notes(plan.note_keys)
    chunks = attempt.parts(range(len(plan.note_keys)))
    language = wanted.language or plan.facts.language
    _report(attempt, plan.facts, Stage.CHECKING, 0, 1)
    with _translated(attempt):
        engine = _engine_for(bench, plan)
        ask = Asker(engine, plan.model, bench.leases, attempt, bench.engines.slots)
        draft = combine(
            notes,
            chunks,
            plan.facts,
            ask=ask,
            options=CombineOptions(
                style=wanted.style,
                language=language,
                instruction=wanted.instruction,
                window=plan.model.window,
                bound_tokens=engine.bound_tokens,
            ),
        )
    attempt.leave_measured(ask.measured(0).model_copy(update={"style": wanted.style}))
    used = EngineUsed(
        kind=engine.kind,
        model=plan.model.name,
        digest=plan.model.digest,
        window=plan.model.window,
        address=public_address(engine.address),
    )
    summary = assemble(
        draft,
        notes,
        plan.facts,
        style=wanted.style,
        language=language,
        engine=used,
        load_s=plan.model.load_s,
        # The owner knows when the job was added and begun; it fills these in.
        waited_s=0.0,
        total_s=0.0,
    )
    pictures = attempt.recognised(
        plan.request.document,
        [n for n in cited_pages(summary) if plan.facts.page_states[n - 1] is PageState.OCR],
    )
    summary = with_rectangles(summary, pictures)
    summary = summary.model_copy(update={"machines": bench.flights.machines(attempt.id)})
    attempt.clear()
    return JobSummarised(summary=summary, pages=len(plan.facts.page_states))


def _engine_for(bench: Bench, plan: Plan) -> Engine:
    """The engine for work that was planned, here or, at a shared broker, on another machine."""
    wanted = plan.model.name if bench.is_shared else plan.request.options.model
    engine, _ = find_engine(bench.engines, bench.paths, wanted)
    return engine


def _claimed(bench: Bench, note: str, attempt: Attempt) -> AbstractContextManager[None]:
    """Make a note alone: another machine may still be at it, for an attempt that was given up."""
    if not bench.is_shared:
        return nullcontext()
    return bench.leases.hold(claim_key(note), attempt.is_interrupted, CLAIM_LIFE_S)


@contextmanager
def _translated(attempt: Attempt) -> Iterator[None]:
    """Turn what reader and engine end with into what an attempt can end with."""
    try:
        yield
    except (Interrupted, ReadingInterrupted) as error:
        raise Parked(attempt.park_reason()) from error
    except NotReady as error:
        missing = error.status.missing
        is_models = missing in ("model", "window")
        reason = ParkReason.MODEL if is_models else ParkReason.ENGINE
        raise Parked(reason, f"{missing} is missing {error.status.detail}") from error
    except (EngineAway, BadAddress) as error:
        raise Parked(ParkReason.ENGINE, str(error)) from error
    except ModelMissing as error:
        raise Parked(ParkReason.MODEL, str(error)) from error
    except PromptTooLong as error:
        params = {"needed": error.tokens, "window": error.window}
        raise JobFailed(ErrorCode.WINDOW_TOO_SMALL, params) from error
    except EngineRefused as error:
        raise JobFailed(ErrorCode.ENGINE_REFUSED, {"reason": str(error)}) from error


def _report(attempt: Attempt, facts: DocumentFacts, stage: Stage, done: int, total: int) -> None:
    pages = len(facts.page_states)
    attempt.report(
        Progress(
            stage=stage,
            done=done,
            total=total,
            pages=pages,
            title=facts.title,
            tokens=facts.tokens,
        )
    )
