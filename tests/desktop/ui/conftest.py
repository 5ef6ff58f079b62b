"""Real widgets, drawn on no screen, over a real library."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
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


@pytest.fixture(autouse=True)
def _nothing_stays(qapp: QApplication) -> Iterator[None]:
    """What a test hung on the application goes with it, and so do its windows.

    A theme that stays follows the system: at each change it styles every widget there is anew.
    """
    yield
    for each in [*qapp.children(), *qapp.topLevelWidgets()]:
        # What else hangs there is Qt's own.
        if type(each).__module__.startswith("desktop."):
            each.deleteLater()
    # By itself that happens in an event loop inside this one, and a test may have none.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # As it was at a start: what is made under a style sheet is styled each time it is moved.
    qapp.setStyleSheet("")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.dress()
    return made


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
