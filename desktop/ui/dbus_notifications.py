"""Notifications over D-Bus, for desktops without a tray (stock GNOME). Off the GUI thread."""

import html
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    DBusErrorResponse,
    MatchRule,
    Message,
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
AGAIN_S = 2.0
"""After this a bus that was not there may be back."""


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


class _Line:
    """One connection to the session bus; what breaks it is raised."""

    def __init__(self) -> None:
        self._ends = ExitStack()
        try:
            self._open()
        except BaseException:
            self._ends.close()
            raise

    def _open(self) -> None:
        self._connection: DBusConnection = self._ends.enter_context(
            open_dbus_connection(bus="SESSION")
        )
        rule = MatchRule(type="signal", interface=SERVICE.interface, path=SERVICE.object_path)
        # A bus that is slow to answer takes the rule in all the same.
        with suppress(TimeoutError):
            self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=REPLY_S)
        self._heard = self._ends.enter_context(self._connection.filter(rule, bufsize=16))

    def ask(self, call: Message) -> Message:
        return self._connection.send_and_get_reply(call, timeout=REPLY_S)

    def hear(self) -> Iterator[tuple[object, ...]]:
        """What the desktop's service said of notifications in the last moment."""
        with suppress(TimeoutError):
            self._connection.recv_messages(timeout=LISTEN_S)
        while self._heard:
            yield self._heard.popleft().body

    def close(self) -> None:
        self._ends.close()


class _Speaker:
    """One thread with one connection; it sleeps while there is nothing to say or to hear."""

    def __init__(self, on_click: Callable[[str], None]) -> None:
        self._on_click = on_click
        self._notices: queue.SimpleQueue[Notice | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._line: _Line | None = None
        self._shown: dict[int, str] = {}
        self._listen_until = 0.0
        self._is_closed = threading.Event()

    def say(self, notice: Notice) -> None:
        self._notices.put(notice)
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="notifications", daemon=True)
            self._thread.start()

    def close(self) -> None:
        self._is_closed.set()
        if self._thread is not None:
            self._notices.put(None)
            self._thread.join(REPLY_S)

    def _run(self) -> None:
        try:
            while not self._is_closed.is_set():
                notice = self._next()
                if notice is not None and not self._show(notice):
                    self._is_closed.wait(AGAIN_S)
                    self._show(notice)
                self._listen()
        finally:
            self._hang_up()

    def _next(self) -> Notice | None:
        """The next notice; waits for one for as long as nothing shown could be clicked."""
        is_listening = bool(self._shown) and time.monotonic() < self._listen_until
        try:
            return self._notices.get(block=not is_listening)
        except queue.Empty:
            return None

    def _show(self, notice: Notice) -> bool:
        """Show it; false where it has surely not been, so that it may be tried once more."""
        try:
            self._line = self._line or _Line()
        except (OSError, LookupError, RuntimeError, ValueError, DBusErrorResponse) as error:
            log.info("no notifications over D-Bus: %s", error)
            return False
        try:
            self._note(notice, self._line.ask(_call(notice)))
        except TimeoutError:
            log.info("the desktop does not say whether it showed a notification")
        except BrokenPipeError as error:
            # Nobody was there any more to take it.
            self._hang_up(error)
            return False
        except OSError as error:
            self._hang_up(error)
        return True

    def _note(self, notice: Notice, reply: Message) -> None:
        if reply.header.message_type is not MessageType.method_return:
            log.info("the desktop shows no notifications")
            return
        self._shown[reply.body[0]] = notice.job_ids[0]
        self._listen_until = time.monotonic() + CLICKABLE_S

    def _listen(self) -> None:
        if self._line is None:
            return
        try:
            for body in self._line.hear():
                self._hear(body)
        except OSError as error:
            self._hang_up(error)

    def _hear(self, body: tuple[object, ...]) -> None:
        """A click names the action "default"; a number in its place says why it was closed."""
        number = body[0]
        if not isinstance(number, int) or number not in self._shown:
            return
        job_id = self._shown.pop(number)
        if body[1] == "default":
            self._on_click(job_id)

    def _hang_up(self, error: OSError | None = None) -> None:
        if error is not None:
            log.info("the session bus went away: %s", error)
        if self._line is not None:
            self._line.close()
        # Another service counts its notifications from one again.
        self._line, self._shown = None, {}


def _call(notice: Notice) -> Message:
    body = (
        "Sunto", 0, "", notice.title, html.escape(notice.text), ["default", "Show"],
        {"desktop-entry": ("s", "sunto")}, -1,
    )  # fmt: skip
    return new_method_call(SERVICE, "Notify", "susssasa{sv}i", body)
