"""The built-in engine's server: llama.cpp in a process of its own, only while it is needed."""

import json
from collections.abc import Mapping
from pathlib import Path

from desktop.services.child import Child, child_environment
from worker.contract.paths import DataPaths
from worker.contract.program import worker_command

STOP_TIMEOUT_S = 1.0


class ModelServer:
    """Starts and stops the model server for one model file at a time."""

    def __init__(self, paths: DataPaths, settings: Mapping[str, str]) -> None:
        """`settings` are environment variables for the server."""
        self._paths = paths
        self._settings = settings
        self._child = Child("model-server", runtime=paths.runtime, logs=paths.logs)
        self.model: Path | None = None

    @property
    def is_running(self) -> bool:
        """Whether its process lives; it may still be loading."""
        return self._child.is_running

    @property
    def has_ended(self) -> bool:
        """Whether it was started, has ended, and was not stopped by us."""
        return self._child.exit_code is not None

    @property
    def is_ready(self) -> bool:
        """Whether it has said where it listens, which it does once it answers."""
        if not self.is_running:
            return False
        try:
            json.loads(self._paths.model_server_note.read_text())
        except (OSError, ValueError):
            return False
        return True

    @property
    def served(self) -> Path | None:
        """The model file it answers with now."""
        return self.model if self.is_ready else None

    def start(self, model: Path) -> None:
        """Start it with this model file.

        Raises:
            OSError: it cannot be run.
        """
        self._paths.model_server_note.unlink(missing_ok=True)
        arguments = ["model-server", "--model", str(model)]
        arguments += ["--note", str(self._paths.model_server_note)]
        self._child.start(worker_command(*arguments), child_environment(self._settings))
        self.model = model

    def ask_to_stop(self) -> None:
        """Tell it to end, and do not wait."""
        self._child.ask_to_stop()

    def stop(self) -> None:
        """End it, also in the middle of an answer."""
        self._child.stop(STOP_TIMEOUT_S)
        self._paths.model_server_note.unlink(missing_ok=True)
        self.model = None
