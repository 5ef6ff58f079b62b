"""The list of jobs for Qt: immutable jobs in groups, with a heading row before each group."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from typing_extensions import override

from desktop.jobs.job import Job
from desktop.jobs.search import Hit
from desktop.ui.arrangement import (
    Arrangement,
    Heading,
    Show,
    Sort,
    heading_text,
    next_turn,
    runs,
)
from desktop.ui.digest import Digest
from desktop.ui.found_rows import found_row
from desktop.ui.wording import Row, Surroundings, row_of

AnyIndex = QModelIndex | QPersistentModelIndex

JOB_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2

NO_INDEX = QModelIndex()
LEARNT_AT_ONCE = 100
"""Names are made ready for sorting this many at a time, in moments when nothing else is done."""


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
        self._around, self._found = Surroundings(), dict[str, Hit]()
        self._arrangement = Arrangement()
        self._ids: list[Heading | str] = []
        self._rows: dict[Heading | str, int] | None = {}  # None after a change, until asked for
        self._learning = QTimer(self)
        self._learning.setInterval(0)
        self._learning.timeout.connect(self._learn)

    # What Qt asks

    @override
    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        entry, is_text = self._ids[index.row()], role == Qt.ItemDataRole.DisplayRole
        if isinstance(entry, Heading):
            return heading_text(entry.group, self._today()) if is_text else None
        job = self._jobs.get(entry)
        if job is None or role == JOB_ROLE:
            return job
        row = self._row(job)
        if role == ROW_ROLE:
            return row
        if is_text or role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.line.text, row.right) if part)
        return None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        job = index.data(JOB_ROLE)
        if not isinstance(job, Job):
            return Qt.ItemFlag.NoItemFlags
        can_move = not job.state.is_final
        return (
            (Qt.ItemFlag.ItemIsDragEnabled if can_move else Qt.ItemFlag.NoItemFlags)
            | Qt.ItemFlag.ItemIsDropEnabled
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        # Qt offers copies alone, and its lists refuse those where rows are only to be moved.
        return Qt.DropAction.MoveAction

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
        return next(iter(self.jobs()), None) is not None

    def unread_count(self) -> int:
        """How many jobs ended and were not looked at, hidden ones left out."""
        return len(self._unread - self._hidden)

    def digests(self) -> Mapping[str, Digest]:
        """All figures read so far."""
        return self._digests

    def index_of(self, job_id: str) -> QModelIndex:
        """Where a job stands; invalid when it is not shown."""
        return QModelIndex() if (row := self.row_of(job_id)) is None else self.index(row, 0)

    def row_of(self, entry: Heading | str) -> int | None:
        """The row of a job, by its id, or of a heading; None when it is not shown."""
        if self._rows is None:
            self._rows = {entry: row for row, entry in enumerate(self._ids)}
        return self._rows.get(entry)

    def heading_rows(self) -> list[int]:
        """Rows that are headings."""
        return [row for row, entry in enumerate(self._ids) if entry.__class__ is Heading]

    def ids_at(self, rows: Iterable[int]) -> list[str]:
        """Ids of the jobs in these rows."""
        return [entry for row in rows if not isinstance(entry := self._ids[row], Heading)]

    # What changes it

    def apply(
        self,
        jobs: Iterable[Job],
        removed: Iterable[str] = (),
        digests: Mapping[str, Digest] | None = None,
    ) -> None:
        """Take over newer jobs; older ones than known are left aside."""
        self._gone.update(removed)
        newer = {job.id: job for job in jobs if self._is_newer(job)}
        moves = self._arrangement.moves
        has_moved = any(moves(self._jobs.get(job_id), job) for job_id, job in newer.items())
        lost = self._gone & self._jobs.keys()
        read = digests or {}
        self._digests.update(read)
        self._keep(newer)
        self._rearrange([*newer, *read], has_moved=has_moved or bool(lost))
        self._forget(lost)
        if newer and not self._learning.isActive():
            self._learning.start()

    def hide(self, job_ids: Iterable[str]) -> None:
        """Take jobs out of sight; they are removed later, or shown again."""
        self._hidden.update(job_ids)
        self._rearrange([], has_moved=True)

    def show_again(self, job_ids: Iterable[str]) -> None:
        """Undo `hide`."""
        self._hidden.difference_update(job_ids)
        self._rearrange([], has_moved=True)

    def set_found(self, found: Mapping[str, Hit] | None) -> None:
        """Show only the jobs in which something was found; None shows all."""
        if found is not None or self._arrangement.found is not None:
            self._found, self._arrangement.found = dict(found or {}), found
            self._arrange_anew()

    def arrange(self, *, show: Show | None = None, sort: Sort | None = None) -> None:
        """Show other jobs, or show them in another order."""
        now = self._arrangement
        wanted = (show or now.show, sort or now.sort)
        if wanted != (now.show, now.sort):
            now.show, now.sort = wanted
            self._arrange_anew()

    def _arrange_anew(self) -> None:
        """Everything may stand elsewhere now: cheaper at once than row by row."""
        self.beginResetModel()
        self._set_ids(self._wanted())
        self.endResetModel()

    def set_surroundings(self, around: Surroundings) -> None:
        """Take over what words depend on beside their job."""
        if around != self._around:
            self._around = around
            self.refresh()

    def refresh(self) -> None:
        """Have every row drawn again: its words depend on the day and on the surroundings."""
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def next_id(self) -> str:
        """The job whose turn is next."""
        return next_turn(self.live_jobs())

    # How it changes

    def _is_newer(self, job: Job) -> bool:
        known = self._jobs.get(job.id)
        return job.id not in self._gone and (known is None or known.seq < job.seq)

    def _keep(self, newer: dict[str, Job]) -> None:
        self._jobs.update(newer)
        self._arrangement.note(newer)
        self._unread.difference_update(newer)
        self._unread.update(job_id for job_id, job in newer.items() if job.unread)
        for job_id, job in newer.items():
            if not job.state.is_final:
                self._live[job_id] = job
            elif job_id in self._live:
                del self._live[job_id]

    def _forget(self, lost: set[str]) -> None:
        self._arrangement.note(lost)
        self._unread.difference_update(lost)
        for job_id in lost:
            del self._jobs[job_id]
            self._live.pop(job_id, None)
            self._digests.pop(job_id, None)

    def _learn(self) -> None:
        """Make some names ready for sorting: it takes too long for all of them at once."""
        if not self._arrangement.learn_names(self._jobs, LEARNT_AT_ONCE):
            self._learning.stop()

    def _rearrange(self, changed: list[str], *, has_moved: bool) -> None:
        if not has_moved:
            self._redraw(changed)
            return
        wanted = self._wanted()
        before = set(self._ids)
        self._drop(before.difference(wanted))
        self._permute(wanted, before)
        self._insert(wanted, before)
        # What was just put in is there as it is now.
        self._redraw([job_id for job_id in changed if job_id in before])

    def _wanted(self) -> list[Heading | str]:
        return self._arrangement.rows(self._jobs, self._live, self._hidden | self._gone)

    def _set_ids(self, ids: list[Heading | str]) -> None:
        self._ids, self._rows = ids, None

    def _drop(self, entries: set[Heading | str]) -> None:
        rows = [row for row, entry in enumerate(self._ids) if entry in entries] if entries else []
        for first, last in reversed(runs(rows)):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._set_ids(self._ids[:first] + self._ids[last + 1 :])
            self.endRemoveRows()

    def _permute(self, wanted: list[Heading | str], before: set[Heading | str]) -> None:
        """Bring the rows that stay into their new order."""
        staying = [entry for entry in wanted if entry in before]
        if staying == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        entries = [self._ids[index.row()] for index in kept]
        self._set_ids(staying)
        rows = [self.row_of(entry) for entry in entries]
        self.changePersistentIndexList(kept, [self.index(row or 0, 0) for row in rows])
        self.layoutChanged.emit()

    def _insert(self, wanted: list[Heading | str], before: set[Heading | str]) -> None:
        rows = [row for row, entry in enumerate(wanted) if entry not in before]
        for first, last in runs(rows):
            self.beginInsertRows(QModelIndex(), first, last)
            self._set_ids(wanted[: last + 1] + self._ids[first:])
            self.endInsertRows()

    def _redraw(self, changed: Iterable[str]) -> None:
        rows = {row for each in changed if (row := self.row_of(each)) is not None}
        for first, last in runs(sorted(rows)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _row(self, job: Job) -> Row:
        row = row_of(job, self._digests.get(job.id), self._around)
        hit = self._found.get(job.id)
        return row if hit is None else found_row(row, hit.page, hit.snippet)
