"""The card about the engine: which one was found and why, or what has to be fetched."""

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.translation import tr
from desktop.ui.buttons import Kind, button
from desktop.ui.engine_words import EngineWords, engine_words
from desktop.ui.icons import icon
from desktop.ui.labels import label
from desktop.ui.share_bar import ShareBar
from desktop.ui.theme import Theme

OLLAMA_PAGE = "https://ollama.com/download"


class EngineCard(QFrame):
    """Shows `EngineWords`.

    Signals:
        get_asked: the model is wanted now.
        cancel_asked: the model is not wanted now.
        change_asked: the person wants to choose another engine or model.
        start_asked: the Ollama of this computer is to be started.
        window_asked: the context window that fits.
    """

    get_asked = Signal()
    cancel_asked = Signal()
    change_asked = Signal()
    start_asked = Signal()
    window_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._words: EngineWords | None = None
        self._icon = QLabel()
        self._icon.setFixedWidth(24)
        self._title = label()
        self._sentence = label(role="soft")
        self._progress = ShareBar()
        self._get = button(tr("Get the model"), Kind.PRIMARY, self.get_asked.emit)
        self._cancel = button(tr("Cancel"), Kind.PLAIN, self.cancel_asked.emit)
        self._change = button(tr("Change…"), Kind.PLAIN, self.change_asked.emit)
        self._start = button(tr("Start Ollama"), Kind.PLAIN, self.start_asked.emit)
        self._how = button(tr("How to get Ollama"), Kind.LINK, _open_ollama_page)
        self._use_window = button("", Kind.PRIMARY, self._on_window)
        self._reason = label(role="soft")
        self._why = QWidget()
        self._lay_out()
        theme.changed.connect(self._paint_icon)
        self.show_words(engine_words(None))

    def show_words(self, words: EngineWords) -> None:
        """Show this."""
        if words == self._words:
            return
        self._words = words
        self._title.setText(words.title)
        self._sentence.setText(words.sentence)
        self._progress.show_share(words.share)
        self._get.setVisible(words.can_get)
        self._cancel.setVisible(words.can_cancel)
        self._change.setVisible(not words.can_cancel)
        self._reason.setText(words.reason)
        self._why.setVisible(bool(words.reason))
        self._start.setVisible(words.can_start_ollama)
        self._how.setVisible(words.can_get_ollama)
        self._use_window.setVisible(bool(words.window))
        self._use_window.setText(tr("Use {n} tokens", n=words.window or 0))
        self._paint_icon()

    def _on_window(self) -> None:
        if self._words is not None and self._words.window:
            self.window_asked.emit(self._words.window)

    def _paint_icon(self) -> None:
        if self._words is None:
            return
        color = "weak" if self._words.icon == "attention" else "accent"
        drawing = icon(self._words.icon, self._theme.tokens.color(color))
        self._icon.setPixmap(drawing.pixmap(QSize(20, 20)))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(6)
        links = QHBoxLayout(self._why)
        links.setContentsMargins(0, 0, 0, 0)
        links.addWidget(self._reason, 1)
        links.addWidget(self._how)
        for widget in (self._title, self._sentence, self._progress):
            words.addWidget(widget)
        words.addWidget(self._why)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        for each in (self._start, self._get, self._use_window, self._cancel, self._change):
            row.addWidget(each)


def _open_ollama_page() -> None:
    QDesktopServices.openUrl(QUrl(OLLAMA_PAGE))
