"""Real widgets, drawn on no screen, over a real library."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.jobs.library import Library
from desktop.settings import Settings
from desktop.ui.application import Application
from desktop.ui.job_list_model import JobListModel
from desktop.ui.single_instance import SingleInstance
from desktop.ui.theme import Theme
from tests.desktop.ui.shelf import StandIn
from worker.contract.paths import DataPaths


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return Application


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    made.dress()
    yield made
    hints = made._hints
    hints.colorSchemeChanged.disconnect(made._on_system_changed)
    hints.accessibility().contrastPreferenceChanged.disconnect(made._on_system_changed)
    made.deleteLater()


@pytest.fixture
def model() -> JobListModel:
    """A model that Qt's own tester watches in everything it does."""
    made = JobListModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


class Posed(Program):
    """The program with an owner that does no work."""

    owner: StandIn

    def _make_owner(self) -> StandIn:
        return self.owner


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, paths: DataPaths, library: Library
) -> Iterator[Callable[[], Posed]]:
    """Starts the program; what was in the library before is its first look."""
    made: list[Posed] = []

    def start() -> Posed:
        Posed.owner = StandIn()
        started = Posed(qapp, paths, library, Settings(), SingleInstance(paths))
        made.append(started)
        started.start([], hidden=False)
        qtbot.waitUntil(lambda: started.poller._rounds._has_looked)
        qtbot.waitUntil(lambda: Posed.owner.ticks > 0)
        return started

    yield start
    for each in made:
        with qtbot.waitSignal(each.quitting.finished):
            each.quitting.quit()
        each._instance.leave()
        each.window.deleteLater()
