"""Gets models one after the other: those that a person asked for, and those that documents need.

What a person asked for is kept in a file, so that a download goes on at the next start. A broken
connection is tried again by itself; what only a person can change (no room, no such model) is not.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from desktop.jobs.job import Job
from desktop.jobs.status import ModelFetch
from desktop.services.model_fetch import ModelFetcher
from desktop.services.restarts import Restarts
from worker.contract.catalogue import (
    MIRROR_ENV,
    catalogue_model,
    find_model_file,
    named_model,
    starter,
)
from worker.contract.messages import EngineStatus
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, WaitReason
from worker.contract.summary import Record

log = logging.getLogger(__name__)

PASSING = frozenset({"unreachable", "interrupted", "engine_silent", "already_fetching"})
"""Codes of errors that may be gone the next time."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """One model that is wanted."""

    fetch: ModelFetch
    is_asked: bool
    """Whether a person asked for it; else a document does."""

    @property
    def may_start(self) -> bool:
        return not self.fetch.is_paused and self.fetch.error in ("", *PASSING)


class _Kept(Record):
    name: str
    is_paused: bool
    done_bytes: int
    total_bytes: int


class _File(Record):
    wanted: tuple[_Kept, ...] = ()


class ModelGetting:
    """One for each owner. All methods are for one thread."""

    def __init__(self, paths: DataPaths, environment: Mapping[str, str]) -> None:
        """`environment` is the worker's: mirror, proxies, Ollama's address."""
        self._paths = paths
        self._mirror = environment.get(MIRROR_ENV, "")
        self._fetcher = ModelFetcher(paths, environment)
        self._starts = Restarts()
        self._current = ""
        self._refused: set[str] = set()
        self._wishes = {each.fetch.name: each for each in self._read()}

    @property
    def state(self) -> tuple[ModelFetch, ...]:
        """How far everything is, in its order."""
        return tuple(wish.fetch for wish in self._wishes.values())

    def get(self, name: str) -> None:
        """Get a model, or go on with it; empty: the one that comes with Sunto."""
        name = _full(name)
        known = self._wishes.get(name)
        fetch = known.fetch if known else ModelFetch(name, 0, 0)
        self._wishes[name] = _Wish(replace(fetch, error="", is_paused=False), is_asked=True)
        self._refused.discard(name)
        self._starts = Restarts()
        self._write()

    def pause(self, name: str) -> None:
        """Hold it; what has come is kept."""
        wish = self._wishes.get(_full(name))
        if wish is not None:
            self._let_go(wish.fetch.name)
            wish = self._wishes[wish.fetch.name]
            self._wishes[wish.fetch.name] = _Wish(replace(wish.fetch, is_paused=True), True)
            self._write()

    def cancel(self, name: str) -> None:
        """Do not get it; what has come of a file is deleted."""
        name = _full(name)
        self._let_go(name)
        self._wishes.pop(name, None)
        self._refused.add(name)
        if catalogue_model(name) is not None:
            (self._paths.models / f"{name}.part").unlink(missing_ok=True)
        self._write()

    def tend(self, engine: EngineStatus | None, unfinished: Iterable[Job]) -> None:
        """Go on with what is wanted. Call it with every round."""
        self._look()
        needed = self._needed(engine, list(unfinished))
        if needed and needed not in self._wishes and needed not in self._refused:
            self._wishes[needed] = _Wish(ModelFetch(needed, 0, 0), is_asked=False)
        for name, wish in list(self._wishes.items()):
            if not wish.is_asked and name != needed and name != self._current:
                del self._wishes[name]
        ready = next((name for name, wish in self._wishes.items() if wish.may_start), None)
        if ready is not None and not self._current and self._starts.is_due:
            self._starts.starting()
            self._current = ready
            self._fetcher.start(ready)

    def stop(self) -> None:
        """End what is under way; the next start goes on with it."""
        self._look()
        self._fetcher.stop()
        self._current = ""
        self._write()

    def _look(self) -> None:
        """Bring in how far it is."""
        if not self._current:
            return
        state, name = self._fetcher.state, self._current
        if state is None:  # it has arrived
            self._current = ""
            self._wishes.pop(name, None)
            self._starts = Restarts()
            self._write()
            return
        if state.done_bytes or state.error:
            before = self._wishes[name].fetch
            done = max(state.done_bytes, before.done_bytes if state.error else 0)
            total = state.total_bytes or before.total_bytes
            fetch = replace(state, done_bytes=done, total_bytes=total)
            self._wishes[name] = replace(self._wishes[name], fetch=fetch)
        if state.error:
            self._current = ""

    def _let_go(self, name: str) -> None:
        if self._current == name:
            self._look()
            self._fetcher.stop()
            self._current = ""

    def _needed(self, engine: EngineStatus | None, jobs: list[Job]) -> str:
        """The file of the catalogue that a document waits for; empty: none."""
        for job in jobs:
            file = job.options.model_file
            if job.reason is WaitReason.MODEL and file and self._found(file) is None:
                return str(file) if catalogue_model(str(file)) else ""
        if engine is None or engine.missing != "model" or engine.kind is not EngineKind.BUILTIN:
            return ""
        waiting = (WaitReason.MODEL, WaitReason.ENGINE)
        waited_for = any(job.reason in waiting and not job.options.model for job in jobs)
        is_known = catalogue_model(engine.model) is not None and not engine.detail.startswith("no_")
        return engine.model if waited_for and is_known else ""

    def _found(self, file: Path) -> Path | None:
        """A job's model on this disk, looked for where the worker looks for it."""
        return find_model_file(str(file), self._paths.models, self._mirror)

    @property
    def _file(self) -> Path:
        return self._paths.models / "wanted.json"

    def _read(self) -> list[_Wish]:
        try:
            kept = _File.model_validate_json(self._file.read_bytes()).wanted
        except FileNotFoundError:
            return []
        except (OSError, ValidationError) as error:
            log.warning("what was to be got cannot be read: %s", error)
            return []
        return [_Wish(ModelFetch(**each.model_dump()), is_asked=True) for each in kept]

    def _write(self) -> None:
        kept = tuple(
            _Kept(
                name=wish.fetch.name,
                is_paused=wish.fetch.is_paused,
                done_bytes=wish.fetch.done_bytes,
                total_bytes=wish.fetch.total_bytes,
            )
            for wish in self._wishes.values()
            if wish.is_asked
        )
        part = self._file.with_suffix(".part")
        try:
            if kept or self._file.exists():
                part.write_text(_File(wanted=kept).model_dump_json(indent=1), encoding="utf-8")
                part.replace(self._file)
        except OSError as error:
            log.warning("what is to be got cannot be written down: %s", error)


def _full(name: str) -> str:
    """The name that a wish is known by."""
    known = named_model(name) if name else starter()
    return known.file if known is not None else name
