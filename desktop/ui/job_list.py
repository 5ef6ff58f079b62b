"""The list on the left: rows of the model, selection, keys, and its own quiet menu."""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip
from typing_extensions import override

from desktop.jobs.job import Job
from desktop.translation import tr
from desktop.ui.about_job import about_lines
from desktop.ui.arrangement import runs
from desktop.ui.job_delegate import HEADING_HEIGHT, JobDelegate
from desktop.ui.job_list_model import JOB_ROLE, JobListModel
from desktop.ui.labels import tooltip
from desktop.ui.theme import Theme


class JobList(QTableView):
    """A table of one column: its row heights cost nothing, however long the list is.

    Signals:
        job_chosen: the current `Job`, or None.
        opened: a job was opened (Enter).
        removal_asked: ids of the jobs to remove.
        menu_asked: jobs that are selected, and where to show the menu.
        order_asked: ids of jobs, and the id of the one they are to stand before, or None.
    """

    job_chosen = Signal(object)
    opened = Signal(object)
    removal_asked = Signal(list)
    menu_asked = Signal(list, QPoint)
    order_asked = Signal(list, object)

    def __init__(self, model: JobListModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("jobList")
        self.setAccessibleName(tr("Documents"))
        self._jobs, self._theme = model, theme
        self.delegate = JobDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self._set_up_look()
        self.setModel(model)
        for signal in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self._fit_rows)
        self._kept, self._kept_selected = "", list[str]()
        model.modelAboutToBeReset.connect(self._keep_chosen)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.set_empty_words("")
        self._fit_rows()

    def set_empty_words(self, words: str) -> None:
        """What stands here while no job does; empty: that none is like those asked for."""
        self._empty_words = words or tr("There is no such document now.")
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._jobs.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.tokens.color("soft"))
            area = self.viewport().rect().adjusted(24, 32, -24, -24)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self._empty_words)

    def select(self, job_id: str) -> bool:
        """Select a job and bring it into sight."""
        index = self._jobs.index_of(job_id)
        if not index.isValid():
            return False
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)
        return True

    def select_all_of(self, job_ids: Sequence[str]) -> None:
        """Select several jobs; the first of them is the one that is shown."""
        if job_ids and self.select(job_ids[0]):
            self._add_to_selection(job_ids)

    def current_job(self) -> Job | None:
        """The job that is shown beside the list."""
        job = self.currentIndex().data(JOB_ROLE)
        return job if isinstance(job, Job) else None

    def selected_jobs(self) -> list[Job]:
        """All selected jobs, from top to bottom."""
        rows = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return [index.data(JOB_ROLE) for index in rows if index.data(JOB_ROLE) is not None]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.delegate.shows_focus = event.reason() in by_key
        super().focusInEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.delegate.shows_focus = False
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.delegate.shows_focus = True
        job = self.current_job()
        is_moving = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_moving and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_by(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and job is not None:
            self.opened.emit(job)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit([each.id for each in self.selected_jobs()])
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        jobs = self.selected_jobs()
        if jobs:
            self.menu_asked.emit(jobs, event.globalPos())

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        # Only among the jobs that have a turn.
        event.setAccepted(event.source() is self and self._waits_at(event.position().toPoint()))

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is not self:
            event.ignore()
            return
        where = event.position().toPoint()
        index = self.indexAt(where)
        is_below = where.y() > self.visualRect(index).center().y()
        ids = [job.id for job in self.selected_jobs() if not job.state.is_final]
        # A copy: after a move Qt would take the rows away.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.order_asked.emit(ids, self._live_id(index.row() + is_below))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(JOB_ROLE + 1) if index.isValid() else None
        area = self.visualRect(index).toRectF()
        is_link = self.delegate.link_at(area, row, event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            job = self.indexAt(event.pos()).data(JOB_ROLE)
            if isinstance(job, Job):
                QToolTip.showText(event.globalPos(), tooltip(*about_lines(job)), self)
            return True
        return super().viewportEvent(event)

    def _keep_chosen(self) -> None:
        job = self.current_job()
        self._kept = job.id if job is not None else ""
        ranges = list(self.selectionModel().selection())  # type: ignore[call-overload]
        rows = (range(each.top(), each.bottom() + 1) for each in ranges)
        self._kept_selected = self._jobs.ids_at(chain.from_iterable(rows))

    def _on_reset(self) -> None:
        """Qt forgets what was chosen when everything is arranged anew."""
        self._fit_rows()
        if not self.select(self._kept):
            self.job_chosen.emit(None)
        self._add_to_selection(self._kept_selected)

    def _add_to_selection(self, job_ids: Sequence[str]) -> None:
        rows = (row for job_id in job_ids if (row := self._jobs.row_of(job_id)) is not None)
        selection = QItemSelection()
        for first, last in runs(sorted(rows)):
            selection.select(self._jobs.index(first, 0), self._jobs.index(last, 0))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    def _waits_at(self, where: QPoint) -> bool:
        job = self.indexAt(where).data(JOB_ROLE)
        return isinstance(job, Job) and not job.state.is_final

    def _live_id(self, row: int) -> str | None:
        """The unfinished job in a row; None below the last of them."""
        job = self._jobs.index(row, 0).data(JOB_ROLE)
        return job.id if isinstance(job, Job) and not job.state.is_final else None

    def _move_by(self, step: int) -> None:
        """Move what is selected one place up or down."""
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        live = [row for row in rows if self._live_id(row) is not None]
        if not live:
            return
        ids = [job.id for job in self.selected_jobs() if not job.state.is_final]
        if step > 0:
            self.order_asked.emit(ids, self._live_id(max(live) + 2))
        elif self._live_id(min(live) - 1) is not None:
            self.order_asked.emit(ids, self._live_id(min(live) - 1))

    def _set_up_look(self) -> None:
        self.setShowGrid(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(HEADING_HEIGHT)
        rows.setDefaultSectionSize(self.delegate.row_height())

    def _fit_rows(self) -> None:
        """Give headings their own height; Qt moves sizes along with rows, but not always."""
        header, full = self.verticalHeader(), self.delegate.row_height()
        headings = self._jobs.heading_rows()
        for row in headings:
            if header.sectionSize(row) != HEADING_HEIGHT:
                header.resizeSection(row, HEADING_HEIGHT)
        count = self._jobs.rowCount()
        if header.length() == full * count - (full - HEADING_HEIGHT) * len(headings):
            return
        # Some job has a heading's height: seldom, and to ask all rows takes a while.
        for row in set(range(count)).difference(headings):
            if header.sectionSize(row) != full:
                header.resizeSection(row, full)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.job_chosen.emit(current.data(JOB_ROLE))
