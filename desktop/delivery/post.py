"""What the owner does for the outbox: has what is due sent, and notes what became of it.

Each step is safe to be the last one. The row is there before the order, the order before the
message, and the outcome is a file that outlives broker and worker: of every try somebody can say
later that it was taken, that it was not, or that nobody can know.
"""

import logging
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.delivery.account import BadAccount, MailAccount, account_of
from desktop.delivery.delivery import Delivery, settled
from desktop.delivery.folder import write
from desktop.delivery.orders import Orders
from desktop.delivery.planner import Planner
from desktop.delivery.signing import given_secret
from desktop.delivery.spool import Spool, is_over
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.jobs.library import Library
from desktop.jobs.wire import Wire
from desktop.services.restarts import Restarts
from desktop.services.worker_process import WorkerProcess
from desktop.settings import Settings
from desktop.settings_file import sender_environment
from worker.contract import secret_store
from worker.contract.celery_app import BrokerAddress
from worker.contract.delivery import Outcome
from worker.contract.paths import DataPaths
from worker.contract.sending_states import OutcomeState, Problem

log = logging.getLogger(__name__)

UNDER_WAY = 10
"""Tries laid down at once; the worker sends two at a time."""

SLICE_S = 0.25
"""Writing messages stops after this long, so that a thousand of them hold nothing else up."""

IDLE_S = 20.0
"""The process that sends ends after this long without anything to send."""

STUCK_S = 1800.0
"""Longer than any try can take: its message was lost with a broker."""

HOLD_S = {
    Problem.LOGIN: 900.0,  # a server may lock an account that knocks too often
    Problem.NO_PASSWORD: 900.0,
    Problem.NAME_NOT_FOUND: 60.0,
    Problem.CONNECTION_REFUSED: 60.0,
    Problem.UNREACHABLE: 60.0,
    Problem.CERTIFICATE: 60.0,
    Problem.WRONG_HOST: 60.0,
    Problem.NO_TLS: 60.0,
}
"""Problems of the account, not of one message: all its mail waits for as long."""


