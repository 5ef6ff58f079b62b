"""One page dropped behind a thousand does not wait for them."""

import time
from pathlib import Path

import pytest

from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.states import JobState

TOKEN_S = 0.02
"""Slow enough that the engine is what everybody waits for, as on a real machine."""


@pytest.mark.long
def test_one_page_behind_a_thousand_takes_no_more_than_twice_its_time(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=TOKEN_S)
    desk.run_until(lambda: desk.owner.status().engine is not None)
    alone_s = _time_of(desk, a_paper(tmp_path, pages=1, seed=900))
    (long,) = desk.add(a_paper(tmp_path, pages=1000))
    desk.run_until(lambda: desk.job(long.id).done >= 1, timeout_s=120)
    behind_s = _time_of(desk, a_paper(tmp_path, pages=1, seed=901))
    print(f"\none page: {alone_s:.1f} s alone, {behind_s:.1f} s behind 1,000 pages")
    assert desk.job(long.id).state is JobState.RUNNING
    assert behind_s < 2 * alone_s


def _time_of(desk: Desk, paper: Path) -> float:
    (job,) = desk.add(paper)
    began = time.monotonic()
    desk.run_until(lambda: desk.job(job.id).state is JobState.DONE, timeout_s=120)
    return time.monotonic() - began
