"""The points found so far of a document that is still being read, where its summary will be."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.jobs.job import Job
from desktop.ui.desk import Desk
from desktop.ui.poller import Poller, Snapshot
from desktop.ui.summary_pane import SummaryPane
from worker.contract.messages import FoundPoint
from worker.contract.states import ClaimState, JobState
from worker.contract.summary import Claim, Evidence


class Finding(QObject):
    """Has the poller look into the job that is shown while it runs. Owns no widget."""

    def __init__(self, desk: Desk, poller: Poller, pane: SummaryPane) -> None:
        super().__init__(pane)
        self._poller, self._pane = poller, pane
        self._shown = ""
        desk.job_shown.connect(self._on_job_shown)
        poller.polled.connect(self._on_polled)

    def _on_job_shown(self, job: Job | None) -> None:
        is_running = job is not None and job.state is JobState.RUNNING
        self._shown = job.id if job is not None and is_running else ""
        self._poller.watch(self._shown)

    def _on_polled(self, snapshot: Snapshot) -> None:
        if snapshot.found and snapshot.watched == self._shown:
            is_quoted = any(point.quoted for point in snapshot.found)
            self._pane.show_points_so_far(claims_of(snapshot.found), is_quoted=is_quoted)


def claims_of(points: Sequence[FoundPoint]) -> tuple[Claim, ...]:
    """Points as claims of their pages, to be read and walked through like those of a summary."""
    return tuple(
        Claim(
            text=point.text,
            state=ClaimState.SUPPORTED,
            evidence=(
                Evidence(page=point.page, quote=point.text if point.quoted else "", support=1.0),
            ),
        )
        for point in points
    )
