"""A desktop's notification service on a session bus of its own, that notes what it is to show."""

import re
import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    MessageType,
    message_bus,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

NAME = "org.freedesktop.Notifications"
LISTEN_S = 0.2


@dataclass(frozen=True, slots=True)
class Bubble:
    """One notification."""

    title: str
    text: str

    @property
    def summaries(self) -> int:
        """How many summaries it tells of."""
        if self.title == "Summary ready":
            return 1
        told = re.search(r"(\d+) summar", self.title)
        return int(told[1]) if told else 0


def is_possible() -> bool:
    """Whether there is a bus to be had on this machine."""
    return shutil.which("dbus-daemon") is not None


class NotificationService:
    """A context manager; `address` is for DBUS_SESSION_BUS_ADDRESS."""

    def __init__(self, socket: Path | None = None) -> None:
        """With a socket, the bus can be ended and another be where it was."""
        command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        if socket is not None:
            command.append(f"--address=unix:path={socket}")
        self._bus = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._bus.stdout is not None
        self.address = self._bus.stdout.readline().strip()
        self.shown: list[Bubble] = []
        self.is_mute = False
        """Shows what it is asked to, and does not say so."""
        self._is_closed = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._connection = open_dbus_connection(bus=self.address)
        self._connection.send_and_get_reply(message_bus.RequestName(NAME))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closed.set()
        self._thread.join()
        self._connection.close()
        self._bus.terminate()
        self._bus.wait()
        assert self._bus.stdout is not None
        self._bus.stdout.close()

    def click(self, number: int) -> None:
        """Say that a notification was clicked; the first is 1."""
        signal = DBusAddress("/" + NAME.replace(".", "/"), interface=NAME)
        self._connection.send(new_signal(signal, "ActionInvoked", "us", (number, "default")))

    def _serve(self) -> None:
        while not self._is_closed.is_set():
            try:
                message = self._connection.receive(timeout=LISTEN_S)
            except TimeoutError:
                continue
            if message.header.message_type is not MessageType.method_call:
                continue
            _, _, _, title, text, *_ = message.body
            self.shown.append(Bubble(title, text))
            if not self.is_mute:
                self._connection.send(new_method_return(message, "u", (len(self.shown),)))
