"""One window per data directory: a second start hands its files to the first and leaves."""

import json
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from worker.contract.paths import DataPaths

PATIENCE_MS = 3000
TRIES = 20


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
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        self._server.listen(self._name)

    def call_first(self, files: list[Path]) -> bool:
        """Hand files to the first window and have it raised; whether it heard."""
        message = json.dumps([str(file.absolute()) for file in files]).encode() + b"\n"
        for _ in range(TRIES):
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(PATIENCE_MS // TRIES):
                socket.write(message)
                return socket.waitForBytesWritten(PATIENCE_MS) and _is_heard(socket)
        return False

    def leave(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
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
