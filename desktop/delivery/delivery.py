"""One entry of the outbox, and what becomes of it: pure functions from delivery to delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.delivery.states import DeliveryKind, DeliveryState
from worker.contract.sending_states import OutcomeState, Problem

if TYPE_CHECKING:
    from worker.contract.delivery import Outcome

PAUSES_S = (60.0, 120.0, 300.0, 600.0, 1200.0, 2400.0, 3600.0, 7200.0, 14_400.0)
"""After each try; the last one again and again. A server that greylists wants some minutes."""

DAY_S = 24 * 3600.0
"""After this long since the first try a delivery is given up, and a person told."""


@dataclass(frozen=True, slots=True)
class DeliveryProblem:
    """Why the last try did not succeed: a code, and the parameters of its sentence."""

    code: Problem
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message, file or post to deliver. A value: a change makes a new one."""

    id: str
    kind: DeliveryKind
    recipient: str
    """An address, a folder or a URL."""
    created_at: float
    """Seconds since the epoch, as all times here."""
    next_at: float
    state: DeliveryState = DeliveryState.WAITING
    tries: int = 0
    first_tried_at: float | None = None
    ended_at: float | None = None
    message_id: str = ""
    in_reply_to: str = ""
    """The message about the job that this one's job is a redo of."""
    problem: DeliveryProblem | None = None
    without_documents: bool = False
    """The server found it too large with the documents attached."""
    jobs: tuple[str, ...] = ()

    @property
    def try_id(self) -> str:
        """The name of the newest try: its folder in the outbox."""
        return f"{self.id}.{self.tries}"


@dataclass(frozen=True, slots=True)
class OutboxStatus:
    """What there is to say of the outbox as a whole."""

    left: int = 0
    """Emails and posts that have left this computer, or perhaps have."""
    problem: DeliveryProblem | None = None
    """What keeps all mail waiting until a person does something about the account."""


def begun(delivery: Delivery, now: float) -> Delivery:
    """A try is about to be made; recorded before anything is sent."""
    return replace(
        delivery,
        state=DeliveryState.SENDING,
        tries=delivery.tries + 1,
        first_tried_at=delivery.first_tried_at or now,
    )


def settled(
    delivery: Delivery, outcome: Outcome | None, now: float, *, resend_unsure: bool
) -> Delivery:
    """After a try; `outcome` is None when its sender died before it gave anything away."""
    if outcome is None:
        first_time = delivery.tries <= 1
        return replace(
            delivery,
            state=DeliveryState.WAITING,
            next_at=now if first_time else now + pause_s(delivery.tries),
        )
    problem = DeliveryProblem(outcome.problem, outcome.params) if outcome.problem else None
    told = replace(delivery, problem=problem)
    match outcome.state:
        case OutcomeState.ACCEPTED:
            return replace(told, state=DeliveryState.SENT, ended_at=now)
        case OutcomeState.POSTPONED:
            return _again_later(told, now)
        case OutcomeState.REFUSED:
            return _refused(told, now)
        case OutcomeState.HANDING_OVER:
            unsure = replace(told, problem=DeliveryProblem(Problem.UNKNOWN_ANSWER, outcome.params))
            if resend_unsure:
                return _again_later(unsure, now)
            return replace(unsure, state=DeliveryState.PERHAPS, ended_at=now)


def wanted_now(delivery: Delivery, now: float) -> Delivery:
    """A person says: send it now. Another day of tries begins."""
    if delivery.state in (DeliveryState.SENDING, DeliveryState.SENT):
        return delivery
    return replace(
        delivery, state=DeliveryState.WAITING, next_at=now, first_tried_at=None, ended_at=None
    )


def given_up(delivery: Delivery, now: float) -> Delivery:
    """A person does not want it any more. What is on its way cannot be called back."""
    if delivery.state in (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.GIVEN_UP):
        return delivery
    return replace(delivery, state=DeliveryState.GIVEN_UP, ended_at=now)


def pause_s(tries: int) -> float:
    """How long to wait after this many tries."""
    return PAUSES_S[min(max(tries, 1), len(PAUSES_S)) - 1]


def _again_later(delivery: Delivery, now: float) -> Delivery:
    next_at = now + pause_s(delivery.tries)
    if next_at - (delivery.first_tried_at or now) > DAY_S:
        return replace(delivery, state=DeliveryState.FAILED, ended_at=now)
    return replace(delivery, state=DeliveryState.WAITING, next_at=next_at)


def _refused(delivery: Delivery, now: float) -> Delivery:
    too_large = delivery.problem is not None and delivery.problem.code is Problem.TOO_LARGE
    if too_large and not delivery.without_documents:
        return replace(delivery, state=DeliveryState.WAITING, next_at=now, without_documents=True)
    return replace(delivery, state=DeliveryState.FAILED, ended_at=now)
