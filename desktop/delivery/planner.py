"""Finds what has ended and is told to nobody yet, and puts it into the outbox."""

from collections.abc import Sequence

from desktop.delivery.account import MailAccount
from desktop.delivery.delivery import Delivery
from desktop.delivery.plan import message_id, messages
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.jobs.job import Job, new_id
from desktop.jobs.library import Library
from desktop.settings import Settings

NO_DOMAIN = "sunto.invalid"
"""For Message-IDs that are made before there is a mail account (RFC 2606)."""


class Planner:
    """Looks only when the library has changed: it is asked several times a second."""

    def __init__(self, library: Library, settings: Settings, account: MailAccount | None) -> None:
        self._library, self._settings = library, settings
        self._outbox = library.outbox
        self._domain = account.sender.domain if account else NO_DOMAIN
        self._seen = ""

    def plan(self, now: float) -> None:
        """Put into the outbox what belongs there and is not there yet."""
        seq = self._library.flag("seq") or ""
        if seq == self._seen:
            return
        self._plan_emails(now)
        self._plan_each(DeliveryKind.FOLDER, self._settings.export_folder, now)
        self._plan_each(DeliveryKind.WEBHOOK, self._settings.webhook_url, now)
        self._seen = seq

    def _plan_emails(self, now: float) -> None:
        ended = self._jobs(self._outbox.unplanned(DeliveryKind.EMAIL))
        if not ended:
            return
        unsettled = self._outbox.unsettled_batches()
        groups = messages(ended, unsettled, one_each=self._settings.email_one_each)
        self._outbox.add(self._email(group, now) for group in groups)

    def _email(self, group: Sequence[Job], now: float) -> Delivery:
        return Delivery(
            id=new_id(),
            kind=DeliveryKind.EMAIL,
            recipient=group[0].email or "",
            created_at=now,
            next_at=now,
            message_id=message_id(group, self._library.id, self._domain),
            in_reply_to=self._before(group[0]) if len(group) == 1 else "",
            jobs=tuple(job.id for job in group),
        )

    def _before(self, job: Job) -> str:
        """The Message-ID of the email about the job that this one does again."""
        if job.redo_of is None:
            return ""
        for told in self._outbox.of_job(job.redo_of):
            if told.kind is DeliveryKind.EMAIL and told.state in (
                DeliveryState.SENT,
                DeliveryState.PERHAPS,
            ):
                return told.message_id
        return ""

    def _plan_each(self, kind: DeliveryKind, target: str, now: float) -> None:
        """One delivery for each summary since the person asked for this."""
        if not target:
            return
        since = self._outbox.since(kind, target, now)
        jobs = self._outbox.unplanned(kind, since)
        self._outbox.add(
            Delivery(
                id=new_id(),
                kind=kind,
                recipient=target,
                created_at=now,
                next_at=now,
                message_id=f"{job}.{self._library.id}",
                jobs=(job,),
            )
            for job in jobs
        )

    def _jobs(self, ids: Sequence[str]) -> list[Job]:
        found = (self._library.job(job_id) for job_id in ids)
        return [job for job in found if job is not None]
