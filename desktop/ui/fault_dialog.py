"""The last resort: a fault of the program is logged and shown once, with text to copy."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop.translation import tr
from desktop.ui.dialogs import TextDialog
from worker.contract.version import __version__

log = logging.getLogger(__name__)


class FaultDialog(QObject):
    """Takes over `sys.excepthook` and that of threads.

    Signals:
        _happened: text of a fault, from whichever thread.
    """

    _happened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open: TextDialog | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _hook(
        self, kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("a fault of the program", exc_info=(kind, error, where))
        text = "".join(traceback.format_exception(kind, error, where))
        self._happened.emit(f"Sunto {__version__}\n\n{text}")

    def _show(self, text: str) -> None:
        if self._open is not None:
            return
        words = tr(
            "Something in Sunto went wrong. Your documents are safe, and work goes on. "
            "The text below helps to find the mistake; it may hold names of your files."
        )
        self._open = TextDialog(tr("Sunto: a fault"), words, text, QApplication.activeWindow())
        self._open.finished.connect(self._on_closed)
        self._open.show()

    def _on_closed(self) -> None:
        self._open = None
