"""The folder of one try: its order, its body, and how far it is, on the disk before each step.

It outlives broker and worker: whoever comes after a killed sender reads here what is certain.
"""

import os
from pathlib import Path

from pydantic import ValidationError

from worker.contract.delivery import (
    BODY_FILE,
    ORDER,
    ORDER_FILE,
    OUTCOME_FILE,
    TAKEN_FILE,
    EmailOrder,
    Outcome,
    WebhookOrder,
)


class Journal:
    """One folder of the outbox, as its sender sees it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def order(self) -> EmailOrder | WebhookOrder | None:
        """What is to be done; None if the owner has taken it back."""
        try:
            return ORDER.validate_json((self._folder / ORDER_FILE).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def take(self) -> bool:
        """Whether this call is the first to take the order: a broker may hand it to two at once.

        A killed sender has taken it for good: its owner settles that try and makes another.
        """
        try:
            (self._folder / TAKEN_FILE).touch(exist_ok=False)
        except (FileExistsError, FileNotFoundError):
            return False
        return True

    def body(self) -> bytes:
        """What is to be sent."""
        return (self._folder / BODY_FILE).read_bytes()

    def outcome(self) -> Outcome | None:
        """How far it is."""
        try:
            return Outcome.model_validate_json((self._folder / OUTCOME_FILE).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def record(self, outcome: Outcome) -> None:
        """Put on the disk how far it is; the step follows when this has returned."""
        part = self._folder / f"{OUTCOME_FILE}.part"
        with part.open("wb") as file:
            file.write(outcome.model_dump_json().encode())
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._folder / OUTCOME_FILE)
        if os.name == "posix":
            handle = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
