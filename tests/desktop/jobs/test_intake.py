"""Taking files in, the good and the bad ones."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from desktop.jobs.intake import expand, take_in
from worker.contract.errors import ErrorCode, JobFailed
from worker.contract.paths import DataPaths

PDF = b"%PDF-1.4\nnot much of one\n%%EOF\n"


def test_a_copy_is_kept_under_its_digest(paths: DataPaths, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(PDF)
    document = take_in(paths, file)
    copy = paths.document(document.sha256)
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert copy.read_bytes() == PDF
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert file.read_bytes() == PDF
    assert list(paths.documents.iterdir()) == [copy]
    assert take_in(paths, file) == document


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", ErrorCode.EMPTY_FILE), (b"<html>", ErrorCode.NOT_A_PDF), (None, ErrorCode.FILE_MISSING)],
)
def test_bad_files_say_why(
    paths: DataPaths, tmp_path: Path, content: bytes | None, code: ErrorCode
) -> None:
    file = tmp_path / "b.pdf"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(JobFailed) as failure:
        take_in(paths, file)
    assert failure.value.code is code
    assert list(paths.documents.iterdir()) == []


def test_a_device_is_no_document(paths: DataPaths) -> None:
    with pytest.raises(JobFailed) as failure:
        take_in(paths, Path("/dev/zero"))
    assert failure.value.code is ErrorCode.NOT_A_PDF


def test_a_pipe_does_not_hold_everything_up(paths: DataPaths, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    with pytest.raises(JobFailed) as failure:
        take_in(paths, pipe)
    assert failure.value.code is ErrorCode.NOT_A_PDF


def test_folders_are_walked_and_files_kept_as_given(tmp_path: Path) -> None:
    deep = tmp_path / "folder" / "deep"
    deep.mkdir(parents=True)
    for name in ("b.PDF", "a.pdf", "notes.txt"):
        (deep / name).write_bytes(PDF)
    empty = tmp_path / "empty"
    empty.mkdir()
    gone = tmp_path / "gone.pdf"
    found = expand([tmp_path / "folder", empty, gone, deep / "a.pdf"])
    assert found.files == (deep / "a.pdf", deep / "b.PDF", gone)
    assert found.folders_without_pdfs == (empty,)
