"""The end of a worker whose parent has gone, however it went."""

import logging
import os
import signal
import threading
from contextlib import suppress

from redis import Redis, RedisError

from worker.contract.celery_app import BrokerAddress
from worker.contract.names import Database
from worker.contract.program import GO

log = logging.getLogger(__name__)


def wait_for_go() -> bool:
    """Wait until the process that started us lets us begin; False if it is gone instead."""
    return bool(os.read(0, len(GO)))


def watch_parent(broker: BrokerAddress) -> None:
    """End when the process that started us is gone, and take its broker along."""
    threading.Thread(target=_end_with_parent, args=(broker,), daemon=True).start()


def _end_with_parent(broker: BrokerAddress) -> None:
    """Our standard input is a pipe that the parent holds; a broker watches nothing.

    The next owner may have started another one at the same place by now: only the one we knew is
    ended.
    """
    with broker.connect(Database.MESSAGES) as client:
        known = _run_id(client)
        while os.read(0, 4096):
            pass
        log.warning("the program that started this worker has ended")
        if broker.is_bundled and known and _run_id(client) == known:
            with suppress(RedisError):
                client.shutdown(nosave=True)
    _end_all()


def _end_all() -> None:
    """End this process and every one it started; nothing here is worth saving.

    Children of the pool end with their parent, but not one that was being forked at this moment.
    """
    if os.name == "posix" and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _run_id(client: Redis) -> str:
    """A name that no other start of a broker has; empty if it does not answer."""
    with suppress(RedisError):
        return str(client.info("server")["run_id"])
    return ""
