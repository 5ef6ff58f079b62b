"""The one timer of the window: ticks the owner off the GUI thread and reads what changed.

While a job is live it polls four times a second (twice from the tray: a notification is to come
within a second). When nothing is live that polling stops; what remains is a look every two or three
seconds, because other programs of ours may add jobs at any time. What a person does here is seen to
at once (`hurry`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.delivery.delivery import OutboxStatus
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import Removal
from desktop.jobs.status import OwnerStatus
from desktop.settings import Settings
from desktop.ui.background import Background
from desktop.ui.digest import Digest, Digests
from desktop.ui.ticking import Ticking

if TYPE_CHECKING:
    from worker.contract.messages import FoundPoint

log = logging.getLogger(__name__)

T = TypeVar("T")

LIVE_VISIBLE_MS = 250
LIVE_HIDDEN_MS = 500
IDLE_VISIBLE_MS = 2000
IDLE_HIDDEN_MS = 3000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one round found."""

    jobs: tuple[Job, ...]
    removals: tuple[Removal, ...]
    status: OwnerStatus | None
    digests: dict[str, Digest] = field(default_factory=dict)
    is_first: bool = False
    """Everything there was when the window opened: nothing of it is news."""
    problem: Exception | None = None
    """What kept the owner from its round."""
    outbox: OutboxStatus = OutboxStatus()  # noqa: RUF009 - a frozen value
    watched: str = ""
    found: tuple[FoundPoint, ...] = ()
    """The points found so far of the job that is watched."""


class Poller(QObject):
    """Runs one round at a time, all of them on one thread that lives as long as the program.

    Signals:
        polled: the `Snapshot` of a round.
        stopped: the owner has ended everything it started.
    """

    polled = Signal(object)
    stopped = Signal()

    def __init__(
        self,
        library: Library,
        make_owner: Callable[[], Ticking],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = Background(self, threads=1)
        self._rounds = _Rounds(library, make_owner)
        self._live: set[str] = set()
        self._is_visible = True
        self._is_running = self._is_wanted_again = self._is_stopping = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self._round)

    def start(self) -> None:
        """Begin with a look at the library; the owner follows."""
        self._round()

    def hurry(self) -> None:
        """Do the next round now: something was added or asked for."""
        self._is_wanted_again = self._is_running
        self._round()

    def set_visible(self, is_visible: bool) -> None:
        """Tell whether anybody looks."""
        if is_visible != self._is_visible:
            self._is_visible = is_visible
            self.hurry()

    def watch(self, job_id: str) -> None:
        """Look into this job's points, too, from the next round on; empty: into none."""
        self._rounds.watched = job_id

    def get_model(self, name: str = "") -> None:
        """Have a model fetched; without a name the one that comes with Sunto."""
        self._ask(lambda owner: owner.models.get(name))

    def pause_model(self, name: str) -> None:
        """Have it held."""
        self._ask(lambda owner: owner.models.pause(name))

    def cancel_model(self, name: str = "") -> None:
        """Have it not fetched."""
        self._ask(lambda owner: owner.models.cancel(name))

    def start_ollama(self) -> None:
        """Have the Ollama of this computer started."""
        self._ask(lambda owner: owner.ollama.start())

    def _ask(self, act: Callable[[Ticking], None]) -> None:
        self._background.run(lambda: self._rounds.ask(act))
        self.hurry()

    def renew(self, make_owner: Callable[[], Ticking]) -> None:
        """Go on with another owner: the settings are others now."""
        self._background.run(lambda: self._rounds.renew(make_owner))
        self.hurry()

    def use(self, settings: Settings) -> None:
        """Have the owner go on with other settings, of which none is the worker's."""
        self._background.run(lambda: self._rounds.use(settings))
        self.hurry()

    def stop(self) -> None:
        """Stop for good; `stopped` follows when the owner has ended what it started."""
        if not self._is_stopping:
            self._is_stopping = True
            self._timer.stop()
            self._background.run(self._rounds.stop, self._on_stopped, self._on_stopped)

    def wait(self, timeout_ms: int) -> bool:
        """Wait for the thread to have nothing to do; for the end of the program."""
        return self._background.wait(timeout_ms)

    def interval_ms(self) -> int:
        """How long until the next round."""
        if self._live:
            return LIVE_VISIBLE_MS if self._is_visible else LIVE_HIDDEN_MS
        return IDLE_VISIBLE_MS if self._is_visible else IDLE_HIDDEN_MS

    def _round(self) -> None:
        if self._is_running or self._is_stopping:
            return
        self._is_running = True
        self._timer.stop()
        self._background.run(self._rounds.round, self._on_round, self._on_failed)

    def _on_round(self, snapshot: Snapshot) -> None:
        self._is_running = False
        if self._is_stopping:
            return
        self._watch(snapshot)
        self.polled.emit(snapshot)
        self._go_on(0 if snapshot.is_first else self.interval_ms())

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        self.polled.emit(Snapshot((), (), None, problem=error))
        self._go_on(IDLE_VISIBLE_MS)

    def _go_on(self, delay_ms: int) -> None:
        if self._is_wanted_again:
            self._is_wanted_again = False
            delay_ms = 0
        if not self._is_stopping:
            self._timer.start(delay_ms)

    def _watch(self, snapshot: Snapshot) -> None:
        for job in snapshot.jobs:
            if job.state.is_final or job.needs_person:
                self._live.discard(job.id)
            else:
                self._live.add(job.id)
        self._live.difference_update(removal.job_id for removal in snapshot.removals)

    def _on_stopped(self, _: object) -> None:
        self.stopped.emit()


