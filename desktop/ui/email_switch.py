"""The email switch of the bar: whether results are mailed from now on, and to whom."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from desktop.delivery.delivery import DeliveryProblem
from desktop.delivery.problems import explain
from desktop.translation import tr
from desktop.ui.labels import set_tone
from desktop.ui.theme import Theme

WIDTH, HEIGHT = 30, 18
RING = 3


class Switch(QAbstractButton):
    """A toggle, drawn; Space and the mouse turn it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH + 2 * RING, HEIGHT + 2 * RING)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        color = self._theme.tokens.color
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(RING, RING, WIDTH, HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent") if self.isChecked() else color("faint"))
        painter.drawRoundedRect(track, HEIGHT / 2, HEIGHT / 2)
        x = track.right() - HEIGHT / 2 if self.isChecked() else track.left() + HEIGHT / 2
        painter.setBrush(color("pane"))
        painter.drawEllipse(QPointF(x, track.center().y()), HEIGHT / 2 - 2, HEIGHT / 2 - 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 1.5))
            ring = track.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)


class EmailSwitch(QWidget):
    """The switch and its words; while it is on, they say who gets the mail.

    Signals:
        switched: whether results are to be mailed.
        set_up_asked: the words were clicked.
    """

    switched = Signal(bool)
    set_up_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._switch = Switch(theme)
        self._words = _Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._switch)
        row.addWidget(self._words, 1)
        self._switch.clicked.connect(self.switched)
        self._words.clicked.connect(self.set_up_asked)
        self._recipient = ""
        self._problem: DeliveryProblem | None = None
        self._show()

    def show_state(self, *, is_on: bool, recipient: str) -> None:
        """Show whether it is on, and whom it tells."""
        self._switch.setChecked(is_on)
        self._recipient = recipient
        self._show()

    def show_problem(self, problem: DeliveryProblem | None) -> None:
        """Show what keeps all mail waiting; the way to mend it is a click on the words."""
        if problem != self._problem:
            self._problem = problem
            self._show()

    def _show(self) -> None:
        is_on = self._switch.isChecked()
        if self._problem is not None:
            words = tr("Email waits: open the set-up…")
        elif is_on:
            words = tr("Email results to {address}", address=self._recipient)
        else:
            words = tr("Email results")
        self._words.say(words)
        set_tone(self._words, "weak" if self._problem else "soft")
        about = (
            tr("Summaries of what is added from now on are mailed. Click the words to change that.")
            if is_on
            else tr("Have summaries mailed to you, for documents that are added from now on.")
        )
        if self._problem is not None:
            about = str(explain(self._problem))
        self._switch.setAccessibleName(words)
        self._switch.setAccessibleDescription(about)
        self.setToolTip(about)


class _Words(QLabel):
    """A line that gives way where the window is narrow.

    Signals:
        clicked: it was clicked.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "soft")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def say(self, words: str) -> None:
        """Show these words, as many as there is room for."""
        self._whole = words
        self.setText(words)
        self.updateGeometry()
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
