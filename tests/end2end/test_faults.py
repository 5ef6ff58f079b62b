"""Faults by injection: a disk that is full, read-only or slow."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.jobs import room
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from tests.end2end.chaos import asked
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

SUNTO = [sys.executable, "-m", "desktop"]
DISK_BYTES = 24_000_000


@pytest.fixture
def small_disk(paths: DataPaths) -> Iterator[Path]:
    """The data directory on a disk of its own, of 24 MB."""
    size = f"size={DISK_BYTES}"
    mount = ["mount", "-t", "tmpfs", "-o", size, "sunto-test", str(paths.root)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this needs a user who may mount")
    paths.create()
    yield paths.root
    subprocess.run(["umount", "--lazy", str(paths.root)], check=True)


def fill(disk: Path) -> Path:
    """Take every byte that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 65536):
                pass
        except OSError:
            return filler
    raise AssertionError("the disk has no end")


def test_a_disk_that_fills_up_in_the_middle_costs_nothing(
    small_disk: Path,
    paths: DataPaths,
    engine: FakeOllama,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Otherwise nothing would be begun on a disk so small.
    monkeypatch.setattr(room, "DISK_LOW_BYTES", 1_000_000)
    monkeypatch.setattr(room, "ROOM_EVERY_S", 0.5)
    engine.default = Reply(token_s=0.02)
    desk = Desk(paths)
    try:
        first, second = desk.add(*(a_paper(tmp_path, seed=seed, pages=6) for seed in (1, 2)))
        desk.run_until(lambda: desk.job(first.id).done >= 1)
        filler = fill(small_disk)
        desk.run_for(4.0)
        assert desk.owner.status().disk_low
        assert {job.state for job in desk.library.jobs()} <= {JobState.RUNNING, JobState.WAITING}
        filler.unlink()
        engine.default = Reply()
        jobs = desk.finish()
        assert [job.state for job in jobs] == [JobState.DONE] * 2, desk.report()
        assert all(desk.library.summary(job.id) for job in (first, second))
    finally:
        desk.close()


def test_a_read_only_data_directory_is_said_and_changes_nothing(
    small_disk: Path, paths: DataPaths, tmp_path: Path
) -> None:
    library = Library(paths.library)
    (job,) = library.add([NewJob(a_paper(tmp_path, pages=1), SummaryOptions())])
    library.close()
    before = _contents(small_disk)
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remount, check=True)
    try:
        for command in (["add", str(a_paper(tmp_path, seed=2))], ["wait"], ["cancel", job.id]):
            said = subprocess.run([*SUNTO, *command], capture_output=True, text=True, check=False)
            assert said.returncode == 3, said.stderr
            assert said.stderr.startswith("sunto: ")
            assert "Traceback" not in said.stderr
        assert _contents(small_disk) == before
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not there")
def test_a_disk_that_takes_its_time_loses_nothing(
    paths: DataPaths, engine: FakeOllama, tmp_path: Path
) -> None:
    late = "fsync,fdatasync:delay_enter=300ms"
    slowed = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync"]
    paper = a_paper(tmp_path, pages=4)
    command = [*slowed, "-e", f"inject={late}", *SUNTO, "add", str(paper), "--wait", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert max(asked(engine).values()) == 1


def _contents(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_size for path in folder.rglob("*") if path.is_file()}
