"""The card of the first page: which engine was found, or what has to be fetched."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from desktop.errors import explain_address
from desktop.jobs.status import ModelFetch, OwnerStatus
from desktop.translation import tr
from desktop.ui.buttons import Kind, button
from desktop.ui.engine_wording import STARTER_MODEL_BYTES, engine_name, fetch_line, no_answer_from
from desktop.ui.icons import icon
from desktop.ui.labels import label
from desktop.ui.theme import Theme
from desktop.ui.times import pace, size
from worker.contract.messages import EngineStatus
from worker.contract.states import EngineKind

PROGRESS_STEPS = 1000


@dataclass(frozen=True, slots=True)
class EngineWords:
    """What the card says: an icon, a heading, a sentence, and what can be done."""

    icon: str
    title: str
    sentence: str
    can_get: bool = False
    can_cancel: bool = False
    share: float | None = None


def engine_words(status: OwnerStatus | None, seconds_per_page: float | None) -> EngineWords:
    """What to say about the engine."""
    if status is not None and status.fetch is not None:
        return _fetching(status.fetch)
    engine = status.engine if status else None
    if status is not None and not status.is_owner:
        return EngineWords(
            "look",
            tr("Another Sunto program on this computer does the work"),
            tr("Documents you drop here are done there; this window shows how they get on."),
        )
    if engine is None:
        return EngineWords("look", tr("Looking for a program that summarises…"), tr("A moment."))
    if engine.missing == "model":
        return _model_missing(engine)
    if engine.missing == "address":
        return _address_wrong(engine)
    if engine.missing == "engine":
        return _engine_missing(engine)
    return _found(engine, seconds_per_page)


def _found(engine: EngineStatus, seconds_per_page: float | None) -> EngineWords:
    sentence = tr("Nothing to set up.")
    if seconds_per_page:
        speed = pace(seconds_per_page).capitalize()
        sentence = tr("{pace} on this computer. Nothing to set up.", pace=speed)
    if engine.kind is EngineKind.BUILTIN:
        title = (
            tr("Built-in engine, with {model}", model=engine.model.removesuffix(".gguf"))
            if engine.model
            else tr("Built-in engine")
        )
        return EngineWords("check", title, sentence)
    name = "Ollama" if engine.kind is EngineKind.OLLAMA else tr("Your server")
    title = tr("{engine} found", engine=name)
    if engine.model:
        title = tr("{engine} found, with {model}", engine=name, model=engine.model)
    return EngineWords("check", title, sentence)


def _model_missing(engine: EngineStatus) -> EngineWords:
    if engine.kind is EngineKind.BUILTIN or engine.kind is None:
        return EngineWords(
            "fetch",
            tr("The built-in engine needs its starter model"),
            tr(
                "{size}, once. Fetched with your first document, or now.",
                size=size(STARTER_MODEL_BYTES),
            ),
            can_get=True,
        )
    return EngineWords(
        "attention",
        tr(
            "{engine} answers, without a model that can summarise",
            engine=engine_name(engine.kind).capitalize(),
        ),
        tr("Get one there, or choose another one in the settings."),
    )


def _engine_missing(engine: EngineStatus) -> EngineWords:
    return EngineWords(
        "attention",
        no_answer_from(engine.kind),
        tr("Documents wait until it answers. The settings tell which one is used."),
    )


def _address_wrong(engine: EngineStatus) -> EngineWords:
    return EngineWords(
        "attention",
        explain_address(engine.address),
        tr("Correct it in the settings. Documents wait until then."),
    )


def _fetching(fetch: ModelFetch) -> EngineWords:
    share = fetch.done_bytes / max(1, fetch.total_bytes)
    if fetch.error:
        here = tr(
            "{done} of {total} are here and are kept.",
            done=size(fetch.done_bytes),
            total=size(fetch.total_bytes),
        )
        return EngineWords(
            "attention",
            tr("The model could not be fetched to its end"),
            here if fetch.done_bytes else tr("The place it comes from could not be reached."),
            can_get=True,
            share=share,
        )
    sentence = tr("You can drop documents already; they wait and go on by themselves.")
    return EngineWords("fetch", fetch_line(fetch), sentence, can_cancel=True, share=share)


class EngineCard(QFrame):
    """Shows `EngineWords`.

    Signals:
        get_asked: the model is wanted now.
        cancel_asked: the model is not wanted now.
        change_asked: the person wants to choose another engine.
    """

    get_asked = Signal()
    cancel_asked = Signal()
    change_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._words: EngineWords | None = None
        self._icon = QLabel()
        self._icon.setFixedWidth(24)
        self._title = label()
        self._sentence = label(role="soft")
        self._progress = QProgressBar()
        self._progress.setMaximum(PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._get = button(tr("Get the model"), Kind.PRIMARY, self.get_asked.emit)
        self._cancel = button(tr("Cancel"), Kind.PLAIN, self.cancel_asked.emit)
        self._change = button(tr("Change…"), Kind.PLAIN, self.change_asked.emit)
        self._lay_out()
        theme.changed.connect(self._paint_icon)
        self.show_words(engine_words(None, None))

    def show_words(self, words: EngineWords) -> None:
        """Show this."""
        if words == self._words:
            return
        self._words = words
        self._title.setText(words.title)
        self._sentence.setText(words.sentence)
        self._progress.setVisible(words.share is not None)
        self._progress.setValue(round((words.share or 0) * PROGRESS_STEPS))
        self._get.setVisible(words.can_get)
        self._cancel.setVisible(words.can_cancel)
        self._change.setVisible(not words.can_cancel)
        self._paint_icon()

    def _paint_icon(self) -> None:
        if self._words is None:
            return
        color = "weak" if self._words.icon == "attention" else "accent"
        drawing = icon(self._words.icon, self._theme.tokens.color(color))
        self._icon.setPixmap(drawing.pixmap(QSize(20, 20)))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(6)
        for widget in (self._title, self._sentence, self._progress):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        for each in (self._get, self._cancel, self._change):
            row.addWidget(each)
