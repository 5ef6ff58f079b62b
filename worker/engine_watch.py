"""Looks at the engine every few seconds and leaves what it finds for the owner.

In the worker, because that is what must reach the engine; the owner starts the built-in server or
sends waiting jobs again by it.
"""

import logging
import threading
import time
from collections.abc import Callable

from redis import Redis, RedisError

from worker.contract.messages import EngineStatus
from worker.contract.paths import DataPaths
from worker.engines.choose import probe
from worker.engines.engine_settings import EngineSettings

log = logging.getLogger(__name__)

EVERY_READY_S = 5.0
EVERY_MISSING_S = 1.0
EVERY_LONG_MISSING_S = 2.5
"""How often it is looked for when it has been away for a minute."""

LONG_MISSING_S = 60.0
LIFE_S = 20.0
"""What an ended worker said last is not to be believed for long."""


class EngineWatch:
    """A thread of the worker's parent process."""

    def __init__(
        self,
        client: Redis,
        key: str,
        settings: EngineSettings,
        paths: DataPaths,
        look: Callable[[EngineStatus], None],
    ) -> None:
        """`client` is used by this thread alone; `look` is called by it with what it finds."""
        self._client = client
        self._key = key
        self._settings = settings
        self._paths = paths
        self._look = look
        self._last: EngineStatus | None = None

    def start(self) -> None:
        """Begin; it ends with the process."""
        threading.Thread(target=self._run, name="engine watch", daemon=True).start()

    def _run(self) -> None:
        pause = threading.Event()
        ready_at = time.monotonic()
        while True:
            status = probe(self._settings, self._paths)
            self._say(status)
            self._look(status)
            if status.ready:
                ready_at = time.monotonic()
                pause.wait(EVERY_READY_S)
            else:
                is_long = time.monotonic() - ready_at > LONG_MISSING_S
                pause.wait(EVERY_LONG_MISSING_S if is_long else EVERY_MISSING_S)

    def _say(self, status: EngineStatus) -> None:
        try:
            self._client.set(self._key, status.model_dump_json(), px=int(LIFE_S * 1000))
        except RedisError as error:
            log.debug("the engine's state cannot be told: %s", error)
        if self._last is None or (self._last.ready, self._last.model) != (
            status.ready,
            status.model,
        ):
            log.info("engine: %s", status.model_dump_json(exclude={"models", "beat"}))
        self._last = status
