from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.notices import Notice, NoticeKind
from desktop.ui import dbus_notifications
from desktop.ui.dbus_notifications import DBusNotifications
from tests.fakes import notification_service
from tests.fakes.notification_service import NotificationService

pytestmark = pytest.mark.skipif(
    not notification_service.is_possible(), reason="there is no dbus-daemon"
)


@pytest.fixture
def socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    where = tmp_path / "bus"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={where}")
    return where


@pytest.fixture
def bubbles(socket: Path, qtbot: QtBot) -> Iterator[DBusNotifications]:
    made = DBusNotifications()
    yield made
    made.close()


def a_notice(title: str) -> Notice:
    return Notice(NoticeKind.DONE, (f"job of {title}",), title, "A text.")


def titles(service: NotificationService) -> list[str]:
    return [bubble.title for bubble in service.shown]


def test_a_click_names_the_job(socket: Path, bubbles: DBusNotifications, qtbot: QtBot) -> None:
    with NotificationService(socket) as service:
        bubbles.show(a_notice("one"))
        qtbot.waitUntil(lambda: bool(bubbles._speaker._shown))
        with qtbot.waitSignal(bubbles.clicked) as clicked:
            service.click(1)
        assert clicked.args == ["job of one"]


def test_a_desktop_that_is_slow_to_answer_is_told_of_the_next_and_of_none_twice(
    socket: Path, bubbles: DBusNotifications, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbus_notifications, "REPLY_S", 1.0)
    with NotificationService(socket) as service:
        service.is_mute = True
        bubbles.show(a_notice("one"))
        qtbot.waitUntil(lambda: titles(service) == ["one"])
        qtbot.wait(1500)
        service.is_mute = False
        bubbles.show(a_notice("two"))
        qtbot.waitUntil(lambda: titles(service) == ["one", "two"])
        qtbot.waitUntil(lambda: bubbles._speaker._shown == {2: "job of two"})


def test_a_bus_that_starts_again_is_spoken_to_again(
    socket: Path, bubbles: DBusNotifications, qtbot: QtBot
) -> None:
    with NotificationService(socket):
        bubbles.show(a_notice("one"))
        qtbot.waitUntil(lambda: bool(bubbles._speaker._shown))
    bubbles.show(a_notice("while there is none"))
    with NotificationService(socket) as service:
        qtbot.waitUntil(lambda: titles(service) == ["while there is none"])
        bubbles.show(a_notice("two"))
        qtbot.waitUntil(lambda: titles(service) == ["while there is none", "two"])


def test_without_a_bus_a_notice_is_let_go_of(
    socket: Path,
    bubbles: DBusNotifications,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dbus_notifications, "AGAIN_S", 0.3)
    caplog.set_level("INFO")
    bubbles.show(a_notice("one"))
    qtbot.waitUntil(lambda: caplog.text.count("no notifications over D-Bus") == 2)
    with NotificationService(socket) as service:
        bubbles.show(a_notice("two"))
        qtbot.waitUntil(lambda: titles(service) == ["two"])
