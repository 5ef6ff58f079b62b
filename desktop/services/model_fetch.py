"""Getting a model: a child process that can be ended at any moment.

What it has fetched so far stays, and the next one goes on from there.
"""

import json
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from desktop.jobs.status import ModelFetch
from desktop.services.child import NO_CONSOLE, child_environment
from worker.contract.catalogue import named_model
from worker.contract.names import is_model_file
from worker.contract.paths import DataPaths
from worker.contract.program import worker_command

STOP_TIMEOUT_S = 1.0


class ModelFetcher:
    """At most one fetch at a time."""

    def __init__(self, paths: DataPaths, settings: Mapping[str, str]) -> None:
        """`settings` are environment variables (mirror, proxies)."""
        self._paths = paths
        self._settings = settings
        self._process: subprocess.Popen[str] | None = None
        self._state: ModelFetch | None = None

    @property
    def state(self) -> ModelFetch | None:
        """How far it is; None when nothing was asked for, or it arrived."""
        return self._state

    @property
    def is_running(self) -> bool:
        """Whether a fetch is under way."""
        return self._process is not None and self._process.poll() is None

    def start(self, name: str) -> None:
        """Begin to get a model, or go on with it: see `_command`."""
        if self.is_running:
            return
        self._state = ModelFetch(name, 0, 0)
        self._process = subprocess.Popen(
            _command(name, self._paths.models),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(self._settings),
            start_new_session=True,
            text=True,
            creationflags=NO_CONSOLE,
        )
        threading.Thread(target=self._follow, args=(self._process,), daemon=True).start()

    def stop(self) -> None:
        """End it; what is there stays for the next time."""
        process, self._process, self._state = self._process, None, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Read progress: one JSON object a line, `{"done", "total"}` and at last `{"error"}`."""
        assert process.stdout is not None
        with process:  # closes its pipes, and waits for it
            for line in process.stdout:
                with suppress(ValueError):
                    self._note(process, json.loads(line))
        code = process.returncode
        if self._process is process and self._state is not None:
            if code == 0:
                self._state = None
            elif not self._state.error:
                self._state = replace(self._state, error="interrupted")

    def _note(self, process: subprocess.Popen[str], line: dict[str, object]) -> None:
        if self._process is not process or self._state is None:
            return
        if "error" in line:
            self._state = replace(
                self._state,
                error=str(line["error"]),
                needed_bytes=_whole(line.get("needed")),
                there_bytes=_whole(line.get("there")),
            )
        elif "done" in line:
            done, total = _whole(line["done"]), _whole(line.get("total"))
            self._state = ModelFetch(self._state.name, done, total)


def _command(name: str, models: Path) -> list[str]:
    """A file of the catalogue is fetched, one on this computer added; Ollama pulls all others."""
    into = ("--into", str(models))
    known, file = named_model(name), Path(name).expanduser()
    if known is not None:
        return worker_command("fetch-model", known.file, *into)
    if file.is_file():
        return worker_command("add-model", str(file.absolute()), *into)
    if is_model_file(name):
        return worker_command("fetch-model", name, *into)
    return worker_command("pull-model", name)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
