"""Search as you type: asks the index off the GUI thread, and shows what it found everywhere."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from desktop.jobs.job import Job
from desktop.jobs.search import Hit, SearchIndex
from desktop.translation import tr
from desktop.ui.background import Background
from desktop.ui.desk import Desk
from desktop.ui.job_list_model import JobListModel
from desktop.ui.main_window import MainWindow
from desktop.ui.reading import Reading

TYPING_MS = 90
"""A pause this long between two letters is the end of a word to look for."""


class Searching(QObject):
    """Joins the search field, the index, the list, the summary and the page."""

    def __init__(
        self,
        window: MainWindow,
        model: JobListModel,
        desk: Desk,
        reading: Reading,
        index: SearchIndex,
    ) -> None:
        super().__init__(window)
        self._window, self._model = window, model
        self._desk, self._reading, self._index = desk, reading, index
        self._background = Background(self, threads=1)
        self._typed = self._asked = ""
        self._shown: tuple[str, str] = ("", "")
        self._hits: dict[str, Hit] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        window.bar.typed.connect(self._on_typed)
        window.bar.search_left.connect(self._on_left)
        desk.job_shown.connect(self._on_job_shown)
        desk.news.connect(self._on_news)

    def finish(self, timeout_ms: int) -> None:
        """Let the search in hand come to its end and close the index."""
        if self._background.wait(timeout_ms):
            self._index.close()

    def _on_typed(self, typed: str) -> None:
        self._typed = typed
        if typed.strip():
            self._timer.start(TYPING_MS)
        else:
            self._timer.stop()
            self._show("", [])

    def _on_news(self, _before: object, after: Iterable[Job]) -> None:
        """What has ended meanwhile may hold the words, too."""
        if self._typed.strip() and any(job.state.is_final for job in after):
            self._timer.start(TYPING_MS)

    def _ask(self) -> None:
        typed = self._typed

        def find() -> list[Hit]:
            self._index.refresh()
            return self._index.search(typed)

        self._background.run(find, lambda hits: self._on_found(typed, hits))

    def _on_found(self, typed: str, hits: list[Hit]) -> None:
        if typed == self._typed:
            self._show(typed, hits)

    def _show(self, typed: str, hits: list[Hit]) -> None:
        is_on = bool(typed.strip())
        self._asked = typed
        self._hits = {hit.job_id: hit for hit in hits}
        words = " ".join(typed.split())
        self._window.job_list.set_empty_words(
            tr("Nothing was found for “{words}”.", words=words) if is_on else ""
        )
        self._model.set_found(self._hits if is_on else None)
        self._window.pane.show_found(typed)
        if is_on and self._desk.shown_job() is None:
            self._desk.choose_something()
        self._on_job_shown(self._desk.shown_job())

    def _on_job_shown(self, job: Job | None) -> None:
        hit = self._hits.get(job.id) if job is not None else None
        shown = (hit.job_id if hit else "", self._asked if hit else "")
        if shown != self._shown:
            self._shown = shown
            self._reading.look_for(self._asked if hit else "", hit.page if hit else 0)

    def _on_left(self) -> None:
        self._window.job_list.setFocus()
        if self._desk.shown_job() is None:
            self._desk.choose_something()
