"""Has Ollama pull a model, and watches how far it is.

Ollama takes its blobs up where a pull before ended, checks their digests and tries a broken
connection again by itself; here the room for a model is looked at before any of it has come.
"""

import time
from collections.abc import Callable, Iterator

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from worker.contract.egress import host_of, is_local_address
from worker.engines.edge import edge
from worker.engines.engine import BadAddress, EngineAway, EngineError, never
from worker.engines.fetch_errors import (
    EngineSilent,
    EngineTooOld,
    FetchError,
    NoRoom,
    NotUsable,
    UnknownModel,
    Unreachable,
    WrongContent,
)
from worker.engines.line import STREAM_TIMEOUT, Line
from worker.engines.ollama import ollama_address
from worker.engines.ollama_models import ask_model, full_name
from worker.engines.room import free_disk, ollama_folder, require_room
from worker.engines.watch import Patience, watched

PATIENCE = Patience(first_s=60.0, between_s=90.0)
"""Ollama itself gives a connection up after half a minute, and tries it again."""

TRIES = 3
AGAIN_AFTER_S = 1.0

_REASONS: tuple[tuple[str, type[FetchError]], ...] = (
    ("file does not exist", UnknownModel),
    ("not found", UnknownModel),
    ("invalid model name", UnknownModel),
    ("newer version of ollama", EngineTooOld),
    ("digest mismatch", WrongContent),
)


class _Line(BaseModel):
    """A line of /api/pull."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    status: str = ""
    digest: str = ""
    total: int = 0
    completed: int = 0
    error: str = ""


def pull(
    host: str,
    name: str,
    *,
    report: Callable[[int, int], None],
    interrupted: Callable[[], bool] = never,
) -> str:
    """Pull `name` to its end; its full name.

    Raises:
        FetchError: see there.
        Interrupted: `interrupted()` was true; what came is kept.
    """
    try:
        address = ollama_address(host)
        for again in range(TRIES):
            try:
                _pull_once(address, name, report, interrupted)
                break
            except EngineAway:
                if again + 1 == TRIES:
                    raise
                time.sleep(AGAIN_AFTER_S * (again + 1))
        return _usable(address, name)
    except BadAddress as error:
        raise EngineSilent(str(error)) from error
    except EngineAway as error:
        raise EngineSilent(str(error)) from error
    except EngineError as error:
        raise _reason(str(error)) from error


def _pull_once(
    address: str,
    name: str,
    report: Callable[[int, int], None],
    interrupted: Callable[[], bool],
) -> None:
    line = Line(address)
    told = _Told(is_near=is_local_address(host_of(address)))
    with edge(address):
        for part in watched(
            _lines(line, address, name),
            cut=line.cut,
            interrupted=interrupted,
            patience=PATIENCE,
        ):
            if part.error:
                raise _reason(part.error)
            told.add(part)
            if told.total:
                report(told.done, told.total)
            if part.status == "success":
                return
    raise EngineAway(f"{address}: the pull was cut off")


def _lines(line: Line, address: str, name: str) -> Iterator[_Line]:
    """Ask for it; runs in the watching thread."""
    body = {"model": name, "stream": True, "insecure": name.startswith("http://")}
    with (
        httpx.Client(transport=line, timeout=STREAM_TIMEOUT, trust_env=False) as client,
        client.stream("POST", f"{address}/api/pull", json=body) as response,
    ):
        response.raise_for_status()
        for text in response.iter_lines():
            try:
                yield _Line.model_validate_json(text)
            except ValidationError as error:
                raise EngineAway(f"{address}: garbage in the answer") from error


class _Told:
    """What was told of each blob so far."""

    def __init__(self, *, is_near: bool) -> None:
        self._is_near = is_near
        self._blobs: dict[str, tuple[int, int]] = {}

    @property
    def done(self) -> int:
        return sum(done for done, _ in self._blobs.values())

    @property
    def total(self) -> int:
        return sum(total for _, total in self._blobs.values())

    def add(self, part: _Line) -> None:
        """Take a line in; at the first of each blob, see that there is room for it.

        Raises:
            NoRoom, NoMemory: there is not. Of another computer nobody knows.
        """
        if not part.digest or not part.total:
            return
        if self._is_near and part.digest not in self._blobs:
            # The blobs come one after the other, the weights as the first.
            require_room(part.total, part.total - part.completed, ollama_folder())
        self._blobs[part.digest] = (part.completed, part.total)


def _usable(address: str, name: str) -> str:
    """The name it is listed under, if it can summarise."""
    shown = name.partition("://")[2] or name
    found = ask_model(address, shown)
    if found is not None and not found.info.fit:
        raise NotUsable(found.info.unfit_reason)
    return found.info.name if found is not None else full_name(shown)


def _reason(message: str) -> FetchError:
    lower = message.lower()
    if "no space left" in lower:
        return NoRoom(0, free_disk(ollama_folder()))
    kind = next((kind for words, kind in _REASONS if words in lower), Unreachable)
    return kind(message)
