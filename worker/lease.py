"""Leases: one process at a time, whichever it is, on whichever machine.

A key in the broker with a short life, renewed while it is held. A process that is killed loses it
with the key's life, or at once where somebody on the same computer waits and sees that it is gone.
"""

import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from redis import Redis, RedisError

from worker.contract.process_name import is_gone, own_name
from worker.engines.engine import Interrupted

LIFE_S = 6.0
RENEWED_WITHIN = 4
"""A lease is renewed so many times in its life: a lost message must not cost it."""
LOOK_EVERY_S = 0.2
"""Who waits is woken when a lease is given back, and looks this often for interruptions and for
holders that have died."""

FREED = ":freed"
"""After a name: the list on which those who wait for it are woken, one at a time."""

# A life that is longer than it can be was counted with a clock that has been set back since.
_TAKE = """
if redis.call('set', KEYS[1], ARGV[1], 'nx', 'px', ARGV[2]) then return 1 end
if redis.call('pttl', KEYS[1]) > tonumber(ARGV[2]) then redis.call('pexpire', KEYS[1], ARGV[2]) end
return 0
"""
# Only the holder may renew or give back: its lease may have run out and be another's by now.
_RENEW = """
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end
return 0
"""
_GIVE_BACK = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('rpush', KEYS[2], 1)
redis.call('pexpire', KEYS[2], ARGV[2])
return redis.call('del', KEYS[1])
"""


class Leases:
    """What one process holds, or waits for, at a broker."""

    def __init__(self, client: Redis, prefix: str = "") -> None:
        """`prefix` begins the name of every key."""
        self._client = client
        self._prefix = prefix

    @contextmanager
    def hold(
        self,
        name: str,
        interrupted: Callable[[], bool],
        life_s: float = LIFE_S,
        slots: int = 1,
    ) -> Iterator[None]:
        """Wait for a lease of this name, and hold it for the length of the `with` block.

        There are as many as `slots`.

        Raises:
            Interrupted: `interrupted()` said so while waiting.
            RedisError: the broker is gone.
        """
        token = f"{secrets.token_hex(8)} {own_name()}"
        keys = [self._prefix + name, *(f"{self._prefix}{name}.{n}" for n in range(1, slots))]
        freed = self._prefix + name + FREED
        while not (key := self._taken(keys, token, life_s)):
            if interrupted():
                raise Interrupted
            if not self._took_from_the_dead(keys, freed):
                self._client.blpop([freed], timeout=LOOK_EVERY_S)
        ended = threading.Event()
        renewer = threading.Thread(
            target=self._renew, args=(key, token, life_s, ended), daemon=True
        )
        renewer.start()
        try:
            yield
        finally:
            ended.set()
            renewer.join()
            self._give_back(key, freed, token)

    def _taken(self, keys: Sequence[str], token: str, life_s: float) -> str:
        """The first key that nobody holds, which we hold now; empty if there is none."""
        for key in keys:
            if self._client.eval(_TAKE, 1, key, token, str(int(life_s * 1000))):
                return key
        return ""

    def _give_back(self, key: str, freed: str, token: str) -> bool:
        """Whether it was still ours."""
        life_ms = str(int(LOOK_EVERY_S * 1000))
        return bool(self._client.eval(_GIVE_BACK, 2, key, freed, token, life_ms))

    def _took_from_the_dead(self, keys: Sequence[str], freed: str) -> bool:
        """Whether something was held by a process that is certainly gone; it is given back."""
        took = False
        for key, value in zip(keys, cast(list[bytes | None], self._client.mget(keys)), strict=True):
            holder = value.decode() if value else ""
            if holder and is_gone(holder.partition(" ")[2]):
                took |= self._give_back(key, freed, holder)
        return took

    def _renew(self, key: str, token: str, life_s: float, ended: threading.Event) -> None:
        while not ended.wait(life_s / RENEWED_WITHIN):
            try:
                self._client.eval(_RENEW, 1, key, token, str(int(life_s * 1000)))
            except RedisError:
                return
