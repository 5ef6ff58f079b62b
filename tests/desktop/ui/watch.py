"""Watches the event loop for stalls."""

from PySide6.QtCore import QElapsedTimer, QTimer


class Watch:
    """Measures the longest time the event loop did not come round."""

    def __init__(self) -> None:
        self._since = QElapsedTimer()
        self._since.start()
        self._worst = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_time)
        self._timer.start(0)

    def stop(self) -> float:
        self._timer.stop()
        return self._worst

    def _on_time(self) -> None:
        self._worst = max(self._worst, self._since.restart())
