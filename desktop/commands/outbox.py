"""`sunto outbox`: what is to be delivered and what became of it; send now, give up, try it out."""

import getpass
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial

from desktop.commands.context import Context, print_json, say
from desktop.delivery.account import BadAccount, MailAccount, account_of
from desktop.delivery.address import BadAddress, address
from desktop.delivery.delivery import Delivery, DeliveryProblem, given_up, wanted_now
from desktop.delivery.problems import explain
from desktop.delivery.signing import signing_secret
from desktop.delivery.states import DeliveryState
from desktop.errors import ExitCode, WrongUsage
from desktop.job_json import DeliveryJson, OutboxJson
from worker.contract import secret_store
from worker.contract.sending_states import OutcomeState, Problem

WORDS = {
    DeliveryState.WAITING: "waiting",
    DeliveryState.SENDING: "on its way",
    DeliveryState.SENT: "sent",
    DeliveryState.PERHAPS: "perhaps sent",
    DeliveryState.FAILED: "not sent",
    DeliveryState.GIVEN_UP: "given up",
}


def run(arguments: Namespace) -> ExitCode:
    """Do what was asked of the outbox."""
    context = Context.open(arguments)
    match arguments.act:
        case "send":
            return _change(context, arguments.names, wanted_now, DeliveryState.WAITING)
        case "give-up":
            return _change(context, arguments.names, given_up, DeliveryState.GIVEN_UP)
        case "test":
            return _test(context, arguments.names)
        case "password":
            return _keep_password(context)
        case "secret":
            return _tell_secret(context)
        case _:
            return _list(context, as_json=arguments.json)


def _list(context: Context, *, as_json: bool) -> ExitCode:
    found = context.library.outbox.all()
    if as_json:
        print_json(OutboxJson(deliveries=tuple(_to_json(each) for each in found)))
    elif not found:
        say("The outbox is empty.")
    for each in [] if as_json else found:
        print(_row(each))
    return ExitCode.DONE


def _change(
    context: Context,
    names: Sequence[str],
    change: Callable[..., Delivery],
    wanted: DeliveryState,
) -> ExitCode:
    if not names:
        raise WrongUsage("Name the deliveries; `sunto outbox` lists them.")
    code = ExitCode.DONE
    for delivery in _find(context, names):
        after = context.library.outbox.change(delivery.id, partial(change, now=time.time()))
        if after is not None and after.state is not wanted:
            say(f"{after.id} is {WORDS[after.state]}.")
            code = ExitCode.FAILED
    return code


def _test(context: Context, names: Sequence[str]) -> ExitCode:
    # Imported here: few commands start a process.
    from desktop.delivery.trial import send_test

    account = _account(context)
    try:
        recipient = address(names[0] if names else context.settings.email_to)
    except BadAddress as error:
        raise WrongUsage(f"{error} Say who gets the test: sunto outbox test ADDRESS") from error
    outcome = send_test(context.paths, account, recipient, None)
    if outcome.state is OutcomeState.ACCEPTED:
        say(f"{account.server.host} has taken a test message for {recipient}.")
        return ExitCode.DONE
    problem = DeliveryProblem(outcome.problem or Problem.INTERNAL, outcome.params)
    say(str(explain(problem)))
    return ExitCode.FAILED


def _keep_password(context: Context) -> ExitCode:
    account = _account(context)
    if sys.stdin.isatty():
        password = getpass.getpass(f"Password of {account.server.user}: ", stream=sys.stderr)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if secret_store.keep(context.paths, account.secret_name, password):
        say("The password is in the system's keyring.")
    else:
        say("No keyring is running: the password is kept until this computer restarts.")
    return ExitCode.DONE


def _tell_secret(context: Context) -> ExitCode:
    print(signing_secret(context.paths))
    return ExitCode.DONE


def _account(context: Context) -> MailAccount:
    try:
        account = account_of(context.settings.smtp_url, context.settings.email_from)
    except BadAccount as error:
        raise WrongUsage(str(error)) from error
    if account is None:
        raise WrongUsage(str(explain(DeliveryProblem(Problem.NO_ACCOUNT))))
    return account


def _find(context: Context, names: Sequence[str]) -> list[Delivery]:
    found = {}
    for name in names:
        deliveries = context.library.outbox.find(name) if name else []
        if len(deliveries) != 1:
            raise WrongUsage(f"“{name}” means {len(deliveries)} deliveries.")
        found[deliveries[0].id] = deliveries[0]
    return list(found.values())


def _row(delivery: Delivery) -> str:
    words = WORDS[delivery.state]
    if delivery.state is DeliveryState.WAITING and delivery.next_at > time.time():
        words += time.strftime(" until %H:%M", time.localtime(delivery.next_at))
    problem = f": {explain(delivery.problem)}" if _is_told(delivery) and delivery.problem else ""
    return f"{delivery.id}  {delivery.kind:7}  {delivery.recipient}  {words}{problem}"


def _is_told(delivery: Delivery) -> bool:
    return delivery.state not in (DeliveryState.SENT, DeliveryState.SENDING)


def _to_json(delivery: Delivery) -> DeliveryJson:
    problem = delivery.problem
    return DeliveryJson(
        id=delivery.id,
        kind=delivery.kind,
        recipient=delivery.recipient,
        state=delivery.state,
        jobs=delivery.jobs,
        tries=delivery.tries,
        created_at=delivery.created_at,
        next_at=delivery.next_at if delivery.state is DeliveryState.WAITING else None,
        ended_at=delivery.ended_at,
        message_id=delivery.message_id,
        problem=problem.code if problem else None,
        problem_sentence=str(explain(problem)) if problem else None,
    )
