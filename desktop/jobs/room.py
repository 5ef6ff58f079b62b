"""Minds the disk: nothing is begun on one that is nearly full; what waits for room says so."""

import shutil
import time

from desktop.jobs.library import Library
from worker.contract.paths import DataPaths
from worker.contract.states import WaitReason

DISK_LOW_BYTES = 500_000_000

ROOM_EVERY_S = 30.0
"""How often a document is tried again for which there was no room."""


class Room:
    """One for each time the data directory is owned."""

    def __init__(self, paths: DataPaths, library: Library) -> None:
        self._paths = paths
        self._library = library
        self._ask_at = 0.0
        self.is_low = False
        """Whether the disk was nearly full at the last look."""

    def look(self) -> None:
        """See how much there is, and have jobs wait for room or no longer.

        Raises:
            sqlite3.OperationalError: there is not even room to say so.
        """
        self.is_low = self._is_low()
        now = time.monotonic()
        if self.is_low:
            self._library.replace_reason(WaitReason.TURN, WaitReason.DISK)
            self._ask_at = now
        elif now >= self._ask_at:
            # Also where there was no room for one document only, or for this user's share.
            self._library.replace_reason(WaitReason.DISK, WaitReason.TURN)
            self._ask_at = now + ROOM_EVERY_S

    def _is_low(self) -> bool:
        try:
            return shutil.disk_usage(self._paths.root).free < DISK_LOW_BYTES
        except OSError:
            return False
