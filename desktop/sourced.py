"""A summary with where it comes from: what leaves Sunto names the file it is of, and its day."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.translation import tr

if TYPE_CHECKING:
    from desktop.jobs.job import Job
    from worker.contract.summary import Summary


@dataclass(frozen=True, slots=True)
class Sourced:
    """A summary, the name of its document's file as text, and when it was made."""

    summary: Summary
    file: str
    made_at: float | None

    @classmethod
    def of(cls, job: Job, summary: Summary) -> Sourced:
        """The summary of a job."""
        return cls(summary, job.file.name.encode("utf-8", "replace").decode(), job.finished_at)

    @property
    def words(self) -> str:
        """The file, and the day as it is written in every country."""
        if self.made_at is None:
            return self.file
        day = time.strftime("%Y-%m-%d", time.localtime(self.made_at))
        return tr("{file}, summarised on {day}", file=self.file, day=day)
