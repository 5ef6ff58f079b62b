"""The line at the bottom: one sentence for the whole, the engine, and what left the computer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel
from typing_extensions import override

from desktop.errors import explain_address
from desktop.jobs.job import Job
from desktop.jobs.status import OwnerStatus, ServiceState
from desktop.model_words import pace
from desktop.translation import plural, tr
from desktop.ui.engine_wording import engine_name, no_answer_from, waiting_for
from desktop.ui.kinds import Kind, in_need, kinds_of
from desktop.ui.labels import label, set_tone
from desktop.ui.times import size
from desktop.ui.wording import share_of
from worker.contract.states import EngineKind, JobState, WaitReason

if TYPE_CHECKING:
    from worker.contract.messages import EngineStatus

SIDE = 16
GAP = 18


@dataclass(frozen=True, slots=True)
class Whole:
    """The sentence for everything, with its shape and tone."""

    shape: str
    sentence: str
    tone: str
    share: float | None = None
    """How much of what runs is done; None while nothing runs."""

    @property
    def words(self) -> str:
        """Shape and sentence."""
        return f"{self.shape} {self.sentence}"


def whole_of(jobs: Iterable[Job], status: OwnerStatus | None) -> Whole:
    """What is true of everything; never "all good" while something needs a person."""
    known = list(jobs)
    kinds = {kind: count for kind, count in kinds_of(known).items() if not kind[0].is_final}
    need = in_need(kinds)
    working = _count(kinds, JobState.RUNNING)
    waiting = _count(kinds, JobState.WAITING) - need
    paused = sum(kinds.values()) - need - working - waiting
    counts = _counts(working, waiting, paused)
    if need:
        needs = plural("{n} need you", "1 needs you", need)
        return Whole("▲", " · ".join(part for part in (needs, counts) if part), "weak")
    if status is not None and status.disk_low:
        return Whole("▲", tr("The disk is nearly full"), "weak")
    trouble = _trouble(kinds, status)
    if trouble:
        return Whole("▲", trouble, "weak")
    if waiting and not working and _is_fetching(status):
        return Whole("●", tr("Fetching the model · {counts}", counts=counts), "accent")
    if working or waiting:
        return Whole("●", counts, "accent", _share(known))
    if paused:
        return Whole("❚❚", counts, "soft")
    if status is not None and status.has_no_worker:
        return Whole("▲", _no_worker(status), "weak")
    if status is None or (status.is_owner and status.engine is None):
        return Whole("…", tr("Starting"), "soft")
    if _is_fetching(status):
        return Whole("●", tr("Fetching the model"), "accent")
    missing = _missing(status.engine)
    if missing:
        return Whole("▲", missing, "weak")
    return Whole("✓", tr("Ready"), "accent")


def engine_line(status: OwnerStatus | None) -> str:
    """The engine, its model and its pace."""
    engine = status.engine if status is not None else None
    if status is None or engine is None or engine.missing in ("address", "engine", "model"):
        return ""
    name = tr("Built-in engine") if engine.kind is EngineKind.BUILTIN else engine_name(engine.kind)
    parts = [name[:1].upper() + name[1:], engine.model.removesuffix(".gguf")]
    if status.seconds_per_page is not None:
        parts.append(pace(status.seconds_per_page))
    return " · ".join(part for part in parts if part)


def _count(kinds: Mapping[Kind, int], state: JobState) -> int:
    return sum(count for kind, count in kinds.items() if kind[0] is state)


def _share(jobs: list[Job]) -> float | None:
    runs = JobState.RUNNING
    shares = [share_of(job) or 0.0 for job in jobs if job.state is runs]
    return sum(shares) / len(shares) if shares else None


def _counts(working: int, waiting: int, paused: int) -> str:
    parts = []
    if working:
        parts.append(plural("{n} working", "1 working", working))
    if waiting:
        parts.append(plural("{n} waiting", "1 waiting", waiting))
    if paused:
        parts.append(plural("{n} paused", "1 paused", paused))
    return ", ".join(parts)


def _trouble(kinds: Mapping[Kind, int], status: OwnerStatus | None) -> str:
    """What the whole list waits for, if it does."""
    reasons = {reason for state, reason in kinds if state is JobState.WAITING}
    if status is not None and status.model_server is ServiceState.FAILED:
        return tr("The built-in engine does not start with this model")
    if status is not None and status.is_shared_broker_away:
        return tr("Waiting for the broker at {place}", place=status.broker_place)
    is_stuck = bool(kinds) and not _count(kinds, JobState.RUNNING)
    engine = status.engine.kind if status and status.engine else None
    if is_stuck and WaitReason.ENGINE in reasons and status and status.has_no_worker:
        return _no_worker(status)
    if is_stuck and WaitReason.ENGINE in reasons:
        return waiting_for(engine)
    if is_stuck and WaitReason.MODEL in reasons and not _is_fetching(status):
        return tr("Waiting for a model")
    if status is not None and ServiceState.FAILED in (status.broker, status.worker):
        return tr("A part of Sunto does not start; it is tried again")
    if status is not None and status.worker is ServiceState.RESTARTING:
        return tr("The part that summarises is starting again")
    if status is not None and (status.silent or status.worker is ServiceState.SILENT):
        return tr("The part that summarises does not answer; if that lasts it is started again")
    if status is not None and status.broker is ServiceState.RESTARTING:
        return tr("A part of Sunto is starting again")
    return ""


def _no_worker(status: OwnerStatus) -> str:
    return tr("No worker at {place}", place=status.broker_place)


def _is_fetching(status: OwnerStatus | None) -> bool:
    return status is not None and status.fetch is not None and not status.fetch.error


def _missing(engine: EngineStatus | None) -> str:
    match engine.missing if engine is not None else "":
        case "address":
            return explain_address(engine.address if engine else "")
        case "engine":
            return no_answer_from(engine.kind if engine else None)
        case "window":
            return tr("The context window does not fit")
        case "model":
            return tr("A model is needed")
        case _:
            return ""


class StatusLine(QFrame):
    """Shows the three."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._whole = label(wraps=False)
        self._whole.setObjectName("whole")
        self._engine = label(wraps=False)
        self._sent = label(wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 6, SIDE, 6)
        row.setSpacing(GAP)
        self.setMinimumWidth(1)
        row.addWidget(self._whole)
        row.addWidget(self._engine)
        row.addStretch(1)
        row.addWidget(self._sent)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_whole(self, whole: Whole) -> None:
        """Show the sentence for everything."""
        if self._whole.text() != whole.words:
            self._whole.setText(whole.words)
            set_tone(self._whole, whole.tone)
            self._fit()

    def show_engine(self, words: str) -> None:
        """Show the engine."""
        self._put(self._engine, words)

    def show_sent(self, sent_bytes: int, messages: int) -> None:
        """Show how much left this computer for summarising, and how many messages beside it."""
        sent = size(sent_bytes)
        words = tr("{size} left this computer", size=sent)
        if messages:
            words = plural(
                "{size} left this computer besides {n} messages you asked for",
                "{size} left this computer besides 1 message you asked for",
                messages,
                size=sent,
            )
        self._put(self._sent, words)

    def _put(self, where: QLabel, words: str) -> None:
        if where.text() != words:
            where.setText(words)
            self._fit()

    def _fit(self) -> None:
        """Leave out what there is no room for: the engine first; never the sentence for all."""
        room = self.width() - 2 * SIDE - self._whole.sizeHint().width()
        for each in (self._sent, self._engine):
            room -= each.sizeHint().width() + GAP
            each.setVisible(room >= 0)

    def whole_text(self) -> str:
        """What the line says of everything."""
        return self._whole.text()
