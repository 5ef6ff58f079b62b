"""Quitting: say so, let the owner end what it started off the GUI thread, then leave."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.translation import tr
from desktop.ui.job_actions import JobActions
from desktop.ui.main_window import MainWindow
from desktop.ui.poller import Poller
from desktop.ui.removals import Removals
from desktop.ui.status_line import Whole

PATIENCE_MS = 5000
"""Quit is done after this, whatever still holds on; the next start clears up after it."""
ACTS_MS = 500


class Quitting(QObject):
    """Ends everything once.

    Signals:
        begun: from now on nothing new is taken.
        finished: nothing of ours runs any more, or patience is at its end.
    """

    begun = Signal()
    finished = Signal()

    def __init__(
        self, window: MainWindow, poller: Poller, actions: JobActions, removals: Removals
    ) -> None:
        super().__init__(window)
        self._window, self._poller = window, poller
        self._actions, self._removals = actions, removals
        self._has_begun = self._is_over = False
        poller.stopped.connect(self._end)

    def quit(self) -> None:
        """End everything; a second wish changes nothing."""
        if self._has_begun:
            return
        self._has_begun = True
        self.begun.emit()
        self._removals.finish()
        self._window.setEnabled(False)
        self._window.status_line.show_whole(Whole("…", tr("Closing"), "soft"))
        QTimer.singleShot(PATIENCE_MS, self, self._end)
        self._poller.stop()

    def _end(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._actions.finish(ACTS_MS)
        self._window.hide()
        self.finished.emit()
