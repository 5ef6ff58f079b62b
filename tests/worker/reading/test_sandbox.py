import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from pypdf import PdfWriter

from worker.contract.errors import ErrorCode, JobFailed, Parked
from worker.contract.states import PageState, ParkReason
from worker.reading.pages import DocumentText
from worker.reading.sandbox import (
    ReadingInterrupted,
    ReadingLimits,
    read_document,
    require_text,
)

HERE = Path(__file__).parent
STUBS = HERE / "stub_readers.py"
SHA = "a" * 64
READER = (
    sys.executable,
    "-c",
    "import sys; from worker.reading.child import run; sys.exit(run(sys.argv[1:]))",
)
PDFS = Path(__file__).parents[4] / "shared" / "pdfs"


def stub(name: str) -> tuple[str, ...]:
    return (sys.executable, str(STUBS), name)


def read(path: Path, **how: Any) -> DocumentText:  # noqa: ANN401
    return read_document(path, sha=SHA, command=READER, **how)


def test_every_page_is_read_in_order_and_told(
    tmp_path: Path, write_pdf: Callable[..., Path]
) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["First page."], [], ["Third page."]], title="A tale")
    told: list[tuple[int, int]] = []
    document = read(path, on_page=lambda done, total: told.append((done, total)))
    assert [page.text for page in document.pages] == ["First page.", "", "Third page."]
    assert document.page_states == (PageState.TEXT, PageState.EMPTY, PageState.TEXT)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert (document.title, document.sha, document.encrypted) == ("A tale", SHA, False)


def test_the_source_file_is_left_as_it_was(tmp_path: Path, write_pdf: Callable[..., Path]) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["Text."]])
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.EMPTY_FILE),
        (b"PK\x03\x04 a letter, not a PDF" * 50, ErrorCode.NOT_A_PDF),
        (b"%PDF-1.7\nand then nothing that makes sense", ErrorCode.DAMAGED),
    ],
)
def test_a_file_that_is_no_pdf_is_a_typed_error(
    tmp_path: Path, content: bytes, code: ErrorCode
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(JobFailed) as caught:
        read(path)
    assert caught.value.code is code


def test_a_file_that_is_not_there_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(JobFailed) as caught:
        read(tmp_path / "gone.pdf")
    assert caught.value.code is ErrorCode.FILE_MISSING


def test_a_document_without_text_says_how_many_pages_it_has(
    tmp_path: Path, write_pdf: Callable[..., Path]
) -> None:
    document = read(write_pdf(tmp_path / "a.pdf", [[], []]))
    with pytest.raises(JobFailed) as caught:
        require_text(document)
    assert caught.value.code is ErrorCode.NO_TEXT
    assert caught.value.params == {"pages": 2, "pictures": 0}


def test_a_document_of_pages_that_could_not_be_read_is_not_called_empty(tmp_path: Path) -> None:
    document = read_document(tmp_path, sha=SHA, command=stub("dies_on_page_two"))
    only_failed = replace(document, pages=document.pages[1:2])
    with pytest.raises(JobFailed) as caught:
        require_text(only_failed)
    assert caught.value.code is ErrorCode.READER_CRASHED


def test_a_page_that_kills_its_reader_is_a_failed_page(tmp_path: Path) -> None:
    document = read_document(tmp_path, sha=SHA, command=stub("dies_on_page_two"))
    states = [PageState.TEXT, PageState.FAILED, PageState.TEXT, PageState.TEXT]
    assert list(document.page_states) == states


def test_a_reader_that_says_a_page_twice_is_not_believed(tmp_path: Path) -> None:
    document = read_document(tmp_path, sha=SHA, command=stub("says_a_page_twice"))
    assert list(document.page_states) == [PageState.TEXT, PageState.FAILED]


@pytest.mark.parametrize("name", ["killed_once_on_page_two", "killed_once_at_the_start"])
def test_a_reader_that_something_else_killed_costs_no_page(tmp_path: Path, name: str) -> None:
    mark = tmp_path / "was-killed"
    document = read_document(tmp_path, sha=SHA, command=(*stub(name), str(mark)))
    assert mark.exists()
    assert list(document.page_states) == [PageState.TEXT] * 3


def test_a_page_that_takes_for_ever_is_a_failed_page(tmp_path: Path) -> None:
    limits = ReadingLimits(silence_s=1.0)
    document = read_document(tmp_path, sha=SHA, command=stub("sleeps_on_page_two"), limits=limits)
    assert [page.state for page in document.pages] == [
        PageState.TEXT,
        PageState.FAILED,
        PageState.TEXT,
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("dies_on_every_page", ErrorCode.READER_CRASHED),
        ("dies_before_the_head", ErrorCode.READER_CRASHED),
        ("babbles", ErrorCode.READER_CRASHED),
        ("begins_with_a_page", ErrorCode.READER_CRASHED),
        ("never_speaks", ErrorCode.READER_TIMED_OUT),
        ("talks_for_ever", ErrorCode.TOO_LARGE),
    ],
)
def test_a_reader_that_does_not_do_its_work_fails_the_document(
    tmp_path: Path, name: str, code: ErrorCode
) -> None:
    limits = ReadingLimits(silence_s=1.0, characters=5_000_000)
    with pytest.raises(JobFailed) as caught:
        read_document(tmp_path, sha=SHA, command=stub(name), limits=limits)
    assert caught.value.code is code
    assert readers() == []


