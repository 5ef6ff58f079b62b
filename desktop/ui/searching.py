"""Search as you type: asks the index off the GUI thread, and shows what it found everywhere."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from desktop.jobs.job import Job
from desktop.jobs.search import Hit, SearchIndex
from desktop.translation import tr
from desktop.ui.background import Background
from desktop.ui.desk import Desk
from desktop.ui.found_rows import BEGIN_FOUND, END_FOUND
from desktop.ui.job_list_model import JobListModel
from desktop.ui.main_window import MainWindow
from desktop.ui.reading import Reading

MANY = 200
"""So many documents take the index long enough to say so."""
TYPING_MS = 90
"""A pause this long between two letters is the end of a word to look for."""


class Searching(QObject):
    """Joins the search field, the index, the list, the summary and the page.

    Signals:
        _progressed: how many documents the index has taken in, and of how many.
    """

    _progressed = Signal(int, int)

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
        self._progressed.connect(self._on_progressed)
        window.bar.typed.connect(self._on_typed)
        window.bar.search_left.connect(self._on_left)
        desk.job_shown.connect(self._on_job_shown)
        desk.news.connect(self._on_news)

    def finish(self, timeout_ms: int) -> None:
        """Let the search in hand come to its end and close the index."""
        self._typed = ""
        if self._background.wait(timeout_ms):
            self._index.close()

    def _on_typed(self, typed: str) -> None:
        self._typed = typed
        if typed.strip():
            self._timer.start(TYPING_MS)
        else:
            self._timer.stop()
            self._window.list_side.show_busy("")
            self._show("", [])

    def _on_news(self, _before: object, after: Iterable[Job]) -> None:
        """What has ended meanwhile may hold the words, too."""
        if self._typed.strip() and any(job.state.is_final for job in after):
            self._timer.start(TYPING_MS)

    def _ask(self) -> None:
        typed = self._typed

        def find() -> list[Hit]:
            self._index.refresh(self._report)
            return self._index.search(typed, before=BEGIN_FOUND, after=END_FOUND)

        self._background.run(
            find,
            lambda hits: self._on_found(typed, hits),
            lambda error: self._on_failed(typed, error),
        )

    def _report(self, done: int, total: int) -> bool:
        """Called by the other thread; whether the index is wanted still."""
        if total >= MANY:
            self._progressed.emit(done, total)
        return bool(self._typed.strip())

    def _on_progressed(self, done: int, total: int) -> None:
        locale = QLocale()
        numbers = {"done": locale.toString(done), "total": locale.toString(total)}
        words = tr("Making {done} of {total} documents ready for searching…", **numbers)
        self._window.list_side.show_busy(words if self._typed.strip() else "")

    def _on_found(self, typed: str, hits: list[Hit]) -> None:
        self._window.list_side.show_busy("")
        if typed == self._typed:
            self._show(typed, hits)

    def _on_failed(self, typed: str, _error: Exception) -> None:
        self._window.list_side.show_busy("")
        if typed == self._typed:
            self._show(typed, [])
            self._window.job_list.set_empty_words(_not_searched())

    def _show(self, typed: str, hits: list[Hit]) -> None:
        is_on = bool(typed.strip())
        self._asked = typed
        self._hits = {hit.job_id: hit for hit in hits}
        self._window.job_list.set_empty_words(_nothing_found(typed) if is_on else "")
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


def _not_searched() -> str:
    failed = tr("The documents could not be searched.")
    advice = tr("Type again to try once more. Escape shows all documents again.")
    return f"{failed}\n\n{advice}"


def _nothing_found(typed: str) -> str:
    nothing = tr("Nothing was found for “{words}”.", words=" ".join(typed.split()))
    advice = tr("Fewer letters find more. Escape shows all documents again.")
    return f"{nothing}\n\n{advice}"
