"""One window per data directory: a second start hands its files to the first and leaves.

Qt's network module is loaded to listen or to call: that a window is the first it knows without.
"""

from __future__ import annotations

import json
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal

from worker.contract.paths import DataPaths

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 3000
CALLING_MS = 12_000
"""A first window that is still starting, or ending, takes seconds."""
PAUSE_MS = 200


class Call(Enum):
    """What became of calling the first window."""

    HEARD = auto()
    NOBODY_THERE = auto()
    """It had ended: the caller is the first now."""
    NOT_HEARD = auto()


class SingleInstance(QObject):
    """Is the first, or speaks to the first.

    Signals:
        called: another start happened; its files.
    """

    called = Signal(list)

    def __init__(self, paths: DataPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = str(paths.runtime / "window.sock")
        self._lock = QLockFile(str(paths.runtime / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def try_to_be_first(self) -> bool:
        """Whether no other window is open for this data directory; from now on this one is it."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Hear the starts that follow."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        self._server.listen(self._name)

    def call_first(self, files: list[Path]) -> Call:
        """Hand files to the first window and have it raised, or take its place if it ends."""
        from PySide6.QtNetwork import QLocalSocket

        message = json.dumps([str(file.absolute()) for file in files]).encode() + b"\n"
        deadline = QDeadlineTimer(CALLING_MS)
        while not deadline.hasExpired():
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(PATIENCE_MS):
                socket.write(message)
                if socket.waitForBytesWritten(PATIENCE_MS) and _is_heard(socket):
                    return Call.HEARD
            if self.try_to_be_first():
                return Call.NOBODY_THERE
            QThread.msleep(PAUSE_MS)
        return Call.NOT_HEARD

    def stop_listening(self) -> None:
        """Take no more files: the starts that follow wait for their turn to be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def leave(self) -> None:
        """Let the next start be the first."""
        self.stop_listening()
        self._lock.unlock()

    def _on_connected(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_message(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._on_message(socket)

    def _on_message(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        files = json.loads(bytes(socket.readLine().data()))
        socket.write(b"heard\n")
        socket.flush()
        self.called.emit([Path(file) for file in files])


def _is_heard(socket: QLocalSocket) -> bool:
    return bool(socket.bytesAvailable()) or socket.waitForReadyRead(PATIENCE_MS)
