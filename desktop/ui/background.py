"""Work off the GUI thread: `run` a function, get its answer back as a call on the GUI thread."""

import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from typing_extensions import override

log = logging.getLogger(__name__)

T = TypeVar("T")


class Background(QObject):
    """Runs functions on a pool of threads and calls back on the thread that owns this object.

    Signals:
        _finished: callback and answer of one function, carried over to the GUI thread.
    """

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        """Make the pool. Its threads stay: children of ours may die with the thread they are of."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._pool.setExpiryTimeout(-1)
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work` on another thread; one of the callbacks follows on this one."""
        self._pool.start(_Errand(work, on_done, on_error, self._finished.emit))

    def wait(self, timeout_ms: int) -> bool:
        """Wait until nothing runs; whether that came true in time."""
        return self._pool.waitForDone(timeout_ms)

    @Slot(object, object)
    def _on_finished(self, callback: Callable[[object], None], answer: object) -> None:
        callback(answer)


class _Errand(QRunnable):
    def __init__(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None,
        on_error: Callable[[Exception], None] | None,
        report: Callable[[object, object], None],
    ) -> None:
        super().__init__()
        self._work = work
        self._on_done = on_done
        self._on_error = on_error
        self._report = report

    @override
    def run(self) -> None:
        try:
            answer = self._work()
        except Exception as error:
            # The edge of a thread: nobody above could catch it.
            log.exception("work in the background failed")
            if self._on_error is not None:
                self._report(self._on_error, error)
            return
        if self._on_done is not None:
            self._report(self._on_done, answer)
