"""The jobs that are not final, kept between two looks: only what has changed is read again.

An owner looks at them in every round, and to make a thousand of them anew takes a tenth of a second
each time, in which the window gets on slowly: they share Python's lock.
"""

import threading

from desktop.jobs import rows
from desktop.jobs.database import Database
from desktop.jobs.flags import flag
from desktop.jobs.job import Job
from worker.contract.states import FINAL_STATES

_FINAL = ", ".join(f"'{state}'" for state in sorted(FINAL_STATES))
NOT_FINAL = f"state NOT IN ({_FINAL})"
"""The same in SQL."""


class Unfinished:
    """Safe to use from any thread; what other processes change is seen as well."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._seq = 0

    def jobs(self) -> list[Job]:
        """All of them as they are now, in their order."""
        with self._lock, self._database.reading() as db:
            seq = int(flag(db, "seq") or 0)
            if seq != self._seq:
                changed = db.execute(
                    f"SELECT * FROM jobs WHERE seq > ? AND {NOT_FINAL}", (self._seq,)
                )
                known = self._jobs | {job.id: job for job in map(rows.from_row, changed)}
                order = db.execute(f"SELECT id FROM jobs WHERE {NOT_FINAL} ORDER BY position")
                self._jobs = {row["id"]: known[row["id"]] for row in order}
                self._seq = seq
            return list(self._jobs.values())
