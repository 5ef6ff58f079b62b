"""Processes that stand still, for a while or for good: nothing is lost, nothing done twice, and
nobody says that work goes on.
"""

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.jobs.status import ServiceState
from desktop.ui.wording import Surroundings, row_of
from tests.end2end.chaos import asked
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from tests.program import SUNTO
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, Stage
from worker.pool_watch import HUNG_LOOKS, LOOK_EVERY_S

STILL_S = 30.0
KINDS = ["window", "owner", "broker", "worker", "worker child", "reader", "all"]
PAPERS = 3


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("who", KINDS)
def test_a_process_that_stands_still_for_half_a_minute(
    paths: DataPaths,
    engine: FakeOllama,
    tmp_path: Path,
    who: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    engine.default = Reply(token_s=0.02)
    library = Library(paths.library)
    papers = [a_paper(tmp_path, seed=seed, pages=12) for seed in range(1, PAPERS + 1)]
    library.add([NewJob(paper, SummaryOptions()) for paper in papers])
    owner = subprocess.Popen(SUNTO if who == "window" else [*SUNTO, "wait"])
    try:
        _wait(lambda: len(engine.requests) >= 2)
        _stand_still(_found(owner, who))
        engine.default = Reply()
        _wait(lambda: not library.unfinished())
    finally:
        for process in _family(owner):
            process.kill()
        owner.wait(30)
    jobs = library.jobs()
    assert [job.state for job in jobs] == [JobState.DONE] * PAPERS
    assert [job.strikes for job in jobs] == [0] * PAPERS
    assert Counter(job.id for job in jobs).most_common(1)[0][1] == 1
    again = [question for question, times in asked(engine).items() if times > 1]
    assert len(again) <= 2, "more was done again than was in flight"
    library.close()


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_model_server_that_stands_still_for_half_a_minute(
    paths: DataPaths, small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUNTO_ENGINE", "builtin")
    monkeypatch.setenv("SUNTO_MODEL", str(small_model))
    library = Library(paths.library)
    (job,) = library.add([NewJob(a_paper(tmp_path, pages=3), SummaryOptions())])
    owner = subprocess.Popen([*SUNTO, "wait"])
    try:
        _wait(lambda: library.jobs()[0].done > 0)
        _stand_still(_found(owner, "model server"))
        _wait(lambda: not library.unfinished())
    finally:
        for process in _family(owner):
            process.kill()
        owner.wait(30)
    (ended,) = library.jobs()
    assert (ended.state, ended.strikes) == (JobState.DONE, 0), ended.error
    assert library.summary(job.id) is not None
    library.close()


@pytest.mark.long
def test_a_worker_that_stands_still_is_said(desk: Desk, engine: FakeOllama, tmp_path: Path) -> None:
    engine.default = Reply(token_s=0.05)
    (job,) = desk.add(a_paper(tmp_path, pages=12))
    desk.run_until(lambda: desk.job(job.id).stage is Stage.SUMMARISING)
    family = [_worker(), *_worker().children()]
    for process in family:
        process.send_signal(signal.SIGSTOP)
    desk.run_until(lambda: desk.owner.status().worker is ServiceState.SILENT)
    assert _row(desk, job) == "The part that summarises does not answer"
    for process in family:
        process.send_signal(signal.SIGCONT)
    desk.run_until(lambda: desk.owner.status().worker is ServiceState.RUNNING)
    assert _row(desk, job).startswith("Summarising")
    engine.default = Reply()
    assert desk.finish()[0].state is JobState.DONE


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_process_of_the_worker_that_hangs_for_good_is_said_and_ended(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=0.05)
    (job,) = desk.add(a_paper(tmp_path, pages=12))
    desk.run_until(lambda: desk.job(job.id).stage is Stage.SUMMARISING)
    desk.run_until(lambda: bool(_asking(engine)))
    (hung,) = _asking(engine)
    hung.send_signal(signal.SIGSTOP)
    took_s = desk.run_until(lambda: job.id in desk.owner.status().silent)
    assert took_s < 20
    assert _row(desk, job) == "The part that summarises does not answer"
    assert hung.is_running()
    bound_s = HUNG_LOOKS * LOOK_EVERY_S + 20
    desk.run_until(lambda: not _lives(hung), timeout_s=bound_s)
    desk.run_until(lambda: not desk.owner.status().silent, timeout_s=15)
    engine.default = Reply()
    (ended,) = desk.finish()
    assert (ended.state, ended.strikes, ended.attempt) == (JobState.DONE, 0, 1), desk.report()
    again = [question for question, times in asked(engine).items() if times > 1]
    assert len(again) <= 1, "more was done again than was in flight"


def _stand_still(processes: list[psutil.Process]) -> None:
    for process in processes:
        process.send_signal(signal.SIGSTOP)
    time.sleep(STILL_S)
    for process in processes:
        # The owner may have ended one that did not answer.
        if process.is_running():
            process.send_signal(signal.SIGCONT)


def _row(desk: Desk, job: Job) -> str:
    around = Surroundings(silent=desk.owner.status().silent)
    return row_of(desk.job(job.id), None, around).line.text


def _worker() -> psutil.Process:
    (worker,) = [child for child in psutil.Process().children() if "run" in child.cmdline()]
    return worker


def _asking(engine: FakeOllama) -> list[psutil.Process]:
    """The process of the pool that waits for an answer."""
    return [
        child
        for child in _worker().children()
        if any(each.raddr and each.raddr.port == engine.port for each in _connections(child))
    ]


def _connections(process: psutil.Process) -> list:
    try:
        return list(process.net_connections(kind="inet"))
    except psutil.Error:
        return []


def _lives(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def _found(owner: "subprocess.Popen[bytes]", who: str) -> list[psutil.Process]:
    kinds: dict[str, Callable[[psutil.Process], bool]] = {
        "all": lambda _: True,
        "owner": lambda process: process.pid == owner.pid,
        "window": lambda process: process.pid == owner.pid,
        "broker": lambda process: process.name() == "valkey-server",
        "model server": lambda process: "model-server" in process.cmdline(),
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


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 240
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
