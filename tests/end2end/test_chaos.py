"""Random kills at random moments: nothing is lost, nothing done twice, and all comes out equal.

The short form runs always; the long one is the promise of the README, with its figures.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import pytest

from tests.end2end.chaos import Chaos, Havoc, asked, comparable, lost
from tests.end2end.conftest import Desk
from tests.fakes import notification_service
from tests.fakes.notification_service import Bubble, NotificationService
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.summary import Summary

TOKEN_S = 0.02
BUILTIN_PAPERS, BUILTIN_KILLS = 10, 8
BUILTIN_LIMIT_S = 400.0
"""A busy machine reads a prompt for minutes."""
SEED = 20261123
EQUAL = "summaries equal to those of an undisturbed run"


@pytest.fixture(autouse=True)
def _offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def desktop() -> Iterator[NotificationService | None]:
    """Where the window shows its notifications, if there can be such a thing."""
    if not notification_service.is_possible():
        yield None
        return
    with NotificationService() as service:
        yield service


def test_a_few_kills(
    paths: DataPaths, engine: FakeOllama, tmp_path: Path, desktop: NotificationService | None
) -> None:
    havoc = _disturbed(paths, engine, tmp_path, desktop, documents=5, kills=4)
    assert havoc.killed >= 2


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_hundred_kills(
    paths: DataPaths, engine: FakeOllama, tmp_path: Path, desktop: NotificationService | None
) -> None:
    havoc = _disturbed(paths, engine, tmp_path, desktop, documents=40, kills=100)
    assert havoc.killed >= 100


@pytest.mark.long
@pytest.mark.timeout(2400)
def test_kills_with_the_built_in_engine(
    paths: DataPaths, small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answers may differ after a restart, so that only who is lost or done twice is looked at.

    A sign of work is a part that was done, with a model that had to be loaded.
    """
    monkeypatch.setenv("SUNTO_ENGINE", "builtin")
    monkeypatch.setenv("SUNTO_MODEL", str(small_model))
    papers = [a_paper(tmp_path, seed=seed, pages=1) for seed in range(1, BUILTIN_PAPERS + 1)]
    havoc = Chaos(paths, None, SEED, limit_s=BUILTIN_LIMIT_S).run(papers, kills=BUILTIN_KILLS)
    _print_account(havoc, None, [])
    assert lost(havoc) == []
    assert havoc.changed_after_the_end == []
    assert len(havoc.summaries) == BUILTIN_PAPERS
    assert havoc.killed >= 3


def _disturbed(
    paths: DataPaths,
    engine: FakeOllama,
    folder: Path,
    desktop: NotificationService | None,
    *,
    documents: int,
    kills: int,
) -> Havoc:
    papers = [a_paper(folder, seed=seed, pages=2 + seed % 7) for seed in range(1, documents + 1)]
    quiet = DataPaths(folder / "quiet", paths.runtime / "quiet")
    quiet.create()
    expected = _undisturbed(quiet, papers)
    undisturbed = asked(engine)
    engine.requests.clear()
    engine.default = Reply(token_s=TOKEN_S)
    bus = {"DBUS_SESSION_BUS_ADDRESS": desktop.address} if desktop else {}
    bubbles = desktop.shown if desktop else []
    havoc = Chaos(paths, engine, SEED, bus).run(papers, kills)
    again = havoc.asked_again(undisturbed)
    _print_account(havoc, again, bubbles)
    assert sum(bubble.summaries for bubble in bubbles) <= documents
    told = Counter(each.text for each in bubbles if each.summaries == 1)
    assert [name for name, times in told.items() if times > 1] == []
    assert lost(havoc) == []
    assert havoc.changed_after_the_end == []
    assert len(havoc.jobs) == len({job.sha256 for job in havoc.jobs}) == documents
    for name, summary in expected.items():
        assert comparable(havoc.summaries[name]) == comparable(summary)
    assert again <= havoc.killed, "more was done again than was in flight"
    return havoc


def _print_account(havoc: Havoc, again: int | None, bubbles: Sequence[Bubble]) -> None:
    """The table of the README's reliability section."""
    recoveries = sorted(each for found in havoc.recoveries_s.values() for each in found)
    slowest = {kind: f"{max(found):.1f} s" for kind, found in havoc.recoveries_s.items()}
    kinds = ", ".join(f"{kind} {count}" for kind, count in havoc.kills.most_common())
    rows = {
        f"kills survived, of {len(havoc.jobs)} documents": f"{havoc.killed} ({kinds})",
        "jobs lost": len(lost(havoc)),
        "jobs done twice, or changed after they were done": len(havoc.changed_after_the_end),
        "summaries" if again is None else EQUAL: len(havoc.summaries),
        "slowest recovery": f"{recoveries[-1]:.1f} s (median {median(recoveries):.1f} s)",
        "slowest recovery, by what was killed": ", ".join(map(" ".join, slowest.items())),
        "summaries told of by notifications": f"{sum(each.summaries for each in bubbles)} in "
        f"{len(bubbles)}, none twice",
        "parts done again, per kill": "-" if again is None else f"{again / havoc.killed:.2f}",
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
