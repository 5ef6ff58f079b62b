"""A process that Sunto starts, watches and ends.

Each child is noted in the runtime directory with its process id and its birth. An owner that takes
over ends what an owner before it left behind, and only what that proof fits: a name or a bare
process id might belong to somebody else by now.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from worker.contract.process_name import birth

log = logging.getLogger(__name__)

LOG_LIMIT_BYTES = 5_000_000
"""A log file past this is put aside at the next start of its process; one old file is kept."""

SOURCE = Path(__file__).parents[2]
"""Where our packages lie: a child must find them wherever it is started."""

if sys.platform == "win32":
    NO_CONSOLE = subprocess.CREATE_NO_WINDOW
else:
    NO_CONSOLE = 0
"""On Windows, no console window for a child of a program that has none."""


class Child:
    """One process, its log file and its note. Not safe to use from two threads at once."""

    def __init__(self, name: str, *, runtime: Path, logs: Path) -> None:
        """`name` names the note and the log file."""
        self.name = name
        self._note = _note_path(runtime, name)
        self._log = logs / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._process.pid if self.is_running and self._process else None

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """How it ended: negative for a signal, None while it runs or before it started."""
        return self._process.poll() if self._process else None

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start it. Its standard input is a pipe that closes when this process ends.

        Raises:
            OSError: the program cannot be run.
        """
        self._release()
        _put_aside(self._log)
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                env=dict(environment),
                # A session of its own: Ctrl-C in a terminal is for us, not for our children.
                start_new_session=True,
                creationflags=NO_CONSOLE,
            )
        _write_note(self._note, self._process.pid)
        log.info("%s started as process %d", self.name, self._process.pid)

    def write(self, said: bytes) -> None:
        """Say something to it, on its standard input; one that has ended hears nothing."""
        if self._process and self._process.stdin:
            with suppress(OSError):
                self._process.stdin.write(said)
                self._process.stdin.flush()

    def ask_to_stop(self) -> None:
        """Tell it to end, and do not wait."""
        if self.is_running and self._process:
            self._process.terminate()

    def stop(self, timeout_s: float) -> None:
        """End it and what it started: politely, and by force after `timeout_s` seconds."""
        process = self._process
        if process is None:
            return
        self.ask_to_stop()
        try:
            process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            log.info("%s has not ended within %.1f s and is killed", self.name, timeout_s)
        self._release()
        log.info("%s stopped", self.name)

    def _release(self) -> None:
        """Let go of a process: what is left of it and its session ends."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill_session(process.pid)
        process.wait()
        if process.stdin:
            process.stdin.close()
        self._note.unlink(missing_ok=True)


def end_orphans(runtime: Path, timeout_s: float = 2.0) -> None:
    """End the children that an owner which was killed has left behind."""
    for note in sorted(runtime.glob("child-*.json")):
        orphan = _proven(note)
        if orphan is not None:
            log.warning("ending %s (process %d) of an owner before", note.stem, orphan.pid)
            _end(orphan, timeout_s)
        note.unlink(missing_ok=True)


def child_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with `settings` in it, and with our packages importable."""
    search = [str(SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(search)}


def _note_path(runtime: Path, name: str) -> Path:
    return runtime / f"child-{name}.json"


def _write_note(note: Path, pid: int) -> None:
    try:
        born = birth(pid)
    except (OSError, psutil.NoSuchProcess):
        return
    part = note.with_suffix(".part")
    part.write_text(json.dumps({"pid": pid, "born": born}))
    part.replace(note)


def _proven(note: Path) -> psutil.Process | None:
    """The process of a note, if it is still the one that was noted."""
    try:
        content = json.loads(note.read_text())
        process = psutil.Process(int(content["pid"]))
        if content["born"] == birth(process.pid):
            return process
    except (OSError, ValueError, KeyError, psutil.Error):
        pass
    return None


def _end(process: psutil.Process, timeout_s: float) -> None:
    try:
        process.terminate()
        process.wait(timeout_s)
    except psutil.TimeoutExpired:
        pass
    except psutil.Error:
        return
    _kill_session(process.pid)
    deadline = time.monotonic() + timeout_s
    while process.is_running() and time.monotonic() < deadline:
        if process.status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.01)


def _kill_session(leader: int) -> None:
    """Kill what is left of a child's process group (the child began one with its session)."""
    if os.name != "posix":
        for process in _tree(leader):
            process.kill()
        return
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _tree(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return []


def _put_aside(path: Path) -> None:
    if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(".log.1"))
