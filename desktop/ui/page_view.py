"""One page of the document, with the sentences marked that claims rest on."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from desktop.ui.page_marks import Place
from desktop.ui.theme import HALF_LIGHT, Theme

SIDE = 14
"""Room between the page and the edges."""
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
TOP = 6
"""Room above and below it."""
USUAL_WIDTH = 612.0
TEXT_MARGIN = 22.0
"""Points of a page's own margin that stay in sight when it is fitted to the width."""
MARK_GROWTH = 1.5
BAR = 3.0
MARK, MARK_LINE = QColor("#ffe680"), QColor("#0b6e5f")
"""A page is paper in every theme, so what is marked on it looks the same in every theme."""
FOUND = QColor("#c2560a")
DIM = QColor("#efece6")
"""White paper would glare beside dark panes."""


class PageView(QAbstractScrollArea):
    """Draws a page; knows nothing of files.

    Signals:
        place_clicked: the `Place` whose mark was clicked.
        page_clicked: the page was clicked beside every mark.
        turned: by how many pages the person wants to turn.
        needs_drawing: the page has another size now.
    """

    place_clicked = Signal(object)
    page_clicked = Signal()
    turned = Signal(int)
    needs_drawing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pageView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._theme = theme
        self._size, self._text = QSizeF(), QRectF()
        self._image: QImage | None = None
        self._places: list[tuple[Place, tuple[QRectF, ...]]] = []
        self._chosen: Place | None = None
        self._found: tuple[QRectF, ...] = ()
        self._zoom: float | None = None
        theme.changed.connect(self.viewport().update)

    def set_zoom(self, zoom: float | None) -> None:
        """Draw larger or smaller."""
        self._zoom = zoom
        policy = Qt.ScrollBarPolicy
        is_fitted = zoom is None
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if is_fitted else policy.ScrollBarAsNeeded
        )
        self._fit()
        self.needs_drawing.emit()

    def zoom_by(self, steps: int) -> None:
        """Go to the next larger or smaller step."""
        now = self.pixels_per_point()
        if steps > 0:
            self.set_zoom(next((each for each in ZOOMS if each > now + 0.01), ZOOMS[-1]))
        else:
            self.set_zoom(next((each for each in reversed(ZOOMS) if each < now - 0.01), ZOOMS[0]))

    def pixels_per_point(self) -> float:
        """How large a point is drawn, in pixels of the window."""
        if self._zoom is not None:
            return self._zoom
        room = self.width() - 2 * SIDE - self.verticalScrollBar().sizeHint().width()
        return max(0.1, room / max(1.0, self._shown_width()))

    def is_for(self, size: QSizeF, text: QRectF) -> bool:
        """Whether the scale in force was made for a page like this."""
        return self._zoom is not None or (size, text) == (self._size, self._text)

    def show_nothing(self) -> None:
        """Forget the page."""
        self._size, self._text = QSizeF(), QRectF()
        self._image, self._places, self._chosen, self._found = None, [], None, ()
        self.viewport().update()

    def show_sheet(
        self,
        size: QSizeF,
        text: QRectF,
        places: list[tuple[Place, tuple[QRectF, ...]]],
        chosen: Place | None,
        found: tuple[QRectF, ...] = (),
        *,
        is_other: bool,
    ) -> None:
        """Take over a page's size and marks; its picture follows."""
        if is_other:
            self._image = None
        self._size, self._text = size, text
        self._places, self._chosen, self._found = places, chosen, found
        self._fit()
        if is_other and chosen is None:
            self.verticalScrollBar().setValue(0)
        self._show_chosen()
        self.viewport().update()

    def show_image(self, image: QImage) -> None:
        """Take over the picture of the page."""
        self._image = image
        self.viewport().update()

    def chosen_areas(self) -> tuple[QRectF, ...]:
        """The lines of the chosen place, in points."""
        return next((areas for place, areas in self._places if place == self._chosen), ())

    def page_area(self) -> QRectF:
        """Where the page stands in the viewport."""
        size = self._size * self.pixels_per_point()
        left = max(float(SIDE), (self.viewport().width() - size.width()) / 2)
        corner = QPointF(left - self.horizontalScrollBar().value(), TOP)
        return QRectF(corner - QPointF(0, self.verticalScrollBar().value()), size)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            # Another screen, of another scale: what is sharp on one is not on the other.
            self.needs_drawing.emit()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        self.needs_drawing.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._size.isEmpty():
            return
        page, tokens = self.page_area(), self._theme.tokens
        # A fitted page loses its outer margins, and keeps its frame.
        frame = page.intersected(QRectF(self.viewport().rect()).adjusted(SIDE, -9, -SIDE, 9))
        painter.setClipRect(frame)
        painter.fillRect(page, Qt.GlobalColor.white)
        if self._image is not None:
            painter.drawImage(page, self._image)
        if tokens.color("pane").lightness() < HALF_LIGHT:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(page, DIM)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        chosen = self.chosen_areas()
        self._paint_found(painter)
        for _, areas in self._places:
            if areas != chosen:
                self._paint_other(painter, areas)
        self._paint_chosen(painter, chosen)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.color("line"), 1))
        painter.drawRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setPen(QPen(tokens.color("accent"), 2))
            painter.drawRect(frame.adjusted(-2, -2, 2, 2))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = self._place_at(event.position())
        if place is not None:
            self.place_clicked.emit(place)
        elif self.page_area().contains(event.position()):
            self.page_clicked.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if place else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if steps > 0 else -1)
            return
        bar = self.verticalScrollBar()
        if steps < 0 and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif steps > 0 and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Right:
                self.turned.emit(1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_Left:
                self.turned.emit(-1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_0:
                self.set_zoom(None)
            case _:
                super().keyPressEvent(event)

    def _shown_width(self) -> float:
        """What is fitted into the width: the text with a little margin, so that it can be read."""
        if self._size.isEmpty():
            return USUAL_WIDTH
        if self._text.isEmpty():
            return self._size.width()
        return min(self._size.width(), self._text.width() + 2 * TEXT_MARGIN)

    def _fit(self) -> None:
        size, room = self._size * self.pixels_per_point(), self.viewport().size()
        wide = (self.horizontalScrollBar(), size.width(), room.width() - 2 * SIDE)
        tall = (self.verticalScrollBar(), size.height(), room.height() - 2 * TOP)
        for bar, length, page in (wide, tall):
            bar.setRange(0, max(0, round(length - page)))
            bar.setPageStep(page)
            bar.setSingleStep(40)
        if self._zoom is None and not self._text.isEmpty():
            left = max(0.0, self._text.left() - TEXT_MARGIN)
            self.horizontalScrollBar().setValue(round(left * self.pixels_per_point()))

    def _show_chosen(self) -> None:
        areas = self.chosen_areas() or self._found[:1]
        if not areas:
            return
        scale, room = self.pixels_per_point(), self.viewport().height()
        top, bottom = areas[0].top() * scale + TOP, areas[-1].bottom() * scale + TOP
        bar = self.verticalScrollBar()
        if top < bar.value() + 24 or bottom > bar.value() + room - 24:
            bar.setValue(round((top + bottom - room) / 2))

    def _on_screen(self, area: QRectF) -> QRectF:
        scale, corner = self.pixels_per_point(), self.page_area().topLeft()
        placed = QRectF(area.topLeft() * scale + corner, area.size() * scale)
        return placed.adjusted(-MARK_GROWTH, -MARK_GROWTH, MARK_GROWTH, MARK_GROWTH)

    def _place_at(self, point: QPointF | QPoint) -> Place | None:
        for place, areas in self._places:
            if any(self._on_screen(area).contains(QPointF(point)) for area in areas):
                return place
        return None

    def _paint_other(self, painter: QPainter, areas: tuple[QRectF, ...]) -> None:
        """A line under what other claims rest on: there, and quiet."""
        painter.setPen(QPen(MARK_LINE, 1.4, Qt.PenStyle.DotLine))
        for area in map(self._on_screen, areas):
            painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_found(self, painter: QPainter) -> None:
        """A frame around the words that are searched for."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(FOUND, 1.6))
        for area in self._found:
            painter.drawRoundedRect(self._on_screen(area), 3, 3)

    def _paint_chosen(self, painter: QPainter, areas: tuple[QRectF, ...]) -> None:
        """Ground and a bar at the side: seen without colours, too."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(MARK)
        # Multiplied, the ground takes no ink away from the words.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for area in map(self._on_screen, areas):
            painter.drawRoundedRect(area, 2, 2)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if areas:
            lines = [self._on_screen(area) for area in areas]
            left = min(line.left() for line in lines) - 2 * BAR - 2
            top, bottom = lines[0].top(), max(line.bottom() for line in lines)
            painter.setBrush(MARK_LINE)
            painter.drawRoundedRect(QRectF(left, top, BAR, max(BAR, bottom - top)), 1.5, 1.5)
