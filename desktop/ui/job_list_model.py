"""The list of jobs for Qt: immutable jobs in groups, with a heading row before each group."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.jobs.job import Job
from desktop.jobs.search import Hit
from desktop.ui.arrangement import (
    Heading,
    Place,
    Show,
    Sort,
    heading_text,
    is_shown,
    place_of,
    runs,
)
from desktop.ui.digest import Digest
from desktop.ui.wording import Row, Surroundings, found_row, row_of
from worker.contract.states import JobState, WaitReason

AnyIndex = QModelIndex | QPersistentModelIndex

JOB_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2

NO_INDEX = QModelIndex()
Entry = Heading | Job


class JobListModel(QAbstractListModel):
    """Jobs by group. Row by row it changes only what changed, so selection and scroll stay."""

    def __init__(
        self, today: Callable[[], date] = date.today, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._jobs: dict[str, Job] = {}
        self._live: dict[str, Job] = {}
        self._hidden: set[str] = set()
        self._unread: set[str] = set()
        self._gone: set[str] = set()
        self._digests: dict[str, Digest] = {}
        self._around = Surroundings()
        self._found: Mapping[str, Hit] | None = None
        self._show, self._sort = Show.ALL, Sort.DATE
        self._places: list[Place] = []
        self._entries: dict[str, Entry] = {}

    # What Qt asks

    @override
    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._places)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._places):
            return None
        entry = self._entries[self._places[index.row()].id]
        if isinstance(entry, Heading):
            return self._heading_text(entry) if role == Qt.ItemDataRole.DisplayRole else None
        if role == JOB_ROLE:
            return entry
        row = self._row(entry)
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.title, row.line.text, row.right) if part)
        return None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or not self._places[index.row()].is_job:
            return Qt.ItemFlag.NoItemFlags
        job = self._entries[self._places[index.row()].id]
        can_move = isinstance(job, Job) and not job.state.is_final
        return (
            (Qt.ItemFlag.ItemIsDragEnabled if can_move else Qt.ItemFlag.NoItemFlags)
            | Qt.ItemFlag.ItemIsDropEnabled
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    # What the window asks

    def job(self, job_id: str) -> Job | None:
        """A job by its id, whether shown or hidden."""
        return self._jobs.get(job_id)

    def jobs(self) -> Iterable[Job]:
        """All jobs known, hidden ones left out."""
        return (job for job in self._jobs.values() if job.id not in self._hidden)

    def live_jobs(self) -> list[Job]:
        """Jobs that are not final, hidden ones left out."""
        return [job for job in self._live.values() if job.id not in self._hidden]

    def has_jobs(self) -> bool:
        """Whether there is any job, hidden ones left out."""
        return any(job_id not in self._hidden for job_id in self._jobs)

    def unread_count(self) -> int:
        """How many jobs ended and were not looked at, hidden ones left out."""
        return len(self._unread - self._hidden)

    def digests(self) -> Mapping[str, Digest]:
        """All figures read so far."""
        return self._digests

    def index_of(self, job_id: str) -> QModelIndex:
        """Where a job stands; invalid when it is not shown."""
        job = self._jobs.get(job_id)
        if job is None or job_id not in self._entries:
            return QModelIndex()
        return self.index(bisect_left(self._places, place_of(job, self._sort)), 0)

    def is_heading(self, row: int) -> bool:
        """Whether this row is a heading."""
        return not self._places[row].is_job

    # What changes it

    def apply(
        self,
        jobs: Iterable[Job],
        removed: Iterable[str] = (),
        digests: Mapping[str, Digest] | None = None,
    ) -> None:
        """Take over newer jobs; older ones than known are left aside."""
        self._gone.update(removed)
        changed: list[Job] = []
        for job in jobs:
            known = self._jobs.get(job.id)
            if job.id not in self._gone and (known is None or known.seq < job.seq):
                self._keep(job)
                changed.append(job)
        lost = self._gone & self._jobs.keys()
        for job_id in lost:
            del self._jobs[job_id]
            self._live.pop(job_id, None)
            self._unread.discard(job_id)
            self._digests.pop(job_id, None)
        read = digests or {}
        self._digests.update(read)
        again = [self._jobs[job_id] for job_id in read if job_id in self._jobs]
        self._rearrange([*changed, *again], membership_changed=bool(lost))

    def hide(self, job_ids: Iterable[str]) -> None:
        """Take jobs out of sight; they are removed later, or shown again."""
        self._hidden.update(job_ids)
        self._rearrange([], membership_changed=True)

    def show_again(self, job_ids: Iterable[str]) -> None:
        """Undo `hide`."""
        self._hidden.difference_update(job_ids)
        self._rearrange([], membership_changed=True)

    def set_found(self, found: Mapping[str, Hit] | None) -> None:
        """Show only the jobs in which something was found; None shows all."""
        if found is not None or self._found is not None:
            self._found = found
            self._arrange_anew()

    def arrange(self, *, show: Show | None = None, sort: Sort | None = None) -> None:
        """Show other jobs, or show them in another order."""
        wanted = (show or self._show, sort or self._sort)
        if wanted != (self._show, self._sort):
            self._show, self._sort = wanted
            self._arrange_anew()

    def _arrange_anew(self) -> None:
        """Everything may stand elsewhere now: cheaper at once than row by row."""
        self.beginResetModel()
        self._places = self._wanted()
        self._entries = {
            place.id: self._jobs.get(place.id) or Heading(place.group) for place in self._places
        }
        self.endResetModel()

    def set_surroundings(self, around: Surroundings) -> None:
        """Take over what words depend on beside their job."""
        if around != self._around:
            self._around = around
            self.refresh()

    def refresh(self) -> None:
        """Have every row drawn again: its words depend on the day and on the surroundings."""
        if self._places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._places) - 1, 0))

    def next_id(self) -> str:
        """The job whose turn is next."""
        waiting = (
            job
            for job in self.live_jobs()
            if job.state is JobState.WAITING and job.reason is WaitReason.TURN
        )
        first = min(waiting, key=lambda job: job.position, default=None)
        return first.id if first else ""

    # How it changes

    def _keep(self, job: Job) -> None:
        self._jobs[job.id] = job
        (self._unread.add if job.unread else self._unread.discard)(job.id)
        if job.state.is_final:
            self._live.pop(job.id, None)
        else:
            self._live[job.id] = job

    def _rearrange(self, changed: list[Job], *, membership_changed: bool) -> None:
        if not membership_changed and all(self._stands(job) for job in changed):
            self._replace(changed)
            return
        wanted = self._wanted()
        known = set(self._entries)
        self._drop(known - {place.id for place in wanted})
        self._permute(wanted)
        self._insert(wanted)
        # What was just put in is there as it is now.
        self._replace([job for job in changed if job.id in known])

    def _stands(self, job: Job) -> bool:
        known = self._entries.get(job.id)
        if not isinstance(known, Job):
            return not self._is_wanted(job)
        return self._is_wanted(job) and place_of(known, self._sort) == place_of(job, self._sort)

    def _wanted(self) -> list[Place]:
        places = [place_of(job, self._sort) for job in self.jobs() if self._is_wanted(job)]
        groups = {place.group for place in places}
        headings = [Place(group, False, 0.0, f"heading:{group}") for group in groups]
        return sorted([*places, *headings])

    def _is_wanted(self, job: Job) -> bool:
        return is_shown(job, self._show) and (self._found is None or job.id in self._found)

    def _drop(self, ids: set[str]) -> None:
        rows = [row for row, place in enumerate(self._places) if place.id in ids]
        for first, last in reversed(runs(rows)):
            self.beginRemoveRows(QModelIndex(), first, last)
            for place in self._places[first : last + 1]:
                del self._entries[place.id]
            del self._places[first : last + 1]
            self.endRemoveRows()

    def _permute(self, wanted: list[Place]) -> None:
        """Bring the rows that stay into their new order."""
        staying = [place for place in wanted if place.id in self._entries]
        if [place.id for place in staying] == [place.id for place in self._places]:
            self._places = staying
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._places[index.row()].id for index in before]
        rows = {place.id: row for row, place in enumerate(staying)}
        self._places = staying
        self.changePersistentIndexList(before, [self.index(rows[job_id], 0) for job_id in ids])
        self.layoutChanged.emit()

    def _insert(self, wanted: list[Place]) -> None:
        rows = [row for row, place in enumerate(wanted) if place.id not in self._entries]
        for first, last in runs(rows):
            self.beginInsertRows(QModelIndex(), first, last)
            for place in wanted[first : last + 1]:
                self._entries[place.id] = self._jobs.get(place.id) or Heading(place.group)
            self._places[first:first] = wanted[first : last + 1]
            self.endInsertRows()

    def _replace(self, changed: list[Job]) -> None:
        rows = []
        for job in changed:
            if job.id not in self._entries:
                continue
            self._entries[job.id] = job
            rows.append(bisect_left(self._places, place_of(job, self._sort)))
        for first, last in runs(sorted(set(rows))):
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _row(self, job: Job) -> Row:
        row = row_of(job, self._digests.get(job.id), self._around)
        hit = self._found.get(job.id) if self._found is not None else None
        return row if hit is None else found_row(row, hit.page, hit.snippet)

    def _heading_text(self, heading: Heading) -> str:
        return heading_text(heading.group, self._today())
