"""The right side of the window: the page that proves a claim."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.translation import mark, plural, tr
from desktop.ui.buttons import Kind, button
from desktop.ui.icons import icon
from desktop.ui.keys import add_key
from desktop.ui.labels import label
from desktop.ui.page_view import PageView
from desktop.ui.theme import Theme

HEIGHT = 44


class NoPage(Enum):
    """Why no page is shown, with what to say about it."""

    NOTHING = auto()
    NO_COPY = auto()
    NOT_TAKEN = auto()
    GONE = auto()
    LOCKED = auto()
    WRONG_PASSWORD = auto()
    UNREADABLE = auto()


WORDS = {
    NoPage.NOTHING: ("", ""),
    NoPage.NO_COPY: (
        mark("The document is not here yet"),
        mark("Its pages can be seen as soon as it has been copied."),
    ),
    NoPage.NOT_TAKEN: (
        mark("There are no pages to show"),
        mark("The document could not be taken in."),
    ),
    NoPage.GONE: (
        mark("The document is not kept any longer"),
        mark("Its copy was deleted, and the file is not where it was, or has been changed."),
    ),
    NoPage.LOCKED: (
        mark("This document is locked"),
        mark("Its password shows the pages here, until Sunto is closed. It is not kept."),
    ),
    NoPage.WRONG_PASSWORD: (
        mark("That password did not open it"),
        mark("Large and small letters differ. The password is not kept."),
    ),
    NoPage.UNREADABLE: (
        mark("The pages of this document cannot be drawn"),
        mark("If it has a summary, the sentences are shown under it."),
    ),
}


class PagePane(QWidget):
    """A line above the page, and the page; or why there is none.

    Signals:
        page_asked: the number of a page that is wanted.
        left: the person wants back to the summary.
        password_given: what was typed to see a locked document.
    """

    page_asked = Signal(int)
    left = Signal()
    password_given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pagePane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._page = self._pages = 0
        self._no_page = NoPage.NOTHING
        self.view = PageView(theme)
        self._where = label(role="soft", wraps=False)
        self._back = button("", Kind.ICON, lambda: self.turn(-1))
        self._forth = button("", Kind.ICON, lambda: self.turn(1))
        self._smaller = button("−", Kind.LINK, lambda: self.view.zoom_by(-1))  # noqa: RUF001
        self._scale = button("", Kind.LINK, lambda: self.view.set_zoom(None))
        self._larger = button("+", Kind.LINK, lambda: self.view.zoom_by(1))
        self._title, self._sentence = label(role="strong"), label(role="soft")
        self._password = QLineEdit()
        self._open = button(tr("Show the pages"), Kind.PLAIN, self._on_password)
        self._stack = QStackedWidget()
        self._name_buttons()
        self._lay_out()
        self.view.turned.connect(self.turn)
        for keys in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            add_key(self.view, keys, self.left.emit)
        self.view.needs_drawing.connect(self._name_scale)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self.show_reason(NoPage.NOTHING)

    @property
    def page(self) -> int:
        """The page that is shown; 0 while there is none."""
        return self._page

    @property
    def reason(self) -> NoPage | None:
        """Why there is no page; None while one is shown."""
        return None if self._page else self._no_page

    def turn(self, by: int) -> None:
        """Ask for the page after or before this one."""
        wanted = min(max(self._page + by, 1), self._pages)
        if self._page and wanted != self._page:
            self.page_asked.emit(wanted)

    def show_reason(self, reason: NoPage) -> None:
        """Say why there is no page."""
        self._page, self._no_page = 0, reason
        title, sentence = map(tr, WORDS[reason])
        self._title.setText(title)
        self._sentence.setText(sentence)
        asks = reason in (NoPage.LOCKED, NoPage.WRONG_PASSWORD)
        self._password.clear()
        for widget in (self._password, self._open):
            widget.setVisible(asks)
        self._stack.setCurrentIndex(1)
        self.view.show_nothing()
        self._name_page(0)

    def show_page(self, page: int, pages: int, resting: int) -> None:
        """Name the page that is shown; `resting` claims rest on it."""
        self._page, self._pages = page, pages
        self._stack.setCurrentIndex(0)
        self._name_page(resting)

    def show_image(self, page: int, image: QImage) -> None:
        """Take over the picture of a page, if it is still the one that is shown."""
        if page == self._page:
            self.view.show_image(image)

    def _name_page(self, resting: int) -> None:
        has_page = self._page > 0
        self._where.setText(
            tr("Page {page} of {all}", page=self._page, all=self._pages) if has_page else ""
        )
        self.view.setAccessibleName(self._where.text() or tr("Page"))
        words = plural(
            "{n} places here are in the summary", "1 place here is in the summary", resting
        )
        self.view.setAccessibleDescription(words if resting else "")
        self._where.setToolTip(words if resting else "")
        self._back.setEnabled(self._page > 1)
        self._forth.setEnabled(0 < self._page < self._pages)
        for widget in (self._back, self._forth, self._smaller, self._scale, self._larger):
            widget.setVisible(has_page)
        self._name_scale()

    def _name_scale(self) -> None:
        # 96 pixels an inch are "100%", 72 points are an inch.
        share = round(self.view.pixels_per_point() * 72 / 96 * 100)
        self._scale.setText(f"{share}%")

    def _name_buttons(self) -> None:
        names = {
            self._back: tr("Previous page"),
            self._forth: tr("Next page"),
            self._smaller: tr("Smaller"),
            self._scale: tr("As wide as there is room"),
            self._larger: tr("Larger"),
        }
        for turn in (self._back, self._forth):
            turn.setObjectName("turn")
        for each, name in names.items():
            each.setAccessibleName(name)
            each.setToolTip(name)
        self._password.setAccessibleName(tr("Password of this document"))
        self._password.setPlaceholderText(tr("Password"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.returnPressed.connect(self._on_password)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(18, 8, 14, 4)
        row.setSpacing(2)
        row.addWidget(self._where)
        row.addStretch(1)
        for widget in (self._back, self._forth, self._smaller, self._scale, self._larger):
            row.addWidget(widget)
        top = QWidget()
        top.setLayout(row)
        top.setFixedHeight(HEIGHT)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._reason_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(220)

    def _reason_page(self) -> QWidget:
        page = QFrame()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        for widget in (self._title, self._sentence, self._password):
            column.addWidget(widget)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def _on_password(self) -> None:
        if self._password.text():
            self.password_given.emit(self._password.text())

    def _paint_icons(self) -> None:
        color = self._theme.tokens.color("ink")
        self._back.setIcon(icon("back", color))
        self._forth.setIcon(icon("forth", color))