def readers() -> list[psutil.Process]:
    """What this test has started; servers that other tests share may run beside it."""
    children = psutil.Process().children()
    alive = [child for child in children if child.status() != psutil.STATUS_ZOMBIE]
    return [child for child in alive if str(STUBS) in child.cmdline()]


def test_there_is_a_limit_to_the_whole_reading(tmp_path: Path) -> None:
    limits = ReadingLimits(total_s=0.5)
    with pytest.raises(JobFailed) as caught:
        read_document(tmp_path, sha=SHA, command=stub("never_speaks"), limits=limits)
    assert caught.value.code is ErrorCode.READER_TIMED_OUT


def test_interrupting_ends_the_reader_at_once(tmp_path: Path) -> None:
    start = time.monotonic()
    with pytest.raises(ReadingInterrupted):
        read_document(
            tmp_path,
            sha=SHA,
            command=stub("never_speaks"),
            interrupted=lambda: time.monotonic() - start > 0.3,
        )
    assert time.monotonic() - start < 3
    assert readers() == []


@pytest.mark.skipif(os.name != "posix", reason="limits are those of POSIX")
def test_the_reader_lives_within_its_limits(tmp_path: Path, write_pdf: Callable[..., Path]) -> None:
    # Too little memory for PDFium to be loaded at all: the limits do bind.
    path = write_pdf(tmp_path / "a.pdf", [["Text."]])
    with pytest.raises(JobFailed) as caught:
        read(path, limits=ReadingLimits(memory_bytes=20 * 1024**2))
    assert caught.value.code in (ErrorCode.TOO_LARGE, ErrorCode.READER_CRASHED)


def test_the_reader_ends_with_its_parent(tmp_path: Path, write_pdf: Callable[..., Path]) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["Text."]] * 20_000)
    program = (
        "import sys, os, pathlib\n"
        "from worker.reading.sandbox import read_document\n"
        "def on_page(done, total):\n"
        "    import psutil\n"
        "    print(psutil.Process().children()[0].pid, flush=True)\n"
        "    os._exit(1)\n"
        f"read_document(pathlib.Path({str(path)!r}), sha={SHA!r}, command={READER!r},"
        " on_page=on_page)\n"
    )
    parent = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    reader = int(parent.stdout.split()[0])
    deadline = time.monotonic() + 5
    while psutil.pid_exists(reader) and time.monotonic() < deadline:
        if psutil.Process(reader).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.05)
    else:
        assert not psutil.pid_exists(reader)


needs_shared = pytest.mark.skipif(not PDFS.is_dir(), reason="the shared PDFs are not there")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
@pytest.mark.parametrize("password", ["sesame", "sésame"])
def test_the_password_opens_an_encrypted_document(
    tmp_path: Path, write_pdf: Callable[..., Path], algorithm: str, password: str
) -> None:
    writer = PdfWriter(clone_from=write_pdf(tmp_path / "plain.pdf", [["A secret."]]))
    writer.encrypt(password, algorithm=algorithm)
    path = tmp_path / "locked.pdf"
    writer.write(path)
    for wrong in (None, "wrong"):
        with pytest.raises(Parked) as caught:
            read(path, password=wrong)
        assert caught.value.reason is ParkReason.PASSWORD
    document = read(path, password=password)
    assert document.encrypted
    assert document.pages[0].text == "A secret."


@needs_shared
def test_the_password_opens_a_document_of_libreoffice() -> None:
    path = PDFS / "encrypted" / "libreoffice-password-openpassword.pdf"
    assert read(path, password="openpassword").encrypted


@needs_shared
@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("folder", ["papers", "everyday", "scans", "encrypted", "hostile"])
def test_every_shared_document_ends_as_pages_or_a_typed_error(folder: str) -> None:
    crashed = []
    for path in sorted((PDFS / folder).iterdir()):
        try:
            document = read(path)
        except JobFailed as error:
            if error.code in (ErrorCode.READER_CRASHED, ErrorCode.READER_TIMED_OUT):
                crashed.append(path.name)
        except Parked:
            continue
        else:
            assert len(document.pages) == document.pages[-1].number
    assert crashed == []
