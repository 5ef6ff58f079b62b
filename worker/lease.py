"""The engine lease: on a CPU one call at a time, whichever process makes it.

A key in the broker with a short life, renewed while it is held. A process that is killed loses it
with the key's life; nobody waits longer than that.
"""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from redis import Redis, RedisError

from worker.engines.engine import Interrupted

LIFE_S = 6.0
RENEW_EVERY_S = 1.5
LOOK_EVERY_S = 0.02

# Only the holder may renew or give back: its lease may have run out and be another's by now.
_RENEW = """
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end
return 0
"""
_GIVE_BACK = """
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0
"""


class EngineLease:
    """The right to make one engine call."""

    def __init__(self, client: Redis, key: str) -> None:
        """`key` names the engine in the broker."""
        self._client = client
        self._key = key

    @contextmanager
    def hold(self, interrupted: Callable[[], bool]) -> Iterator[None]:
        """Wait for the lease, and hold it for the length of the `with` block.

        Raises:
            Interrupted: `interrupted()` said so while waiting.
            RedisError: the broker is gone.
        """
        token = secrets.token_hex(8)
        while not self._client.set(self._key, token, nx=True, px=int(LIFE_S * 1000)):
            if interrupted():
                raise Interrupted
            time.sleep(LOOK_EVERY_S)
        ended = threading.Event()
        renewer = threading.Thread(target=self._renew, args=(token, ended), daemon=True)
        renewer.start()
        try:
            yield
        finally:
            ended.set()
            renewer.join()
            self._client.eval(_GIVE_BACK, 1, self._key, token)

    def _renew(self, token: str, ended: threading.Event) -> None:
        while not ended.wait(RENEW_EVERY_S):
            try:
                self._client.eval(_RENEW, 1, self._key, token, str(int(LIFE_S * 1000)))
            except RedisError:
                return
