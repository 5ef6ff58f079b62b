"""What there is to know of a job beside its row."""

import time

from desktop.jobs.job import Job
from desktop.translation import tr
from desktop.ui.mail_words import mail_target
from desktop.ui.times import ago, size
from desktop.ui.wording import one_line


def about_lines(job: Job) -> list[str]:
    """One fact a line."""
    now = time.time()
    lines = [
        one_line(job.title),
        str(job.file),
        tr("Added {time}", time=ago(job.added_at, now)),
    ]
    if job.finished_at is not None:
        lines.append(tr("Finished {time}", time=ago(job.finished_at, now)))
    if job.size_bytes:
        lines.append(size(job.size_bytes))
    if job.email is not None:
        lines.append(mail_target(job))
    return [line for line in lines if line]
