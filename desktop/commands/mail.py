"""What the commands that add and wait have to do with mail: who is told, and a little patience."""

import time
from collections.abc import Callable
from threading import Event

from desktop.commands.context import say
from desktop.delivery.account import BadAccount, account_of
from desktop.delivery.address import BadAddress, address
from desktop.delivery.delivery import DeliveryProblem
from desktop.delivery.outbox import Outbox
from desktop.delivery.problems import explain
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.errors import WrongUsage
from desktop.settings import Settings
from worker.contract.sending_states import Problem

PATIENCE_S = 60.0
"""A command waits this long at its end for what can be delivered now; the rest goes later."""


def recipient(given: str | None, settings: Settings) -> str | None:
    """Who is told: the one that was named, else whom the person chose for everything.

    Raises:
        WrongUsage: that is no address.
    """
    if given is None:
        return settings.recipient
    try:
        found = address(given)
    except BadAddress as error:
        raise WrongUsage(str(error)) from error
    try:
        if account_of(settings.smtp_url, settings.email_from) is None:
            no_account = explain(DeliveryProblem(Problem.NO_ACCOUNT))
            say(f"{no_account} The email waits until there is one.")
    except BadAccount as error:
        say(f"{error} The email waits until that is changed.")
    return found


def has_mail(outbox: Outbox, settings: Settings) -> bool:
    """Whether something is to be delivered that can be tried now."""
    return bool(_is_under_way(outbox, settings) or outbox.unplanned(DeliveryKind.EMAIL))


def wait_for_outbox(
    outbox: Outbox, settings: Settings, tick: Callable[[], None], stop: Event, pause_s: float
) -> None:
    """Go on until what is due has been tried once; a job is done whatever becomes of its email."""
    tick()
    end = time.monotonic() + PATIENCE_S
    while _is_under_way(outbox, settings):
        if stop.wait(pause_s) or time.monotonic() > end:
            break
        tick()
    _tell_what_waits(outbox)


def _is_under_way(outbox: Outbox, settings: Settings) -> bool:
    kinds = [DeliveryKind.FOLDER, DeliveryKind.WEBHOOK]
    if settings.smtp_url:
        kinds.append(DeliveryKind.EMAIL)
    return bool(outbox.sending() or outbox.due(time.time(), kinds, 1))


def _tell_what_waits(outbox: Outbox) -> None:
    late = (DeliveryState.WAITING, DeliveryState.PERHAPS, DeliveryState.FAILED)
    for delivery in outbox.all():
        if delivery.state in late and delivery.problem is not None:
            say(f"{delivery.recipient}: {explain(delivery.problem)} (sunto outbox)")
