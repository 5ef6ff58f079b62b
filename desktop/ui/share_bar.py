"""A bar that shows how much is done."""

from PySide6.QtWidgets import QProgressBar

STEPS = 1000


class ShareBar(QProgressBar):
    """Shows a share of one, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximum(STEPS)
        self.setTextVisible(False)

    def show_share(self, share: float | None) -> None:
        """Show this much; None: no bar."""
        self.setVisible(share is not None)
        # Qt's bar paints at once, and with it whatever else in the window has changed: so all that
        # were painted twice, and that in the middle of what changes the rest.
        self.setUpdatesEnabled(False)
        self.setValue(round((share or 0) * STEPS))
        self.setUpdatesEnabled(True)
