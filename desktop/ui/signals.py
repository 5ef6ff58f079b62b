"""Signals of the system (Ctrl-C in a terminal, the end of a session) as a Qt signal."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class SystemSignals(QObject):
    """Turns SIGINT, SIGTERM and SIGHUP into one request to quit.

    Signals:
        quit_asked: the system wants the program to end.
    """

    quit_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Python runs its handlers between bytecodes only, and Qt's loop runs none: the byte that
        # is written to a socket wakes the loop up.
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: None)

    def close(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _on_woken(self) -> None:
        received = self._reader.recv(64)
        wanted = {getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")}
        if wanted.intersection(received):
            self.quit_asked.emit()
