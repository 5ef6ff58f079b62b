"""Carries out one order of the outbox, once: a second message about it changes nothing."""

import logging

from worker.contract import secret_store
from worker.contract.delivery import EmailOrder, Outcome
from worker.contract.paths import DataPaths
from worker.contract.sending_states import OutcomeState, Problem
from worker.sending.journal import Journal
from worker.sending.mail import send_mail
from worker.sending.undelivered import Undelivered

log = logging.getLogger(__name__)


def deliver(paths: DataPaths, delivery_try: str) -> Outcome | None:
    """Carry out an order; its outcome is in its folder as well. None if it is not ours to do.

    Never raises: an order without an outcome would be carried out again.
    """
    journal = Journal(paths.outbox / delivery_try)
    if (known := journal.outcome()) is not None:
        return known
    order = journal.order()
    if order is None:
        log.info("%s was taken back", delivery_try)
        return None
    if not journal.take():
        log.info("%s is in somebody else's hands", delivery_try)
        return None
    outcome = _attempt(paths, journal, order)
    log.info("%s: %s %s", delivery_try, outcome.state, outcome.problem or "")
    journal.record(outcome)
    return outcome


def _attempt(paths: DataPaths, journal: Journal, order: object) -> Outcome:
    try:
        return _carry_out(paths, journal, order)
    except Undelivered as reason:
        if reason.problem is Problem.UNKNOWN_ANSWER:
            return Outcome(
                state=OutcomeState.HANDING_OVER, problem=reason.problem, params=dict(reason.params)
            )
        return reason.outcome()
    except Exception as error:
        # The edge of a task. What was handed over by then stays handed over.
        log.exception("a delivery broke")
        if (known := journal.outcome()) is not None:
            return known
        params: dict[str, str | int] = {"error": type(error).__name__}
        return Outcome(state=OutcomeState.POSTPONED, problem=Problem.INTERNAL, params=params)


def _carry_out(paths: DataPaths, journal: Journal, order: object) -> Outcome:
    body = journal.body()
    if isinstance(order, EmailOrder):
        password = secret_store.find(paths, order.secret) if order.server.user else None

        def before_last_line() -> None:
            journal.record(Outcome(state=OutcomeState.HANDING_OVER))

        return send_mail(order, body, password, before_last_line)
    # Imported here: mail goes without it, and it takes longer to load than all the rest.
    from worker.contract.delivery import WebhookOrder
    from worker.sending.webhook import post

    assert isinstance(order, WebhookOrder)
    return post(order, body, secret_store.find_or_make(paths, order.secret))
