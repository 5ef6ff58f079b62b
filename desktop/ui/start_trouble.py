"""Why Sunto cannot start, for those who started it from a menu and see no terminal."""

import sys

from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.translation import tr
from desktop.ui.application import Application

ON_NO_SCREEN = ("offscreen", "minimal")


def tell(reason: str) -> None:
    """Show the reason and wait until it is read; nothing where nobody could read it."""
    app = QApplication.instance() or Application(sys.argv[:1])
    if isinstance(app, QApplication) and app.platformName() not in ON_NO_SCREEN:
        dialog_of(reason).exec()


def dialog_of(reason: str) -> QMessageBox:
    """The reason as a dialog; it can be marked and copied."""
    dialog = QMessageBox(QMessageBox.Icon.Critical, "Sunto", tr("Sunto could not start."))
    dialog.setInformativeText(reason)
    flags = dialog.textInteractionFlags()
    dialog.setTextInteractionFlags(flags | flags.TextSelectableByMouse)
    return dialog
