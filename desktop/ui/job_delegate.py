"""Paints a row of the list: page icon, title, one line that tells the truth, and its remedies."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.ui.job_list_model import JOB_ROLE, ROW_ROLE
from desktop.ui.mail_words import Envelope
from desktop.ui.theme import Theme
from desktop.ui.wording import Link, Remedy, Row

ROW_HEIGHT = 62
HEADING_HEIGHT = 40
MARGIN = 8
ICON_X = 18
TEXT_X = 62
RIGHT_SPACE = 18
SEPARATOR = " · "
MARK = 14
"""The side of the envelope at the right end."""
ENVELOPE = Link("", Remedy.EMAIL)
AnyIndex = QModelIndex | QPersistentModelIndex


class JobDelegate(QStyledItemDelegate):
    """Draws rows and finds the links in them.

    Signals:
        remedy_chosen: job and `Remedy` of a link that was clicked.
    """

    remedy_chosen = Signal(object, object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shows_focus = False
        """Whether the person is using the keyboard here: only then is the ring of use."""

    def row_height(self) -> int:
        """Height of a job's row; grows with the person's text size."""
        return ROW_HEIGHT + 3 * (self._theme.base_px - 14)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        is_job = index.data(JOB_ROLE) is not None
        return QSize(240, self.row_height() if is_job else HEADING_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        if row is None:
            self._paint_heading(painter, area, str(index.data()))
        else:
            self._paint_ground(painter, area, option)
            self._paint_row(painter, area, row, is_looked_at=_is_looked_at(option))
        painter.restore()

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            area = QRectF(option.rect)
            link = self.link_at(area, index.data(ROW_ROLE), event.position())
            if link is not None:
                self.remedy_chosen.emit(index.data(JOB_ROLE), link.remedy)
                return True
        return super().editorEvent(event, model, option, index)

    def link_at(self, area: QRectF, row: Row | None, point: QPointF) -> Link | None:
        """The link of a row that lies under a point."""
        if row is None:
            return None
        places = self._link_places(area, row)
        if row.envelope is not Envelope.NONE:
            places.append((ENVELOPE, self._envelope_place(area, row).adjusted(-4, -6, 4, 6)))
        return next((link for link, place in places if place.contains(point)), None)

    # Where things stand

    def _small(self) -> QFont:
        return self._theme.font(-1)

    def _line_area(self, area: QRectF) -> QRectF:
        middle = area.top() + area.height() * 0.63
        width = area.width() - TEXT_X - RIGHT_SPACE
        return QRectF(area.left() + TEXT_X, middle - 10, width, 20)

    def _link_places(self, area: QRectF, row: Row) -> list[tuple[Link, QRectF]]:
        """Links stand at the end of the line; the sentence before them is shortened for them."""
        metrics = self._theme.metrics(-1)
        line = self._line_area(area)
        widths = [metrics.horizontalAdvance(SEPARATOR + link.text) for link in row.line.links]
        room = line.width() - sum(widths)
        x = line.left() + min(metrics.horizontalAdvance(row.line.text), max(room, 0))
        places = []
        for link, width in zip(row.line.links, widths, strict=True):
            places.append((link, QRectF(x, line.top(), width, line.height())))
            x += width
        return places

    # How things look

    def _paint_heading(self, painter: QPainter, area: QRectF, text: str) -> None:
        painter.setFont(self._theme.font(-2, QFont.Weight.DemiBold))
        painter.setPen(self._theme.tokens.color("soft"))
        place = area.adjusted(ICON_X, 0, -RIGHT_SPACE, -8)
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_ground(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        ground = area.adjusted(MARGIN, 1, -MARGIN, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(self._theme.tokens.edge_pen())
            painter.setBrush(self._theme.tokens.color("selection"))
            painter.drawRoundedRect(ground, 8, 8)
        if self.shows_focus and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.tokens.color("accent"), 1.5))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 7, 7)

    def _paint_row(self, painter: QPainter, area: QRectF, row: Row, *, is_looked_at: bool) -> None:
        self._paint_page(painter, area, row.pages)
        right = self._paint_right(painter, area, row, is_looked_at=is_looked_at)
        self._paint_title(painter, area, row, right)
        self._paint_line(painter, area, row)
        if row.share is not None:
            self._paint_share(painter, area, row.share)

    def _paint_page(self, painter: QPainter, area: QRectF, pages: str) -> None:
        page = QRectF(area.left() + ICON_X + 0.5, area.center().y() - 19.5, 29, 38)
        painter.setPen(QPen(self._theme.tokens.color("line"), 1))
        painter.setBrush(self._theme.tokens.color("pane"))
        painter.drawRoundedRect(page, 4, 4)
        for number in range(3):
            y = page.top() + 8.5 + 4 * number
            painter.drawLine(QPointF(page.left() + 6, y), QPointF(page.right() - 6, y))
        painter.setFont(self._theme.font(-3))
        painter.setPen(self._theme.tokens.color("soft"))
        number_area = page.adjusted(0, 18, 0, -2)
        painter.drawText(number_area, Qt.AlignmentFlag.AlignCenter, pages)

    def _paint_right(
        self, painter: QPainter, area: QRectF, row: Row, *, is_looked_at: bool
    ) -> float:
        """Paint the right end; returns where the title has to stop."""
        place = self._right_place(area, row)
        painter.setFont(self._theme.font(-2))
        painter.setPen(self._theme.tokens.color("soft"))
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.right
        )
        left = place.left()
        if row.envelope is Envelope.ON or (row.envelope is Envelope.OFF and is_looked_at):
            mark = self._envelope_place(area, row)
            tone = "accent" if row.envelope is Envelope.ON else "faint"
            self._theme.icon("mail", tone, MARK).paint(painter, mark.toRect())
            left = mark.left()
        if not row.is_unread:
            return left - 10
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.color("accent"))
        painter.drawEllipse(QPointF(left - 8, place.center().y() + 0.5), 4, 4)
        return left - 20

    def _right_place(self, area: QRectF, row: Row) -> QRectF:
        place = self._title_area(area)
        width = self._theme.metrics(-2).horizontalAdvance(row.right)
        place.setLeft(place.right() - width)
        return place

    def _envelope_place(self, area: QRectF, row: Row) -> QRectF:
        right = self._right_place(area, row)
        gap = 6 if row.right else 0
        return QRectF(right.left() - MARK - gap, right.center().y() - MARK / 2, MARK, MARK)

    def _title_area(self, area: QRectF) -> QRectF:
        middle = area.top() + area.height() * 0.31
        width = area.width() - TEXT_X - RIGHT_SPACE
        return QRectF(area.left() + TEXT_X, middle - 11, width, 22)

    def _paint_title(self, painter: QPainter, area: QRectF, row: Row, right: float) -> None:
        weight = QFont.Weight.DemiBold if row.is_unread else QFont.Weight.Medium
        font = self._theme.font(0, weight)
        place = self._title_area(area)
        place.setRight(right)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.color("ink"))
        metrics = self._theme.metrics(0, weight)
        text = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_line(self, painter: QPainter, area: QRectF, row: Row) -> None:
        font = self._small()
        tone = self._theme.tokens.color(row.line.tone.value)
        place = self._line_area(area)
        links = self._link_places(area, row)
        if links:
            place.setRight(links[0][1].left())
        text = _elided(self._theme.metrics(-1), row.line.text, place.width())
        painter.setFont(font)
        painter.setPen(tone)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        for begin, end in row.line.marks:
            if end < len(text):
                self._paint_found(painter, place, text, begin, end)
        for link, where in links:
            self._paint_link(painter, font, where, link.text, tone)

    def _paint_found(
        self, painter: QPainter, place: QRectF, text: str, begin: int, end: int
    ) -> None:
        """Words that are searched for, as on paper under a marker pen."""
        metrics = self._theme.metrics(-1)
        left = place.left() + metrics.horizontalAdvance(text[:begin])
        width = metrics.horizontalAdvance(text[begin:end])
        ground = QRectF(left - 1, place.top() + 1, width + 2, place.height() - 2)
        painter.fillRect(ground, self._theme.tokens.color("mark"))
        painter.setPen(Qt.GlobalColor.black)
        ground.setLeft(left)
        painter.drawText(ground, Qt.AlignmentFlag.AlignVCenter, text[begin:end])

    def _paint_link(
        self, painter: QPainter, font: QFont, where: QRectF, text: str, tone: QColor
    ) -> None:
        painter.setPen(tone)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, SEPARATOR)
        inset = self._theme.metrics(-1).horizontalAdvance(SEPARATOR)
        painter.setPen(self._theme.tokens.color("accent") if tone == self._soft() else tone)
        painter.drawText(where.adjusted(inset, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _soft(self) -> QColor:
        return self._theme.tokens.color("soft")

    def _paint_share(self, painter: QPainter, area: QRectF, share: float) -> None:
        track = self._line_area(area)
        track = QRectF(track.left(), area.bottom() - 9, track.width(), 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.color("track"))
        painter.drawRoundedRect(track, 1.5, 1.5)
        track.setWidth(max(4.0, track.width() * min(share, 1.0)))
        painter.setBrush(self._theme.tokens.color("accent"))
        painter.drawRoundedRect(track, 1.5, 1.5)


def _is_looked_at(option: QStyleOptionViewItem) -> bool:
    seen = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
    return bool(option.state & seen)


def _elided(metrics: QFontMetricsF, text: str, width: float) -> str:
    # Half a pixel of rounding must not cost a sentence its last word.
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 1)