class Post:
    """One for each time the data directory is owned."""

    def __init__(
        self,
        paths: DataPaths,
        library: Library,
        settings: Settings,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Touches nothing before the first `round`."""
        self._paths, self._library = paths, library
        self._outbox = library.outbox
        self._clock = clock
        self._set(settings)
        self._spool = Spool(paths)
        self._worker = self._sender()
        self._restarts = Restarts()
        self._laid_down_at: dict[str, float] = {}
        self._last_work = 0.0
        self._lent: set[str] | None = None
        """Names of the secrets put where the worker looks; None before that was done."""
        self._proven: set[DeliveryKind] = set()
        """Ways on which something got through lately; until then one delivery tries each."""

    def _set(self, settings: Settings) -> None:
        self._settings = settings
        self._account = _usable_account(settings)
        self._orders = Orders(self._paths, self._library, settings)
        self._planner = Planner(self._library, settings, self._account)

    def _sender(self) -> WorkerProcess:
        return WorkerProcess(self._paths, sender_environment(self._settings), sends=True)

    def use(self, settings: Settings) -> None:
        """Go on with other settings: at the next round, and whatever is being sent goes out."""
        is_other = sender_environment(settings) != sender_environment(self._settings)
        if is_other:
            self.stop()
        self._set(settings)
        if is_other:
            self._lent = None
            self._worker = self._sender()

    def round(self, wire: Wire, address: BrokerAddress) -> None:
        """One round of work.

        Raises:
            BROKER_ERRORS: nothing is lost; a try that was laid down is found again.
        """
        self._planner.plan(self._clock())
        self._write_files()
        self._collect()
        self._hand_out(wire)
        self._tend_worker(address)

    def start_over(self) -> None:
        """Nothing is under way any more: settle every try by what its sender left behind."""
        self._worker.stop()
        self._settle_dead()
        self._spool.clear_all()

    def stop(self) -> None:
        """End the process that sends; what it had in hand is settled."""
        self._end_worker()
        self._settle_dead()
        # What a person has typed stays: without a keyring it is nowhere else.
        for name in self._lent or ():
            secret_store.forget_for_session(self._paths, name)

    # What became of tries

    def _collect(self) -> None:
        for delivery in self._outbox.sending():
            outcome = self._spool.outcome(delivery.try_id)
            if is_over(outcome):
                self._settle(delivery, outcome)

    def _settle_dead(self) -> None:
        """No sender lives: what a try had reached is what became of it."""
        for delivery in self._outbox.sending():
            self._settle(delivery, self._spool.outcome(delivery.try_id))

    def _settle(self, delivery: Delivery, outcome: Outcome | None) -> None:
        """Library first, and on disk; then the folder: killed in between, it is read again."""
        now = self._clock()
        settle = partial(
            settled, outcome=outcome, now=now, resend_unsure=self._settings.email_resend_unsure
        )
        after = self._outbox.settle(delivery, settle)
        self._spool.clear(delivery.try_id)
        self._laid_down_at.pop(delivery.try_id, None)
        problem = outcome.problem if outcome else None
        if outcome is not None and problem not in HOLD_S:
            self._proven.add(delivery.kind)
        else:
            self._proven.discard(delivery.kind)
        log.info("delivery %s: %s %s", delivery.try_id, after and after.state, problem or "")
        if problem in HOLD_S and delivery.kind is DeliveryKind.EMAIL:
            self._outbox.hold(delivery.kind, now + HOLD_S[problem])

    # What is to be sent

    def _write_files(self) -> None:
        deadline = time.monotonic() + SLICE_S
        for due in self._outbox.due(self._clock(), [DeliveryKind.FOLDER], UNDER_WAY):
            if time.monotonic() > deadline:
                return
            delivery = self._outbox.begin(due.id, self._clock())
            if delivery is not None:
                self._settle(delivery, self._file_written(delivery))

    def _file_written(self, delivery: Delivery) -> Outcome:
        outcome = Outcome(state=OutcomeState.ACCEPTED)
        for job in self._orders.jobs(delivery):
            summary = self._library.summary(job.id)
            if summary is not None:
                pattern, form = self._settings.export_pattern, self._settings.export_as
                outcome = write(Path(delivery.recipient), pattern, form, job, summary)
        return outcome

    def _hand_out(self, wire: Wire) -> None:
        sending = [each.kind for each in self._outbox.sending()]
        deadline = time.monotonic() + SLICE_S
        for kind in (DeliveryKind.WEBHOOK, DeliveryKind.EMAIL):
            if kind is DeliveryKind.WEBHOOK or self._account is not None:
                room = (UNDER_WAY if kind in self._proven else 1) - sending.count(kind)
                self._hand_out_some(wire, kind, max(room, 0), deadline)

    def _hand_out_some(self, wire: Wire, kind: DeliveryKind, room: int, deadline: float) -> None:
        for due in self._outbox.due(self._clock(), [kind], room):
            if time.monotonic() > deadline:
                return
            delivery = self._outbox.begin(due.id, self._clock())
            if delivery is not None and self._lay_down(delivery):
                self._laid_down_at[delivery.try_id] = time.monotonic()
                wire.deliver(delivery.try_id)

    def _lay_down(self, delivery: Delivery) -> bool:
        self._keep_secrets()
        try:
            if delivery.kind is DeliveryKind.WEBHOOK:
                self._spool.lay_down(delivery.try_id, *self._orders.webhook(delivery))
            else:
                assert self._account is not None
                order, body = self._orders.email(delivery, self._account)
                self._spool.lay_down(delivery.try_id, order, body)
        except Exception as error:
            # A message that cannot be made must not keep documents from being summarised.
            log.exception("delivery %s cannot be put together", delivery.try_id)
            state = OutcomeState.POSTPONED if isinstance(error, OSError) else OutcomeState.REFUSED
            params: dict[str, str | int] = {"error": type(error).__name__}
            self._settle(delivery, Outcome(state=state, problem=Problem.NOT_BUILT, params=params))
            return False
        return True

    def _keep_secrets(self) -> None:
        """Put what the environment gave where the worker looks, for as long as this owner works."""
        if self._lent is not None:
            return
        given = {secret_store.WEBHOOK: given_secret()}
        if self._account is not None:
            given[self._account.secret_name] = self._account.password or ""
        self._lent = {name for name, secret in given.items() if secret}
        for name in self._lent:
            secret_store.keep_for_session(self._paths, name, given[name])

    # The process that sends

    def _end_worker(self) -> None:
        """Without anything in hand at once: Celery takes more than a second to say farewell."""
        if self._outbox.sending():
            self._worker.stop()
        else:
            self._worker.kill()

    def _tend_worker(self, address: BrokerAddress) -> None:
        now = time.monotonic()
        sending = [d for d in self._outbox.sending() if d.state is DeliveryState.SENDING]
        if any(now - self._laid_down_at.setdefault(d.try_id, now) > STUCK_S for d in sending):
            log.warning("a delivery was lost on its way to its sender")
            self._worker.stop()
        if not sending:
            if self._worker.is_running and now - self._last_work > IDLE_S:
                self._worker.kill()
            return
        self._last_work = now
        if self._worker.is_running:
            return
        if self._worker.has_run:
            self._worker.stop()
            self._settle_dead()
            return
        if self._restarts.is_due:
            self._restarts.starting()
            self._worker.start(address)


def _usable_account(settings: Settings) -> MailAccount | None:
    try:
        return account_of(settings.smtp_url, settings.email_from)
    except BadAccount as error:
        log.warning("no mail is sent: %s", error)
        return None
