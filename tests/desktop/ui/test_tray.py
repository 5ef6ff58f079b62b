from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.jobs.library import Library
from desktop.ui.status_line import whole_of
from desktop.ui.tray import STEPS, Tray, TrayState, icon_for
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import WORKING, fill


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_menu_tells_the_truth_each_time_it_opens(
    program: Callable[[], Posed], qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    desk = running.desk
    tray = Tray(lambda: TrayState(desk.recent(5), desk.can_pause(), desk.is_paused()))
    tray._menu.aboutToShow.emit()
    titles = [jobs[name].title for name in ("mapreduce", "chubby", "harvest", "tarpit")]
    assert [text[:20] for text in entries(tray._menu)[1:5]] == [title[:20] for title in titles]
    assert entries(tray._menu)[5:] == ["Pause", "Settings…", "Quit"]
    with qtbot.waitSignal(tray.clicked) as clicked:
        tray._menu.actions()[3].trigger()
    assert clicked.args == [jobs["chubby"].id]
    running.actions.hold_all(True)
    qtbot.waitUntil(desk.is_paused)
    tray._menu.aboutToShow.emit()
    assert "Resume" in entries(tray._menu)
    tray.close()


def test_states_differ_in_shape(qapp: QApplication) -> None:
    looks = [("accent", -1), ("weak", -1), ("working", 3), ("working", STEPS)]
    pictures = [icon_for(*look).pixmap(32, 32).toImage() for look in looks]
    for number, picture in enumerate(pictures):
        assert all(picture != other for other in pictures[number + 1 :])


def test_progress_is_that_of_what_runs(library: Library) -> None:
    jobs = fill(library)
    whole = whole_of([jobs["csp"], jobs["lease"]], WORKING)
    assert whole.share is not None
    assert 0.3 < whole.share < 0.4
