"""Makes what a delivery sends out of the library: the order for the worker, and the body."""

import json
from dataclasses import dataclass
from pathlib import Path

from desktop.choices import Format
from desktop.delivery.account import MailAccount
from desktop.delivery.delivery import Delivery
from desktop.delivery.letter import Entry
from desktop.delivery.message import Enclosures, Envelope, build
from desktop.export import export
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.settings import Settings
from desktop.sourced import Sourced
from worker.contract import secret_store
from worker.contract.delivery import EmailOrder, WebhookOrder
from worker.contract.paths import DataPaths


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders of one library, with what the person chose."""

    paths: DataPaths
    library: Library
    settings: Settings

    def email(self, delivery: Delivery, account: MailAccount) -> tuple[EmailOrder, bytes]:
        """An email about jobs: their summaries, or why there is none."""
        envelope = Envelope(
            account.sender, delivery.recipient, delivery.message_id, delivery.in_reply_to
        )
        enclosures = Enclosures(
            self.settings.email_attach,
            documents=self.settings.email_document and not delivery.without_documents,
        )
        entries = [self._entry(job) for job in self.jobs(delivery)]
        order = EmailOrder(
            server=account.server,
            secret=account.secret_name,
            sender=account.sender.addr_spec,
            recipient=delivery.recipient,
        )
        return order, build(envelope, entries, enclosures)

    def webhook(self, delivery: Delivery) -> tuple[WebhookOrder, bytes]:
        """A summary's JSON, with the job it is of; without what was left out of it."""
        made = []
        for job in self.jobs(delivery):
            summary = self.library.summary(job.id)
            if summary is not None:
                content = json.loads(export([Sourced.of(job, summary)], Format.JSON))
                made.append({"job": {"id": job.id, "file": _name(job)}, "summary": content})
        body = {"type": "summary.done", **(made[0] if made else {})}
        order = WebhookOrder(
            url=delivery.recipient, secret=secret_store.WEBHOOK, message_id=delivery.message_id
        )
        return order, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")

    def jobs(self, delivery: Delivery) -> list[Job]:
        """The jobs a delivery tells of that are still there."""
        found = (self.library.job(job_id) for job_id in delivery.jobs)
        return [job for job in found if job is not None]

    def _entry(self, job: Job) -> Entry:
        return Entry(
            file=_name(job),
            summary=self.library.summary(job.id),
            made_at=job.finished_at,
            error=job.error,
            document=self._document(job),
        )

    def _document(self, job: Job) -> Path | None:
        return self.paths.document(job.sha256) if job.sha256 else None


def _name(job: Job) -> str:
    return job.file.name.encode("utf-8", "replace").decode()
