"""Faults by injection: a disk that is full, read-only or slow, and processes that stand still."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from desktop.jobs import session
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.jobs.status import ServiceState
from tests.end2end.chaos import asked
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

SUNTO = [sys.executable, "-m", "desktop"]
DISK_BYTES = 24_000_000
STILL_S = 30.0


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
    monkeypatch.setattr(session, "DISK_LOW_BYTES", 1_000_000)
    monkeypatch.setattr(session, "ROOM_EVERY_S", 0.5)
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


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("who", ["broker", "worker", "worker child", "reader", "owner", "all"])
def test_a_process_that_stands_still_for_half_a_minute(
    paths: DataPaths, engine: FakeOllama, tmp_path: Path, who: str
) -> None:
    engine.default = Reply(token_s=0.02)
    papers = [a_paper(tmp_path, seed=seed, pages=12) for seed in (1, 2, 3)]
    owner = subprocess.Popen([*SUNTO, "add", *map(str, papers), "--wait"])
    try:
        _wait(lambda: len(engine.requests) >= 2)
        stopped = _found(owner, who)
        for process in stopped:
            process.send_signal(signal.SIGSTOP)
        time.sleep(STILL_S)
        for process in stopped:
            # The owner may have ended one that did not answer.
            if process.is_running():
                process.send_signal(signal.SIGCONT)
        engine.default = Reply()
        assert owner.wait(240) == 0
    finally:
        for process in _family(owner):
            process.kill()
    again = [question for question, times in asked(engine).items() if times > 1]
    assert len(again) <= 2, "more was done again than was in flight"


@pytest.mark.long
def test_a_worker_that_stands_still_is_said(desk: Desk, engine: FakeOllama, tmp_path: Path) -> None:
    engine.default = Reply(token_s=0.05)
    (job,) = desk.add(a_paper(tmp_path, pages=12))
    desk.run_until(lambda: desk.job(job.id).done >= 1)
    (worker,) = [child for child in psutil.Process().children() if "run" in child.cmdline()]
    family = [worker, *worker.children()]
    for process in family:
        process.send_signal(signal.SIGSTOP)
    desk.run_until(lambda: desk.owner.status().worker is ServiceState.SILENT)
    for process in family:
        process.send_signal(signal.SIGCONT)
    desk.run_until(lambda: desk.owner.status().worker is ServiceState.RUNNING)
    engine.default = Reply()
    assert desk.finish()[0].state is JobState.DONE


def _found(owner: "subprocess.Popen[bytes]", who: str) -> list[psutil.Process]:
    kinds: dict[str, Callable[[psutil.Process], bool]] = {
        "all": lambda _: True,
        "owner": lambda process: process.pid == owner.pid,
        "broker": lambda process: process.name() == "valkey-server",
        "reader": lambda process: process.cmdline()[-1:] == ["reader"],
        "worker": lambda process: "run" in process.cmdline() and process.ppid() == owner.pid,
        "worker child": lambda process: "run" in process.cmdline() and process.ppid() != owner.pid,
    }
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = [process for process in _family(owner) if _is(process, kinds[who])]
        if found:
            return found
    pytest.skip(f"there was no {who} to be seen")


def _is(process: psutil.Process, kind: Callable[[psutil.Process], bool]) -> bool:
    try:
        return kind(process)
    except psutil.Error:
        return False


def _family(owner: "subprocess.Popen[bytes]") -> list[psutil.Process]:
    try:
        parent = psutil.Process(owner.pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return []


def _contents(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
