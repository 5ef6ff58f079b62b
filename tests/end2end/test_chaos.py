"""Random kills at random moments: nothing is lost, nothing done twice, and all comes out equal.

The short form runs always; the long one is the promise of the README, with its figures.
"""

from pathlib import Path

import pytest

from tests.end2end.chaos import Chaos, Havoc, comparable, lost
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.summary import Summary

TOKEN_S = 0.008
SEED = 20261123


def test_a_few_kills(paths: DataPaths, engine: FakeOllama, tmp_path: Path) -> None:
    havoc = _disturbed(paths, engine, tmp_path, documents=5, kills=5)
    assert havoc.killed >= 3


@pytest.mark.long
def test_a_hundred_kills(paths: DataPaths, engine: FakeOllama, tmp_path: Path) -> None:
    havoc = _disturbed(paths, engine, tmp_path, documents=40, kills=100)
    assert havoc.killed >= 100


def _disturbed(
    paths: DataPaths, engine: FakeOllama, folder: Path, *, documents: int, kills: int
) -> Havoc:
    papers = [a_paper(folder, seed=seed, pages=2 + seed % 7) for seed in range(1, documents + 1)]
    quiet = DataPaths(folder / "quiet", paths.runtime / "quiet")
    quiet.create()
    expected = _undisturbed(quiet, papers)
    engine.requests.clear()
    engine.default = Reply(token_s=TOKEN_S)
    havoc = Chaos(paths, engine, SEED).run(papers, kills)
    slowest = max(havoc.recoveries_s)
    print(f"\n{havoc.killed} kills {dict(havoc.kills)}, {havoc.asked_again} questions asked again,")
    print(f"{len(lost(havoc))} of {documents} jobs lost, slowest recovery {slowest:.1f} s")
    assert lost(havoc) == []
    assert len(havoc.jobs) == documents
    for name, summary in expected.items():
        assert comparable(havoc.summaries[name]) == comparable(summary)
    assert havoc.asked_again <= havoc.killed, "more was done again than was in flight"
    return havoc


def _undisturbed(paths: DataPaths, papers: list[Path]) -> dict[str, Summary]:
    desk = Desk(paths)
    try:
        desk.add(*papers)
        jobs = desk.finish(timeout_s=120)
        found = {job.file.name: desk.library.summary(job.id) for job in jobs}
    finally:
        desk.close()
    return {name: summary for name, summary in found.items() if summary is not None}
