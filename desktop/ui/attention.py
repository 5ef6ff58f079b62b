"""What title and badge say, for people who look at neither tray nor notifications."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.jobs.job import Job
from desktop.translation import plural
from desktop.ui.kinds import in_need, kinds_of


@dataclass(frozen=True, slots=True)
class Attention:
    """How many documents there is something to look at for, and that in words."""

    count: int = 0
    words: str = ""


def attention(live: Iterable[Job], unread: int) -> Attention:
    """What needs a person, then what is new; empty where there is nothing."""
    need = in_need(kinds_of(live))
    parts = []
    if need:
        parts.append(plural("{n} need you", "1 needs you", need))
    if unread:
        parts.append(plural("{n} new", "1 new", unread))
    return Attention(need + unread, " · ".join(parts))
