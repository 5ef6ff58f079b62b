"""The process that is the built-in model server: llama.cpp's own server from `xllamacpp`.

It lives as long as whoever started it: the parent holds the other end of its standard input, and
the end of that ends the server, also when the parent was killed. (Linux's parent-death signal is
no use here: it follows the thread that started the process, not the process.)
"""

import hashlib
import logging
import mmap
import os
import secrets
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import httpx
import psutil

from worker.contract.errors import CannotStart
from worker.engines.input_end import on_end_of_input
from worker.engines.line import short_client
from worker.engines.local_models import window_of
from worker.engines.server_note import ServerNote, remove_note
from worker.engines.window import WindowImpossible
from worker.priority import give_way

BATCH = 256
"""Tokens read in one go: as fast as 2,048 on a CPU, and a cancelled prompt ends 8 times sooner."""

_PARENT_LOOK_S = 1.0

_log = logging.getLogger(__name__)


def run(model: Path, note: Path, window: int, threads: int, slots: int = 1) -> None:
    """Serve `model` until SIGTERM or the end of standard input; 0 means choose for me.

    With more `slots` as many questions are answered at a time, each with a whole window.

    Loading holds Python's lock: until it is over, SIGTERM ends the process by its default action.

    Raises:
        CannotStart: the file is not there, damaged, or of a kind that llama.cpp does not know; or
            the window cannot be had.
    """
    if not model.is_file():
        raise CannotStart(f"{model}: no such file")
    try:
        window = window_of(model, window, slots)
    except WindowImpossible as error:
        raise CannotStart(
            f"{model}: {error.wanted} tokens cannot be had; the most are {error.nearest}"
        ) from error
    parent = os.getppid()
    give_way()
    _sleep_at_barriers()
    digest = _Digest(model)
    key = secrets.token_urlsafe(32)
    server = _load(_parameters(model, key, window, threads, slots))
    url = str(server.listening_address)
    leave = _Leave(note)
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    on_end_of_input(leave)
    served = _served_window(url, key)
    ServerNote(
        url=url,
        key=key,
        model=model.name,
        path=str(model.absolute()),
        digest=digest.result(),
        window=served,
        pid=os.getpid(),
    ).write(note)
    _log.info("serving %s at %s, window %d", model.name, url, served)
    _wait_for_other_parent(parent)
    leave()


def _sleep_at_barriers() -> None:
    """Have threads that wait for each other sleep; llama.cpp must not be loaded yet.

    They do so after every step, and spin unless told otherwise: beside one other busy program on
    two cores an answer then took over 250 s, and 17 s asleep; with nothing beside it, 10 s both
    ways.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")


def _parameters(model: Path, key: str, window: int, threads: int, slots: int) -> Any:  # noqa: ANN401
    """Loopback, a free port, no pages for browsers, all physical cores."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    params.ui = False
    params.cors_origins = ""
    params.offline = True
    params.verbosity = 0
    params.n_parallel = slots
    params.n_ctx = window * slots
    params.n_batch = params.n_ubatch = BATCH
    params.cache_ram_mib = 0  # a second cache of whole prompts; 8 GiB by default
    cores = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads or cores
    return params


def _load(params: Any) -> Any:  # noqa: ANN401
    import xllamacpp

    try:
        return xllamacpp.Server(params)
    except RuntimeError as error:
        raise CannotStart(f"{params.model.path}: cannot be loaded ({error})") from error


class _Digest:
    """SHA-256 of a file, found while something else is going on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found = ""
        self._thread = threading.Thread(target=self._find, daemon=True)
        self._thread.start()

    def result(self) -> str:
        """The digest, waited for."""
        self._thread.join()
        return self._found

    def _find(self) -> None:
        # One call over the whole map: it needs Python's lock, which loading holds, only twice.
        with (
            self._path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            self._found = hashlib.sha256(content).hexdigest()


class _Leave:
    """Ends the process at once, whatever llama.cpp is doing, and takes the note along."""

    def __init__(self, note: Path) -> None:
        self._note = note

    def __call__(self, _signal: int = 0, _frame: FrameType | None = None) -> NoReturn:
        """Leave without joining the threads of llama.cpp: those end when an answer does."""
        remove_note(self._note, os.getpid())
        os._exit(0)


def _wait_for_other_parent(parent: int) -> None:
    """Return once somebody else has inherited us; the net under the end of input."""
    while os.getppid() == parent:
        threading.Event().wait(_PARENT_LOOK_S)


def _served_window(url: str, key: str) -> int:
    """The context that one answer really gets, asked of the server itself."""
    with short_client(url, {"Authorization": f"Bearer {key}"}) as client:
        client.get("/health").raise_for_status()
        props: httpx.Response = client.get("/props").raise_for_status()
        return int(props.json()["default_generation_settings"]["n_ctx"])
