from collections.abc import Callable
from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop.jobs.library import Library
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill, map_reduce
from worker.contract.messages import FoundPoint
from worker.contract.states import JobState

SENTENCE = FoundPoint(text="Processes communicate.", page=1, quoted=True)
POINTS = tuple(FoundPoint(text=f"Point {number} is found.", page=number) for number in (1, 2, 3))


def test_points_stand_where_the_summary_will_be(
    program: Callable[[], Posed], qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    pane = running.window.pane

    def texts() -> list[str]:
        return [claim.text for claim in pane._claims.claims()] if pane._claims.isVisible() else []

    running.owner.points = (SENTENCE,)
    running.desk.show_job(jobs["csp"].id)
    qtbot.waitUntil(lambda: texts() == ["Processes communicate."])
    assert pane._claims.toPlainText().startswith("From the text, until the first points are there")
    running.owner.points = POINTS[:2]
    qtbot.waitUntil(lambda: len(texts()) == 2)
    assert pane._claims.toPlainText().startswith("Found so far")
    pane.step(1)
    running.owner.points = POINTS
    qtbot.waitUntil(lambda: len(texts()) == 3)
    chosen = pane.chosen_claim()
    assert chosen is not None
    assert chosen.text == "Point 1 is found."
    running.desk.show_job(jobs["lease"].id)
    qtbot.waitUntil(lambda: running.poller._rounds.watched == "")
    assert texts() == []


def test_the_summary_takes_their_place(
    program: Callable[[], Posed], qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    running.owner.points = POINTS
    running.desk.show_job(jobs["csp"].id)
    pane = running.window.pane
    qtbot.waitUntil(lambda: len(pane._claims.claims()) == 3)
    library.store_summary(
        jobs["csp"].id,
        map_reduce(),
        lambda job: replace(job, state=JobState.DONE, stage=None, finished_at=1.0),
    )
    running.poller.hurry()
    qtbot.waitUntil(lambda: pane.summary is not None)
    assert len(pane._claims.claims()) == 10
