"""Work off the GUI thread: `run` a function, get its answer back as a call on the GUI thread."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)

T = TypeVar("T")


class Background(QObject):
    """Runs functions on a pool of threads and calls back on the thread that owns this object.

    The threads are Python's and not Qt's: one of Qt's is a new thread to Python with every
    function, and what is kept for a thread (a connection to the library, Celery's result backend)
    would be made anew each time.

    Signals:
        _finished: callback and answer of one function, carried over to the GUI thread.
    """

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        """Make the pool. Its threads stay: children of ours may die with the thread they are of."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="background")
        self._unfinished: set[Future[None]] = set()
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work` on another thread; one of the callbacks follows on this one."""
        errand = self._pool.submit(self._errand, work, on_done, on_error)
        self._unfinished.add(errand)
        errand.add_done_callback(self._unfinished.discard)

    def wait(self, timeout_ms: int) -> bool:
        """Wait until nothing runs; whether that came true in time."""
        return not wait_for(self._unfinished.copy(), timeout_ms / 1000).not_done

    def _errand(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None,
        on_error: Callable[[Exception], None] | None,
    ) -> None:
        try:
            answer = work()
        except Exception as error:
            # The edge of a thread: nobody above could catch it.
            log.exception("work in the background failed")
            self._report(on_error, error)
            return
        self._report(on_done, answer)

    def _report(self, callback: Callable[[T], None] | None, answer: T) -> None:
        if callback is None:
            return
        try:
            self._finished.emit(callback, answer)
        except RuntimeError:
            log.debug("the answer came after who had asked was gone", exc_info=True)

    @Slot(object, object)
    def _on_finished(self, callback: Callable[[object], None], answer: object) -> None:
        callback(answer)
