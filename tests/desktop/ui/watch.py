"""Watches the event loop for stalls, by the clock and by the work that is done in them."""

import time

from PySide6.QtCore import QElapsedTimer, QTimer


class Watch:
    """Measures the longest time the event loop did not come round."""

    def __init__(self) -> None:
        self._since = QElapsedTimer()
        self._since.start()
        self._worst = 0.0
        self._work_since = time.thread_time()
        self.worst_work_ms = 0.0
        """The most this thread worked without coming round; what others do does not count."""
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_time)
        self._timer.start(0)

    def stop(self) -> float:
        self._timer.stop()
        return self._worst

    def _on_time(self) -> None:
        self._worst = max(self._worst, self._since.restart())
        now = time.thread_time()
        self.worst_work_ms = max(self.worst_work_ms, (now - self._work_since) * 1000)
        self._work_since = now
