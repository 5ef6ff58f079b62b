"""When garbage is looked for: not while the list and the owner come, and never among what stays.

With 10,000 documents the collector looks through all of them for 50 to 100 ms every now and then,
and twice while they come; through what an owner imports (Celery, Redis) it takes 40 to 60 ms,
whatever the list. The window would stand still, whichever thread it happens on.
"""

import gc


def hold() -> None:
    """Have none collected until `collect_again`."""
    gc.disable()


def collect_again(*_: object) -> None:
    """Have it collected again, with what is there by now left out: it stays."""
    gc.freeze()
    gc.enable()
