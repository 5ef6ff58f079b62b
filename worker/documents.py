"""Where the document of a task lies on this machine; one that is not here is fetched.

What was fetched is kept for the next task, within limits: this machine works for others.
"""

import logging
import os
import time
from pathlib import Path

from worker.contract import blobs
from worker.contract.celery_app import BrokerAddress
from worker.contract.errors import Parked
from worker.contract.names import Database
from worker.contract.paths import DataPaths
from worker.contract.states import ParkReason

log = logging.getLogger(__name__)

CACHE_BYTES = 2_000_000_000
IN_USE_S = 600.0
"""What was used within this time may be open: it is not thrown away."""


class Documents:
    """The documents that this machine has."""

    def __init__(
        self, broker: BrokerAddress, paths: DataPaths, limit_bytes: int = CACHE_BYTES
    ) -> None:
        """Connects only when something has to be fetched."""
        self._broker = broker
        self._paths = paths
        self._limit_bytes = limit_bytes

    def locate(self, sha256: str) -> Path:
        """The file of a document.

        Raises:
            Parked: it is neither here nor in the broker; its owner sends it again.
            redis.RedisError: the broker is gone.
        """
        own = self._paths.document(sha256)
        if self._broker.is_bundled or own.exists():
            return own
        fetched = self._paths.fetched / own.name
        if fetched.exists():
            os.utime(fetched)
            return fetched
        self._fetch(sha256, fetched)
        return fetched

    def _fetch(self, sha256: str, target: Path) -> None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with self._broker.connect(Database.NOTES) as client:
                blobs.fetch(client, self._broker.prefix, sha256, target)
        except blobs.BlobGone as error:
            raise Parked(ParkReason.STALE, "the broker has lost the document") from error
        except OSError as error:
            raise Parked(ParkReason.DISK, error.strerror or "") from error
        self._make_room()

    def _make_room(self) -> None:
        found = [(file.stat(), file) for file in self._paths.fetched.glob("*.pdf")]
        total = sum(stat.st_size for stat, _ in found)
        for stat, file in sorted(found, key=lambda each: each[0].st_mtime):
            if total <= self._limit_bytes or time.time() - stat.st_mtime < IN_USE_S:
                return
            log.info("a document that was fetched is thrown away: %s", file.name)
            file.unlink(missing_ok=True)
            total -= stat.st_size
