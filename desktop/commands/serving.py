"""`sunto serve`: the HTTP front, for programs on this computer, or on others behind a token."""

import importlib.util
import os
import secrets
from argparse import Namespace

from desktop.commands.context import Context, log_to_file, say
from desktop.errors import ExitCode
from worker.contract.egress import is_local_address
from worker.contract.errors import CannotStart

TOKEN_BYTES = 24


def serve(arguments: Namespace) -> ExitCode:
    """Answer HTTP until Ctrl-C.

    Raises:
        CannotStart: what it needs is not installed.
    """
    if importlib.util.find_spec("fastapi") is None:
        raise CannotStart("The HTTP front is not installed; `pip install sunto[api]` brings it.")
    # Imported here: what it brings is installed only where it is wanted.
    from desktop.api.server import serve as answer

    context = Context.open(arguments)
    log_to_file(context.paths)
    token = os.environ.get("SUNTO_TOKEN", "")
    if not token:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        say(f"The token of this run: {token}")
    if not is_local_address(arguments.host):
        say("Others on the network can reach this server, and read what is sent to it: put one")
        say("that speaks TLS in front of it.")
    say(
        f"Open http://{arguments.host}:{arguments.port}/docs for what can be asked; Ctrl-C ends it."
    )
    answer(context, host=arguments.host, port=arguments.port, token=token)
    return ExitCode.INTERRUPTED