class _Rounds:
    """What happens on the other thread; only that thread touches it."""

    def __init__(self, library: Library, make_owner: Callable[[], Ticking]) -> None:
        self._library = library
        self._make_owner = make_owner
        self._owner: Ticking | None = None
        self._digests = Digests(library.summary)
        self._seq = 0
        self._has_looked = False
        self._problem: Exception | None = None
        self.watched = ""
        """Set by the other thread; read once a round."""

    def round(self) -> Snapshot:
        """Look; from the second time on, have the owner work first.

        A round that fails is as if it had not been: the next one finds what it would have told.
        """
        self._problem = None
        if self._has_looked:
            self._tried(lambda: self._working_owner().tick(), None)
        changes = self._library.changes(self._seq)
        self._digests.note(changes.jobs)
        status = self._tried(self._owner.status, None) if self._owner else None
        mail = self._library.outbox.status()
        watched = self.watched
        found = self._found(watched) if watched else ()
        is_first = not self._has_looked
        digests = {} if is_first else self._digests.read()
        self._seq, self._has_looked = changes.seq, True
        return Snapshot(
            changes.jobs,
            changes.removals,
            status,
            digests,
            is_first,
            self._problem,
            mail,
            watched,
            found,
        )

    def ask(self, act: Callable[[Ticking], None]) -> None:
        """Have the owner do something that a person asked for."""
        act(self._working_owner())

    def renew(self, make_owner: Callable[[], Ticking]) -> None:
        """End the owner; the next round makes another."""
        self.stop()
        self._make_owner, self._owner = make_owner, None

    def use(self, settings: Settings) -> None:
        """See `Ticking`. An owner that is still to be made gets the settings of then."""
        if self._owner is not None:
            self._owner.use(settings)

    def stop(self) -> None:
        """End the owner."""
        if self._owner is not None:
            self._owner.stop()

    def _working_owner(self) -> Ticking:
        # Made here and not before: what it imports must not delay the first paint.
        if self._owner is None:
            self._owner = self._make_owner()
        return self._owner

    def _found(self, job_id: str) -> tuple[FoundPoint, ...]:
        owner = self._owner
        nothing: tuple[FoundPoint, ...] = ()
        return self._tried(lambda: owner.found(job_id), nothing) if owner else nothing

    def _tried(self, ask: Callable[[], T], otherwise: T) -> T:
        try:
            return ask()
        except Exception as error:
            # What is wrong with the owner must not keep the person from reading.
            log.exception("the owner could not work")
            self._problem = self._problem or error
            return otherwise
