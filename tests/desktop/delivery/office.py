"""A library, a broker and a mail account, and what an owner does for the outbox, ticked by hand."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.delivery.delivery import Delivery
from desktop.delivery.post import Post
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.jobs.wire import Wire
from desktop.services.broker import Broker
from desktop.settings import Settings
from tests.fakes.smtp_server import PASSWORD, USER, MailServer
from tests.samples import a_summary
from worker.contract import secret_store
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths

BOB = "bob@example.org"


class Office:
    """A library, a broker, and what an owner does for the outbox, ticked by hand."""

    def __init__(self, paths: DataPaths, library: Library, server: MailServer | None) -> None:
        self.paths, self.library, self.outbox = paths, library, library.outbox
        self.settings = Settings()
        if server is not None:
            url = f"smtp+starttls://{USER}@localhost:{server.port}"
            self.settings = Settings(smtp_url=url, email_from="Ada <ada@example.org>")
            name = f"smtp:{USER}@localhost:{server.port}"
            secret_store.keep_for_session(paths, name, PASSWORD)
        self.ahead_s = 0.0
        self.broker = Broker(paths)
        self.broker.start()
        self.post = self.new_post()
        self.wire = Wire(self.broker.address)

    def new_post(self) -> Post:
        return Post(self.paths, self.library, self.settings, clock=self.now)

    def now(self) -> float:
        return time.time() + self.ahead_s

    def choose(self, **changes: object) -> None:
        """Go on with other settings, as a new owner would."""
        self.post.stop()
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.post = self.new_post()

    def add(self, *names: str, email: str | None = BOB, **fields: object) -> list[Job]:
        """Jobs that were added together."""
        files = (
            NewJob(Path(f"/x/{name}.pdf"), SummaryOptions(), email, **fields) for name in names
        )  # type: ignore[arg-type]
        return self.library.add(files)

    def finish(self, job: Job, title: str = "") -> None:
        done = partial(transitions.summarised, pages=1, title=job.title, now=time.time())
        self.library.store_summary(job.id, a_summary(title or job.title), done)

    def done(self, *names: str, **fields: object) -> list[Job]:
        jobs = self.add(*names, **fields)  # type: ignore[arg-type]
        for job in jobs:
            self.finish(job)
        return jobs

    def run_until(self, condition: Callable[[], object], timeout_s: float = 40.0) -> None:
        end = time.monotonic() + timeout_s
        while not condition():
            self.post.round(self.wire, self.broker.address)
            assert time.monotonic() < end, [*self.outbox.all(), self.log()]
            time.sleep(0.02)

    def settle(self, state: DeliveryState = DeliveryState.SENT) -> Delivery:
        """Go on until the newest delivery is in a state; that delivery."""

        def is_settled() -> bool:
            if self.outbox.unplanned(DeliveryKind.EMAIL) or self.outbox.sending():
                return False
            return self.outbox.all()[0].state is state

        self.run_until(is_settled)
        return self.outbox.all()[0]

    @property
    def sender_is_running(self) -> bool:
        """Whether the process that sends is there."""
        return self.post._worker.is_running

    def kill_sender(self) -> None:
        """kill -9, with everything it started."""
        pid = self.post._worker.pid
        assert pid is not None
        os.killpg(pid, signal.SIGKILL)

    def log(self) -> str:
        log = self.paths.logs / "post.log"
        return log.read_text()[-3000:] if log.exists() else ""

    def close(self) -> None:
        self.post.stop()
        self.wire.close()
        self.broker.stop()
