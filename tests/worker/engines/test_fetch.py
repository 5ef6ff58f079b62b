"""Fetching over real HTTP, with lines that are cut."""

import hashlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

import filelock
import pytest

from tests.fakes.file_server import FileServer
from worker.contract.catalogue import CatalogueModel
from worker.engines.engine import Interrupted
from worker.engines.fetch import fetch
from worker.engines.fetch_errors import (
    AlreadyFetching,
    NoRoom,
    Unreachable,
    WrongContent,
)
from worker.engines.room import free_disk

CONTENT = random.Random(7).randbytes(3_000_000)
NAME = "tiny.gguf"


def a_model(content: bytes = CONTENT, size: int | None = len(CONTENT)) -> CatalogueModel:
    return CatalogueModel(
        title="Tiny",
        file=NAME,
        repo="nobody/nothing",
        sha256=hashlib.sha256(content).hexdigest(),
        size=size,
        licence="Apache-2.0",
        tried=True,
    )


@pytest.fixture
def server() -> Iterator[FileServer]:
    with FileServer(CONTENT) as files:
        yield files


@pytest.fixture
def reports() -> list[tuple[int, int]]:
    return []


@pytest.fixture(autouse=True)
def no_publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")


def get(model: CatalogueModel, folder: Path, mirror: str, reports: list[tuple[int, int]]) -> Path:
    return fetch(model, folder, mirror=mirror, report=lambda *r: reports.append(r))


@pytest.mark.parametrize("size", [len(CONTENT), None])
def test_whole_at_once(
    server: FileServer, tmp_path: Path, reports: list[tuple[int, int]], size: int | None
) -> None:
    path = get(a_model(size=size), tmp_path / "new", server.url, reports)
    assert path.read_bytes() == CONTENT
    assert reports[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in reports] == sorted(done for done, _ in reports)
    assert not list(path.parent.glob("*.part"))
    get(a_model(), path.parent, server.url, [])
    assert len(server.ranges) == 1


def test_a_cut_line_is_taken_up_where_it_ended(
    server: FileServer, tmp_path: Path, reports: list[tuple[int, int]]
) -> None:
    server.cuts = [1_000_000, 700_000]
    assert get(a_model(), tmp_path, server.url, reports).read_bytes() == CONTENT
    assert server.ranges[0] == 0
    assert 0 < server.ranges[1] < server.ranges[2] < len(CONTENT)


def test_a_server_without_ranges_starts_anew(tmp_path: Path) -> None:
    with FileServer(CONTENT, knows_ranges=False) as server:
        server.cuts = [1_500_000]
        assert get(a_model(), tmp_path, server.url, []).read_bytes() == CONTENT


def test_a_part_that_is_already_whole(server: FileServer, tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(CONTENT)
    assert get(a_model(), tmp_path, server.url, []).read_bytes() == CONTENT


@pytest.mark.parametrize("part", [b"", b"x" * 1000, CONTENT + b"more"])
def test_wrong_content_is_deleted(server: FileServer, tmp_path: Path, part: bytes) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(part)
    model = a_model(content=b"other")
    with pytest.raises(WrongContent):
        get(model, tmp_path, server.url, [])
    assert not list(tmp_path.glob("tiny*"))


def test_interrupting_keeps_what_came(server: FileServer, tmp_path: Path) -> None:
    server.stalls = True
    asked = time.monotonic() + 0.6
    with pytest.raises(Interrupted):
        fetch(
            a_model(),
            tmp_path,
            mirror=server.url,
            report=lambda *_: None,
            interrupted=lambda: time.monotonic() > asked,
        )
    assert time.monotonic() - asked < 0.6
    assert not (tmp_path / NAME).exists()
    kept = (tmp_path / f"{NAME}.part").stat().st_size
    assert kept > 1_000_000
    server.stalls = False
    get(a_model(), tmp_path, server.url, [])
    assert server.ranges[-1] == kept


@pytest.mark.parametrize("status", [404, 500])
def test_no_source_has_it(server: FileServer, tmp_path: Path, status: int) -> None:
    server.status = status
    with pytest.raises(Unreachable):
        get(a_model(), tmp_path, server.url, [])


@pytest.mark.parametrize("claims", [True, False])
def test_a_full_disk_is_told_before_the_first_byte(
    server: FileServer, tmp_path: Path, claims: bool
) -> None:
    # Known from the catalogue, or from the head of the response.
    server.claimed_length = free_disk(tmp_path)
    with pytest.raises(NoRoom) as caught:
        get(a_model(size=server.claimed_length if claims else None), tmp_path, server.url, [])
    assert caught.value.needed > caught.value.there
    assert len(server.ranges) == (0 if claims else 1)
    assert not list(tmp_path.glob("tiny*"))


def test_a_folder_as_mirror(tmp_path: Path, reports: list[tuple[int, int]]) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / NAME).write_bytes(CONTENT)
    path = get(a_model(), tmp_path / "models", str(mirror), reports)
    assert path.read_bytes() == CONTENT
    assert reports[-1] == (len(CONTENT), len(CONTENT))


def test_two_at_once(server: FileServer, tmp_path: Path) -> None:
    with filelock.FileLock(tmp_path / f".{NAME}.lock"), pytest.raises(AlreadyFetching):
        get(a_model(), tmp_path, server.url, [])
