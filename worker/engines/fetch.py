"""Brings a model's file here: whole, its SHA-256 checked, or not at all."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock
import httpx

from worker.contract.catalogue import CatalogueModel
from worker.contract.folders import sync_folder
from worker.engines.engine import EngineAway, Interrupted, never
from worker.engines.fetch_errors import AlreadyFetching, Unreachable, WrongContent
from worker.engines.line import Line
from worker.engines.room import require_room
from worker.engines.watch import Patience, watched

Report = Callable[[int, int], None]
"""Called with the bytes that are here and the bytes of the whole (0 while that is unknown)."""

BLOCK_BYTES = 1 << 18
FIRST_TRIES = 2
TRIES = 8
"""In a row without a new byte, once there were some: a long download over a bad line may be cut
more often. An address that never answered is given up sooner."""

_TIMEOUT = httpx.Timeout(60.0, connect=15.0)
_PATIENCE = Patience(first_s=60.0, between_s=60.0)


def fetch(
    model: CatalogueModel,
    target_dir: Path,
    *,
    mirror: str | None = None,
    report: Report,
    interrupted: Callable[[], bool] = never,
) -> Path:
    """Bring `model` into `target_dir`, from `mirror` if there is one, else from its publisher.

    Raises:
        FetchError: see there.
        Interrupted: `interrupted()` was true; what came is kept and used the next time.
    """
    target = target_dir / model.file
    target_dir.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(target_dir / f".{model.file}.lock", timeout=0):
            if not target.is_file():
                _Fetching(model, target, report, interrupted).from_any(_sources(model, mirror))
    except filelock.Timeout as error:
        raise AlreadyFetching(model.file) from error
    return target


def verify(model: CatalogueModel, path: Path) -> None:
    """Compare a file with the catalogue; delete it if it is another.

    Raises:
        WrongContent: size or SHA-256 differ.
    """
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != model.sha256:
        path.unlink()
        raise WrongContent(f"{model.file}: SHA-256 {found}")


def _sources(model: CatalogueModel, mirror: str | None) -> list[str]:
    """Addresses to try in turn; a folder counts as one."""
    return [f"{mirror.rstrip('/')}/{model.file}", model.url] if mirror else [model.url]


class _Fetching:
    """One file on its way: `NAME.part` grows until it is whole."""

    def __init__(
        self,
        model: CatalogueModel,
        target: Path,
        report: Report,
        interrupted: Callable[[], bool],
    ) -> None:
        self._model = model
        self._target = target
        self._part = target.with_name(f"{target.name}.part")
        self._report = report
        self._interrupted = interrupted
        self._total = model.size or 0

    def from_any(self, sources: list[str]) -> None:
        """Try one source after another."""
        if self._model.size:
            self._require_room(self._model.size)
        reasons = []
        for source in sources:
            try:
                self._from_source(source)
            except (EngineAway, httpx.HTTPError, OSError) as error:
                reasons.append(f"{source}: {error}")
            else:
                return self._put_in_place()
        raise Unreachable("; ".join(reasons))

    def _from_source(self, source: str) -> None:
        if "://" not in source:
            with Path(source).expanduser().open("rb") as file:
                self._total = os.fstat(file.fileno()).st_size
                self._require_room(self._total)
                file.seek(self._start(self._have() < self._total))
                return self._write(iter(lambda: file.read(BLOCK_BYTES), b""))
        for again in _back_off(self._have, self._interrupted):
            try:
                return self._download(source)
            except httpx.HTTPStatusError:
                raise
            except (EngineAway, httpx.TransportError):
                if not again:
                    raise
        return None

    def _download(self, url: str) -> None:
        """Ask for what is missing, and write what comes."""
        line = Line(url)
        blocks = watched(
            self._blocks(line, url),
            cut=line.cut,
            interrupted=self._interrupted,
            patience=_PATIENCE,
        )
        self._write(blocks)

    def _blocks(self, line: Line, url: str) -> Iterator[bytes]:
        """The response, from where the part ends; runs in the watching thread."""
        # Here, other than with an engine, the proxies of an office network are welcome.
        have = self._have()
        headers = {"Range": f"bytes={have}-"} if have else {}
        with (
            httpx.Client(transport=line, timeout=_TIMEOUT, follow_redirects=True) as client,
            client.stream("GET", url, headers=headers) as response,
        ):
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and have:
                return  # it is all here already, as the check of its hash will tell
            response.raise_for_status()
            resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
            start = self._start(resumed)
            self._total = self._model.size or start + int(response.headers["Content-Length"])
            self._require_room(self._total)
            yield from response.iter_bytes(BLOCK_BYTES)

    def _start(self, resumed: bool) -> int:
        """Where writing goes on: at the end of the part, or anew."""
        if not resumed:
            self._part.unlink(missing_ok=True)
        return self._have()

    def _write(self, blocks: Iterator[bytes]) -> None:
        file = None
        try:
            for block in blocks:
                if self._interrupted():
                    raise Interrupted
                file = file or self._part.open("ab")
                file.write(block)
                file.flush()
                self._report(min(self._have(), self._total or self._have()), self._total)
        finally:
            if file is not None:
                os.fsync(file.fileno())
                file.close()

    def _put_in_place(self) -> None:
        verify(self._model, self._part)
        self._part.replace(self._target)
        sync_folder(self._target.parent)
        size = self._target.stat().st_size
        self._report(size, size)

    def _have(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _require_room(self, size: int) -> None:
        """Before anything is written: from the catalogue, else from the head of the response."""
        require_room(size, size - self._have(), self._target.parent)


def _back_off(have: Callable[[], int], interrupted: Callable[[], bool]) -> Iterator[bool]:
    """Yield for each try, whether another may follow; wait longer while nothing new comes."""
    failures = 0
    while True:
        before = have()
        yield failures + 1 < (TRIES if before else FIRST_TRIES)
        failures = 0 if have() > before else failures + 1
        end = time.monotonic() + min(0.25 * 2**failures, 8.0)
        while time.monotonic() < end:
            if interrupted():
                raise Interrupted
            time.sleep(0.1)
