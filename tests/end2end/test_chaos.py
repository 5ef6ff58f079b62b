"""Random kills at random moments: nothing is lost, nothing done twice, and all comes out equal.

The short form runs always; the long one is the promise of the README, with its figures.
"""

from pathlib import Path

import pytest

from tests.end2end.chaos import Chaos, Havoc, asked, comparable, lost
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.summary import Summary

TOKEN_S = 0.008
SEED = 20261123


@pytest.fixture(autouse=True)
def _offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_a_few_kills(paths: DataPaths, engine: FakeOllama, tmp_path: Path) -> None:
    havoc = _disturbed(paths, engine, tmp_path, documents=5, kills=4)
    assert havoc.killed >= 2


@pytest.mark.long
@pytest.mark.timeout(3600)
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
    undisturbed = asked(engine)
    engine.requests.clear()
    engine.default = Reply(token_s=TOKEN_S)
    havoc = Chaos(paths, engine, SEED).run(papers, kills)
    again = havoc.asked_again(undisturbed)
    _print_account(havoc, again)
    assert lost(havoc) == []
    assert havoc.changed_after_the_end == []
    assert len(havoc.jobs) == len({job.sha256 for job in havoc.jobs}) == documents
    for name, summary in expected.items():
        assert comparable(havoc.summaries[name]) == comparable(summary)
    assert again <= havoc.killed, "more was done again than was in flight"
    return havoc


def _print_account(havoc: Havoc, again: int) -> None:
    """The table of the README's reliability section."""
    recoveries = sorted(havoc.recoveries_s)
    median = recoveries[len(recoveries) // 2]
    kinds = ", ".join(f"{kind} {count}" for kind, count in havoc.kills.most_common())
    rows = {
        f"kills survived, of {len(havoc.jobs)} documents": f"{havoc.killed} ({kinds})",
        "jobs lost": len(lost(havoc)),
        "jobs done twice, or changed after they were done": len(havoc.changed_after_the_end),
        "summaries equal to those of an undisturbed run": len(havoc.summaries),
        "slowest recovery": f"{recoveries[-1]:.1f} s (median {median:.1f} s)",
        "parts done again, per kill": f"{again / havoc.killed:.2f}",
    }
    print("\n| | |\n|---|---|")
    for name, value in rows.items():
        print(f"| {name} | {value} |")


def _undisturbed(paths: DataPaths, papers: list[Path]) -> dict[str, Summary]:
    desk = Desk(paths)
    try:
        desk.add(*papers)
        jobs = desk.finish(timeout_s=120)
        found = {job.file.name: desk.library.summary(job.id) for job in jobs}
    finally:
        desk.close()
    return {name: summary for name, summary in found.items() if summary is not None}
