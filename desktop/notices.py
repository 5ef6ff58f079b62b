"""Which changes of jobs deserve a notification: pure functions, and the words for each.

A notice is given for what somebody waits for: a summary is ready, a document failed, or a person
is needed. What an engine or a model is missing for is said once a spell, not once a document.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.errors import explain
from desktop.jobs.job import Job
from desktop.translation import plural, tr
from worker.contract.states import JobState, WaitReason

TITLE_LENGTH = 80


class NoticeKind(StrEnum):
    """What a notice is about."""

    DONE = "done"
    FAILED = "failed"
    PASSWORD = "password"
    ENGINE = "engine"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say, and the jobs it is about; the first one is shown on a click."""

    kind: NoticeKind
    job_ids: tuple[str, ...]
    title: str
    text: str


def notice_for(before: Job | None, after: Job) -> Notice | None:
    """What to say about one job's change; `before` is None for a job that was not there yet."""
    was = (before.state, before.reason) if before else (JobState.WAITING, WaitReason.TURN)
    if was == (after.state, after.reason) or (before and before.state.is_final):
        return None
    name = _name(after)
    match after.state, after.reason:
        case JobState.DONE, _:
            return Notice(NoticeKind.DONE, (after.id,), tr("Summary ready"), name)
        case JobState.FAILED, _:
            title = explain(after.error).title if after.error else tr("Not done")
            return Notice(NoticeKind.FAILED, (after.id,), title, name)
        case JobState.WAITING, WaitReason.PASSWORD:
            title = tr("A document needs its password")
            return Notice(NoticeKind.PASSWORD, (after.id,), title, name)
        case JobState.WAITING, WaitReason.ENGINE:
            return _engine_missing(after)
        case JobState.WAITING, WaitReason.MODEL:
            return _model_missing(after)
        case _:
            return None


def notices(
    before: Mapping[str, Job | None], after: Iterable[Job], waiting_before: Iterable[Job] = ()
) -> list[Notice]:
    """What to say about many changes at once.

    `waiting_before` are all jobs that waited before: while one of them waits for the engine or a
    model already, that is not said again.
    """
    said = {_SPELLS[job.reason] for job in waiting_before if job.reason in _SPELLS}
    found = []
    for job in after:
        notice = notice_for(before.get(job.id), job)
        if notice is None or notice.kind in said:
            continue
        if notice.kind in _SPELLS.values():
            said.add(notice.kind)
        found.append(notice)
    return found


def group(several: Sequence[Notice]) -> Notice:
    """One notice in place of several; what needs a person comes first."""
    if len(several) == 1:
        return several[0]
    ordered = sorted(several, key=lambda notice: _URGENCY.index(notice.kind))
    ids = tuple(job_id for notice in ordered for job_id in notice.job_ids)
    done = sum(notice.kind is NoticeKind.DONE for notice in several)
    failed = sum(notice.kind is NoticeKind.FAILED for notice in several)
    need = len(several) - done - failed
    if done == len(several):
        title = plural("{n} summaries ready", "1 summary ready", done)
        return Notice(NoticeKind.DONE, ids, title, _names(ordered))
    return Notice(ordered[0].kind, ids, _counts(need, failed, done), _names(ordered))


_SPELLS: dict[WaitReason | None, NoticeKind] = {
    WaitReason.ENGINE: NoticeKind.ENGINE,
    WaitReason.MODEL: NoticeKind.MODEL,
}
_URGENCY = (
    NoticeKind.PASSWORD,
    NoticeKind.MODEL,
    NoticeKind.ENGINE,
    NoticeKind.FAILED,
    NoticeKind.DONE,
)


def _engine_missing(job: Job) -> Notice:
    title = tr("The program that summarises does not answer")
    text = tr("Documents go on by themselves as soon as it answers.")
    return Notice(NoticeKind.ENGINE, (job.id,), title, text)


def _model_missing(job: Job) -> Notice:
    text = tr("Documents wait until it is there.")
    return Notice(NoticeKind.MODEL, (job.id,), tr("A model is needed"), text)


def _counts(need: int, failed: int, done: int) -> str:
    parts = []
    if need:
        parts.append(plural("{n} need you", "1 needs you", need))
    if failed:
        parts.append(plural("{n} failed", "1 failed", failed))
    if done:
        parts.append(plural("{n} summaries ready", "1 summary ready", done))
    return ", ".join(parts)


def _names(several: Sequence[Notice]) -> str:
    return plural(
        "{name}, and {n} more", "{name}, and 1 more", len(several) - 1, name=several[0].text
    )


def _name(job: Job) -> str:
    """The title on one line; it comes from a document and may hold anything."""
    kept = (c if unicodedata.category(c)[0] != "C" else " " for c in job.title)
    name = " ".join("".join(kept).split()) or job.file.name
    return name if len(name) <= TITLE_LENGTH else name[: TITLE_LENGTH - 1] + "…"
