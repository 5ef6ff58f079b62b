"""The owner's end of the outbox's folders: lays orders down, reads outcomes, clears away."""

import os
import shutil
from pathlib import Path

from pydantic import ValidationError

from worker.contract.delivery import (
    BODY_FILE,
    ORDER_FILE,
    OUTCOME_FILE,
    EmailOrder,
    Outcome,
    WebhookOrder,
)
from worker.contract.paths import DataPaths
from worker.contract.sending_states import OutcomeState


class Spool:
    """A folder for each try that is under way."""

    def __init__(self, paths: DataPaths) -> None:
        self._root = paths.outbox

    def lay_down(self, try_id: str, order: EmailOrder | WebhookOrder, body: bytes) -> None:
        """Leave an order for the worker; it is readable by this user alone."""
        folder = self._root / try_id
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / BODY_FILE, body)
        _write(folder / ORDER_FILE, order.model_dump_json().encode())

    def outcome(self, try_id: str) -> Outcome | None:
        """How far a try is, as its sender last wrote."""
        try:
            return Outcome.model_validate_json((self._root / try_id / OUTCOME_FILE).read_bytes())
        except (FileNotFoundError, NotADirectoryError, ValidationError):
            return None

    def clear(self, try_id: str) -> None:
        """Remove a try that is settled."""
        shutil.rmtree(self._root / try_id, ignore_errors=True)

    def clear_all(self) -> None:
        """Remove what killed owners left; nothing may be under way."""
        if self._root.is_dir():
            for folder in self._root.iterdir():
                shutil.rmtree(folder, ignore_errors=True)


def is_over(outcome: Outcome | None) -> bool:
    """Whether the sender has nothing more to add."""
    if outcome is None:
        return False
    return outcome.state is not OutcomeState.HANDING_OVER or outcome.problem is not None


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
