"""Who is to be told of what, in how many messages: a pure function of what has ended."""

from collections.abc import Iterable, Sequence, Set

from desktop.jobs.job import Job

Group = tuple[Job, ...]


def messages(
    ended: Iterable[Job], unsettled: Set[tuple[str, str]], *, one_each: bool
) -> list[Group]:
    """Jobs that have ended, a group for each message to write now.

    What was added together comes together: a batch of which something is still to come waits, but
    not for what needs a person, such as a password. `one_each` sends each job by itself, at once.
    """
    groups: dict[tuple[str, str], list[Job]] = {}
    for job in ended:
        if job.email is None:
            continue
        if one_each:
            groups[job.id, job.email] = [job]
        elif (job.batch, job.email) not in unsettled:
            groups.setdefault((job.batch, job.email), []).append(job)
    return [tuple(group) for group in groups.values()]


def message_id(group: Sequence[Job], library_id: str, sender_domain: str) -> str:
    """The same for the same jobs, however often the message is made: clients show it once."""
    name = group[0].id if len(group) == 1 else f"{group[0].batch}-{group[0].id}"
    return f"<{name}.{library_id}@{sender_domain}>"
