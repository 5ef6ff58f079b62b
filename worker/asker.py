"""Puts a job's questions to its engine: in its turn, again where that helps, and with the clock on.

Wall times are what speeds and times left come from: a cached prefix makes the engine's own account
of a prompt meaningless.
"""

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from worker.attempt import Attempt
from worker.contract.egress import host_of, is_local_address, public_address
from worker.contract.messages import Measured
from worker.contract.names import engine_lease_key
from worker.engines.engine import (
    Answer,
    ChatMessage,
    ChatRequest,
    Engine,
    EngineAway,
    EngineBusy,
    EngineSilent,
    Interrupted,
    ServedModel,
)
from worker.lease import Leases

AGAIN_AFTER_S = (0.5,)
"""One quick second try where an engine stumbled; after that the job waits."""

BUSY_AGAIN_AFTER_S = (0.5, 1.0, 2.0, 4.0)
"""An engine that says "not now" is asked a few times more."""

LONGEST_PAUSE_S = 15.0
"""What an engine may ask for; for longer the job waits, and others get their turn."""

LOOK_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Call:
    """One answer by the clock on the wall."""

    prompt_tokens: int
    answer_tokens: int
    reading_s: float
    wall_s: float


class Asker:
    """Asks for one part of one attempt; an `Ask` of `worker.summarising`."""

    def __init__(
        self,
        engine: Engine,
        model: ServedModel,
        leases: Leases,
        attempt: Attempt,
        slots: int = 1,
    ) -> None:
        self._engine = engine
        self._model = model
        self._leases = leases
        self._slots = slots
        self._attempt = attempt
        self._calls: list[Call] = []
        is_far = not is_local_address(host_of(engine.address))
        self._is_elsewhere = is_far or model.is_elsewhere
        # Each machine has its own engine, but one that is elsewhere is the same for all.
        self._place = public_address(engine.address) if is_far else socket.gethostname()
        self._slot = engine_lease_key(self._place)

    def __call__(
        self,
        messages: Sequence[ChatMessage],
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        *,
        temperature: float = 0.0,
        seed: int = 1,
    ) -> Answer:
        """The model's whole answer; errors of the engine pass through."""
        request = ChatRequest(
            messages=messages,
            max_tokens=max_tokens,
            schema=schema,
            temperature=temperature,
            seed=seed,
            interrupted=self._attempt.is_interrupted,
        )
        stop = self._attempt.is_interrupted
        # An engine that is away now may be there when it is our turn.
        with suppress(EngineAway):
            self._engine.require_fits(self._model, request)
        with self._leases.hold(self._slot, stop, slots=self._slots):
            answer, times = self._ask(request)
        return replace(answer, bytes_elsewhere=times * self._size(messages))

    def measured(self, text_tokens: int) -> Measured:
        """What was asked so far, as one measurement of the model."""
        return Measured(
            kind=self._engine.kind,
            place=self._place,
            model=self._model.name,
            digest=self._model.digest,
            text_tokens=text_tokens,
            prompt_tokens=sum(call.prompt_tokens for call in self._calls),
            answer_tokens=sum(call.answer_tokens for call in self._calls),
            reading_s=sum(call.reading_s for call in self._calls),
            wall_s=self.wall_s,
        )

    @property
    def wall_s(self) -> float:
        """How long the engine was held, without waiting for its turn."""
        return sum(call.wall_s for call in self._calls)

    def _ask(self, request: ChatRequest) -> tuple[Answer, int]:
        """The answer, and how often the question was sent for it."""
        failures = 0
        while True:
            try:
                with self._clocked() as answers:
                    answers.append(self._engine.chat(self._model, request))
                return answers[0], failures + 1
            except EngineAway as error:
                pause_s = pause_after(error, failures)
                if pause_s is None:
                    raise
                failures += 1
                self._pause(pause_s)

    @contextmanager
    def _clocked(self) -> Iterator[list[Answer]]:
        began = time.monotonic()
        answers: list[Answer] = []
        yield answers
        wall_s = time.monotonic() - began
        for answer in answers:
            self._calls.append(
                Call(answer.prompt_tokens, answer.answer_tokens, answer.reading_s, wall_s)
            )

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._attempt.is_interrupted():
                raise Interrupted
            time.sleep(LOOK_EVERY_S)

    def _size(self, messages: Sequence[ChatMessage]) -> int:
        """Bytes that leave this computer each time the question is sent."""
        if not self._is_elsewhere:
            return 0
        return sum(len(message.content.encode()) for message in messages)


def pause_after(error: EngineAway, failures: int) -> float | None:
    """How long to wait before asking again; None: not at all, the job waits instead."""
    if isinstance(error, EngineSilent):
        return None
    if isinstance(error, EngineBusy):
        if failures >= len(BUSY_AGAIN_AFTER_S):
            return None
        asked_for = error.again_after_s or 0.0
        wanted = max(BUSY_AGAIN_AFTER_S[failures], asked_for)
        return wanted if wanted <= LONGEST_PAUSE_S else None
    return AGAIN_AFTER_S[failures] if failures < len(AGAIN_AFTER_S) else None
