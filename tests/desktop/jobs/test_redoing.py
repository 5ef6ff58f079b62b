import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from desktop.jobs import intake, transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.jobs.redoing import again
from tests.pdf_files import a_paper
from worker.contract.errors import ErrorCode
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths

End = Callable[[Job], Job]
failed = partial(transitions.failed, code=ErrorCode.DAMAGED, params={}, now=1.0)
cancelled = partial(transitions.cancelled, now=1.0)


@pytest.fixture
def job(paths: DataPaths, library: Library, tmp_path: Path) -> Callable[[End], Job]:
    """A job that was taken in and has ended."""

    def make(end: End) -> Job:
        file = a_paper(tmp_path, pages=1)
        taken = intake.take_in(paths, file)
        new = NewJob(file, SummaryOptions(), sha256=taken.sha256, size_bytes=taken.size_bytes)
        (added,) = library.add([new])
        after = library.change(added.id, end)
        assert after is not None
        return after

    return make


@pytest.mark.parametrize("end", [failed, cancelled])
def test_an_attachment_that_is_gone_is_done_from_its_copy(
    paths: DataPaths, job: Callable[[End], Job], end: End
) -> None:
    ended = job(end)
    ended.file.unlink()
    made = again(paths, ended)
    assert (made.sha256, made.size_bytes) == (ended.sha256, ended.size_bytes)
    assert made.redo_of == ended.id


def test_a_file_that_is_as_it_was_is_not_taken_in_again(
    paths: DataPaths, job: Callable[[End], Job]
) -> None:
    ended = job(failed)
    assert again(paths, ended).sha256 == ended.sha256


def test_a_mended_file_is_taken_in_where_the_old_one_failed(
    paths: DataPaths, job: Callable[[End], Job], tmp_path: Path
) -> None:
    ended = job(failed)
    a_paper(tmp_path, pages=2)
    assert again(paths, ended).sha256 is None
    whole = job(cancelled)
    a_paper(tmp_path, pages=2)
    assert again(paths, whole).sha256 == whole.sha256, "the same document is meant"


def test_a_file_of_the_same_size_is_told_by_its_time(
    paths: DataPaths, job: Callable[[End], Job]
) -> None:
    ended = job(failed)
    mended = bytearray(ended.file.read_bytes())
    mended[-2] ^= 1
    ended.file.write_bytes(mended)
    soon = time.time() + 1
    os.utime(ended.file, (soon, soon))
    assert again(paths, ended).sha256 is None


def test_without_a_copy_the_file_is_taken_in(paths: DataPaths, job: Callable[[End], Job]) -> None:
    ended = job(cancelled)
    paths.document(ended.sha256 or "").unlink()
    assert again(paths, ended).sha256 is None
