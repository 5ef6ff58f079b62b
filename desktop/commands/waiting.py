"""`sunto wait`: owns the library, or watches its owner, until nothing is left that it could do."""

import json
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.commands.context import Context, log_to_file
from desktop.commands.mail import has_mail, wait_for_outbox
from desktop.commands.patience import Patience
from desktop.commands.progress import ProgressLine
from desktop.commands.report import Waited, report_finished
from desktop.commands.signals import asked_to_stop
from desktop.errors import ExitCode
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.owner import Owner
from desktop.jobs.status import OwnerStatus
from desktop.shared_broker import shared_broker
from worker.contract.celery_app import BrokerAddress
from worker.contract.messages import EngineStatus

TICK_S = 0.25

LOOK_ELSEWHERE_EVERY_S = 2.0
"""How often another owner's engine is looked at."""


def run(arguments: Namespace) -> ExitCode:
    """Wait for these jobs, or for all there are."""
    context = Context.open(arguments)
    ids = [job.id for job in context.find(arguments.jobs)]
    log_to_file(context.paths)
    waited = own_until_settled(context, ids or None)
    return report_finished(context, waited, as_json=arguments.json)


def own_until_settled(context: Context, ids: Sequence[str] | None) -> Waited:
    """Get these jobs done, or all, as far as that is possible without a person.

    Raises:
        CannotStart: a part that is needed does not come up.
    """
    watch = _Watch(context.library, ids)
    owner = Owner(context.paths, context.library, context.settings)
    line = ProgressLine(sys.stderr)
    patience = Patience(context.paths)
    elsewhere = _Elsewhere(context)
    with asked_to_stop() as stop:
        try:
            pause_s = 0.0
            while not _is_settled(watch, patience) and not stop.wait(pause_s):
                pause_s = TICK_S
                owner.tick()
                status = elsewhere.completed(owner.status())
                patience.look(status)
                watch.refresh()
                line.show(watch.news(), status)
            # What had failed before anybody waited is told as well.
            line.show(watch.news(), elsewhere.completed(owner.status()))
            outbox = context.library.outbox
            if not stop.is_set() and has_mail(outbox, context.settings):
                # Where everything was done before, nobody has become the owner yet.
                owner.tick()
            if owner.is_owner and not stop.is_set():
                wait_for_outbox(outbox, context.settings, owner.tick, stop, TICK_S)
        finally:
            line.close()
            owner.stop()
        watch.refresh()
        return Waited(watch.jobs(), watch.news(), was_interrupted=stop.is_set())


def _is_settled(watch: "_Watch", patience: Patience) -> bool:
    return all([patience.is_over(job) for job in watch.jobs()])


class _Watch:
    """The jobs that are waited for, read anew as they change."""

    def __init__(self, library: Library, ids: Sequence[str] | None) -> None:
        """Without `ids`: all jobs, those that are added later as well."""
        self._library = library
        self._takes_all = ids is None
        self._jobs: dict[str, Job | None] = dict.fromkeys(ids or ())
        self._seq = 0
        self.refresh()
        self._old = {job.id for job in self.jobs() if self._takes_all and job.state.is_final}

    def refresh(self) -> None:
        """Read what changed."""
        changes = self._library.changes(self._seq)
        self._seq = changes.seq
        for job in changes.jobs:
            if self._takes_all or job.id in self._jobs:
                self._jobs[job.id] = job
        for removal in changes.removals:
            if removal.job_id in self._jobs:
                del self._jobs[removal.job_id]
                self._follow(removal.duplicate_of)

    def jobs(self) -> list[Job]:
        """All of them, as they were given or in the order of the library."""
        found = [job for job in self._jobs.values() if job is not None]
        return sorted(found, key=lambda job: job.position) if self._takes_all else found

    def news(self) -> list[Job]:
        """Those that a person has not been told about: without what was final before."""
        return [job for job in self.jobs() if job.id not in self._old]

    def _follow(self, twin: str | None) -> None:
        """A job that was the same as another one: that one is waited for."""
        job = self._library.job(twin) if twin else None
        if job is not None:
            self._jobs[job.id] = job


class _Elsewhere:
    """Looks at the engine of another owner: it is the same for those who wait beside it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._engine: EngineStatus | None = None
        self._next_look = 0.0

    def completed(self, status: OwnerStatus) -> OwnerStatus:
        """The status, with another owner's engine if this process is not the owner."""
        if status.is_owner:
            return status
        now = time.monotonic()
        if now >= self._next_look:
            self._next_look = now + LOOK_ELSEWHERE_EVERY_S
            self._engine = self._look()
        return replace(status, engine=self._engine)

    def _look(self) -> EngineStatus | None:
        address = owner_broker(self._context)
        if address is None:
            return None
        # Only now: it loads Celery, and most often there is no other owner.
        from desktop.jobs.wire import BROKER_ERRORS, Wire

        wire = Wire(address)
        try:
            return wire.read([]).engine
        except BROKER_ERRORS:
            return None
        finally:
            wire.close()


def owner_broker(context: Context) -> BrokerAddress | None:
    """The broker of whoever owns the data directory; None when nobody does."""
    try:
        note = json.loads(context.paths.owner_note.read_text())
        socket = note["socket"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if socket:
        return BrokerAddress(socket=Path(socket))
    if not context.settings.broker_url:
        return None
    return shared_broker(context.settings, context.paths)
