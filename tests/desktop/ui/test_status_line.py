from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop.jobs.status import OwnerStatus, ServiceState
from desktop.ui.status_line import StatusLine, whole_of
from tests.desktop.ui.shelf import OLLAMA

SHARED = OwnerStatus(
    is_owner=True, broker=ServiceState.RUNNING, broker_place="mill.example.org:6379"
)


def test_a_shared_broker_that_is_away_is_named() -> None:
    away = replace(SHARED, broker=ServiceState.RESTARTING, engine=OLLAMA)
    assert whole_of([], away).sentence == "Waiting for the broker at mill.example.org:6379"
    ours = replace(away, broker_place="")
    assert whole_of([], ours).sentence == "A part of Sunto is starting again"


def test_a_shared_broker_without_a_worker_is_no_start() -> None:
    assert whole_of([], SHARED).sentence == "No worker at mill.example.org:6379"
    works_here = replace(SHARED, worker=ServiceState.STARTING)
    assert whole_of([], works_here).sentence == "Starting"
    assert whole_of([], replace(SHARED, engine=OLLAMA)).sentence == "Ready"


def test_what_is_said_already_is_not_laid_out_again(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(900, 30)
    for engine, is_laid_out in (("Ollama", True), ("Ollama", False), ("Built-in engine", True)):
        line._engine.hide()
        line.show_engine(engine)
        assert line._engine.isVisibleTo(line) is is_laid_out
