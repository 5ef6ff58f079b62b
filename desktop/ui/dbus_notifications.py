"""Notifications over D-Bus, for desktops without a tray (stock GNOME). Off the GUI thread."""

import html
import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    MatchRule,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import (  # type: ignore[import-untyped]
    DBusConnection,
    open_dbus_connection,
)
from PySide6.QtCore import QObject, Qt, Signal

from desktop.notices import Notice

log = logging.getLogger(__name__)

SERVICE = DBusAddress(
    "/org/freedesktop/Notifications",
    bus_name="org.freedesktop.Notifications",
    interface="org.freedesktop.Notifications",
)
LISTEN_S = 0.3
CLICKABLE_S = 600.0
"""A notification that was not clicked in this time is not listened for any more."""
REPLY_S = 2.0


class DBusNotifications(QObject):
    """Shows notices through the desktop's own service.

    Signals:
        clicked: id of the job whose notice was clicked.
    """

    clicked = Signal(str)
    _clicked_there = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = _Speaker(self._clicked_there.emit)
        self._clicked_there.connect(self.clicked, Qt.ConnectionType.QueuedConnection)

    def show(self, notice: Notice) -> None:
        """Show a notice soon."""
        self._speaker.say(notice)

    def close(self) -> None:
        """Listen no more."""
        self._speaker.close()


class _Speaker:
    """One thread with one connection; it sleeps while there is nothing to say or to hear."""

    def __init__(self, on_click: Callable[[str], None]) -> None:
        self._on_click = on_click
        self._notices: queue.SimpleQueue[Notice | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._shown: dict[int, str] = {}
        self._listen_until = 0.0
        self._is_closed = False

    def say(self, notice: Notice) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="notifications", daemon=True)
            self._thread.start()
        self._notices.put(notice)

    def close(self) -> None:
        self._is_closed = True
        if self._thread is not None:
            self._notices.put(None)
            self._thread.join(REPLY_S)

    def _run(self) -> None:
        try:
            with open_dbus_connection(bus="SESSION") as connection:
                self._serve(connection)
        except (OSError, KeyError, TimeoutError) as error:
            log.info("no notifications over D-Bus: %s", error)

    def _serve(self, connection: DBusConnection) -> None:
        rule = MatchRule(type="signal", interface=SERVICE.interface, path=SERVICE.object_path)
        connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=REPLY_S)
        with connection.filter(rule, bufsize=16) as heard:
            while not self._is_closed:
                notice = self._next()
                if notice is not None:
                    self._show(connection, notice)
                with suppress(TimeoutError):
                    connection.recv_messages(timeout=LISTEN_S)
                while heard:
                    self._hear(heard.popleft().body)

    def _next(self) -> Notice | None:
        """The next notice; waits for one for as long as nothing shown could be clicked."""
        is_listening = bool(self._shown) and time.monotonic() < self._listen_until
        try:
            return self._notices.get(block=not is_listening)
        except queue.Empty:
            return None

    def _show(self, connection: DBusConnection, notice: Notice) -> None:
        body = (
            "Sunto", 0, "", notice.title, html.escape(notice.text), ["default", "Show"],
            {"desktop-entry": ("s", "sunto")}, -1,
        )  # fmt: skip
        call = new_method_call(SERVICE, "Notify", "susssasa{sv}i", body)
        reply = connection.send_and_get_reply(call, timeout=REPLY_S)
        if reply.header.message_type is not MessageType.method_return:
            log.info("the desktop shows no notifications")
            return
        self._shown[reply.body[0]] = notice.job_ids[0]
        self._listen_until = time.monotonic() + CLICKABLE_S

    def _hear(self, body: tuple[object, ...]) -> None:
        """A click names the action "default"; a number in its place says why it was closed."""
        number = body[0]
        if not isinstance(number, int) or number not in self._shown:
            return
        job_id = self._shown.pop(number)
        if body[1] == "default":
            self._on_click(job_id)
