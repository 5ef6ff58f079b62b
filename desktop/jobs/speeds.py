"""How fast each model is on each machine, as measured while it worked: the file `speeds.json`.

By the clock on the wall, never by the engine's own account, which a cached prefix makes too good.
Newer measurements count for more, for machines get busy, hot and new drivers. Everything here can
be measured again: a file that is damaged is begun anew.
"""

import logging
import socket
from collections.abc import Iterable
from pathlib import Path

from pydantic import Field, ValidationError

from worker.contract.egress import host_of, is_local_address
from worker.contract.messages import EngineStatus, Measured, SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, Style
from worker.contract.summary import Record

log = logging.getLogger(__name__)

PAGE_TOKENS = 500
"""About what a page of text has."""

LEAST_WEIGHT = 0.15
"""Of a new measurement in what is believed: half of it comes from the last four parts."""

GLANCE_TOKENS = 900
"""A first look shows the model no more of a document than fits into one question."""

PICTURE_S = 4.0
"""Recognising the text of a page takes about this long."""


class Speed(Record):
    """One model in one place."""

    kind: EngineKind
    place: str
    """The machine's name, or the address of an engine that is elsewhere."""
    model: str
    digest: str
    reads_per_s: float = Field(default=0.0, ge=0)
    """Tokens of a question; 0 while nothing was measured, as all here."""
    writes_per_s: float = Field(default=0.0, ge=0)
    """Tokens of an answer."""
    part_s: float = Field(default=0.0, ge=0)
    """Seconds for a thousand tokens of a document, with all that is asked about them."""
    end_s: dict[Style, float] = Field(default_factory=dict)
    """Seconds for putting a summary of each length together."""
    parts: int = Field(default=0, ge=0)
    """How many were measured."""

    @property
    def page_s(self) -> float | None:
        """Seconds for a page: the one figure for people. None while nothing was measured."""
        return self.part_s * PAGE_TOKENS / 1000 or None

    def of_text(self, tokens: int, style: Style) -> float:
        """Seconds for a document of so many tokens."""
        shown = min(tokens, GLANCE_TOKENS) if style is Style.GLANCE else tokens
        return self.part_s * shown / 1000

    def of_end(self, style: Style) -> float:
        """Seconds for putting a summary together."""
        known = self.end_s.get(style)
        return known if known is not None else max(self.end_s.values(), default=0.0)

    def expected_s(self, tokens: int, style: Style, pictures: int = 0) -> float | None:
        """How long a document will take; None while nothing was measured."""
        if not self.part_s:
            return None
        return self.of_text(tokens, style) + self.of_end(style) + pictures * PICTURE_S

    def with_measured(self, measured: Measured) -> "Speed":
        """What is believed after one more measurement."""
        if measured.wall_s <= 0:
            return self
        if measured.style is not None:
            known = self.end_s.get(measured.style, 0.0)
            end_s = {**self.end_s, measured.style: _mixed(known, measured.wall_s, 0.4)}
            return self.model_copy(update={"end_s": end_s})
        # A short part is mostly what is asked around it: it says less of long ones.
        weight = max(LEAST_WEIGHT, 1 / (self.parts + 1)) * min(1.0, measured.text_tokens / 400)
        writing_s = measured.wall_s - measured.reading_s
        found = {
            "reads_per_s": _rate(measured.prompt_tokens, measured.reading_s),
            "writes_per_s": _rate(measured.answer_tokens, writing_s),
            "part_s": 1000 * _rate(measured.wall_s, measured.text_tokens),
        }
        mixed = {name: _mixed(getattr(self, name), new, weight) for name, new in found.items()}
        return self.model_copy(update={**mixed, "parts": self.parts + 1})


class _File(Record):
    speeds: tuple[Speed, ...] = ()


class Speeds:
    """All speeds of one data directory. Only the owner takes measurements in."""

    def __init__(self, paths: DataPaths) -> None:
        self._path = speeds_file(paths)
        self._speeds = {_key(speed.kind, speed.place, speed.digest): speed for speed in read(paths)}

    def take(self, measurements: Iterable[Measured]) -> None:
        """Take measurements in, and write what is believed now."""
        is_new = False
        for measured in measurements:
            key = _key(measured.kind, measured.place, measured.digest)
            known = self._speeds.get(key) or Speed(
                kind=measured.kind,
                place=measured.place,
                model=measured.model,
                digest=measured.digest,
            )
            self._speeds[key] = known.with_measured(measured)
            is_new = True
        if is_new:
            _write(self._path, _File(speeds=tuple(self._speeds.values())))

    def of(self, engine: EngineStatus | None, options: SummaryOptions) -> Speed | None:
        """The speed of the model that a job will be done with, if it was measured."""
        if options.model is None:
            return find(self._speeds.values(), engine) if engine is not None else None
        file = options.model_file
        names = (file.name,) if file else (options.model, f"{options.model}:latest")
        return next((one for one in reversed(self.all()) if one.model in names), None)

    def page_s(self, engine: EngineStatus | None) -> float | None:
        """Seconds for a page with the model that is used now; None while nothing was measured."""
        speed = find(self.all(), engine) if engine is not None else None
        return speed.page_s if speed is not None else None

    def all(self) -> tuple[Speed, ...]:
        """Every model that was measured."""
        return tuple(self._speeds.values())


def read(paths: DataPaths) -> tuple[Speed, ...]:
    """What was measured so far, for whoever only shows it."""
    try:
        return _File.model_validate_json(speeds_file(paths).read_bytes()).speeds
    except FileNotFoundError:
        return ()
    except (OSError, ValidationError) as error:
        log.warning("the measured speeds cannot be read and are measured anew: %s", error)
        return ()


def find(speeds: Iterable[Speed], engine: EngineStatus) -> Speed | None:
    """The speed of the model that an engine uses now."""
    return of_model(speeds, engine, engine.model, engine.digest)


def of_model(
    speeds: Iterable[Speed], engine: EngineStatus, model: str, digest: str = ""
) -> Speed | None:
    """The speed of one of an engine's models; by its name where the engine tells no digest."""
    is_near = is_local_address(host_of(engine.address))
    place = socket.gethostname() if is_near else engine.address
    fitting = [
        speed
        for speed in speeds
        if (speed.kind, speed.place) == (engine.kind, place)
        and (speed.digest == digest if digest else speed.model == model)
    ]
    return fitting[-1] if fitting else None


def speeds_file(paths: DataPaths) -> Path:
    """Where they are kept."""
    return paths.root / "speeds.json"


def _write(path: Path, content: _File) -> None:
    part = path.with_suffix(".part")
    try:
        part.write_text(content.model_dump_json(indent=1), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        log.warning("the measured speeds cannot be written: %s", error)


def _key(kind: EngineKind, place: str, digest: str) -> tuple[str, str, str]:
    return str(kind), place, digest


def _rate(amount: float, seconds_or_tokens: float) -> float:
    return amount / seconds_or_tokens if seconds_or_tokens > 0 else 0.0


def _mixed(known: float, new: float, weight: float) -> float:
    """What is believed after something new; the first is believed, and nothing new is nothing."""
    if not known or not new:
        return known or new
    return known + weight * (new - known)
