"""Runs the HTTP front, and the owner beside it, until told to stop."""

import logging
import shutil
import tempfile
import threading

import uvicorn

from desktop.api.front import make_front
from desktop.commands.context import Context
from desktop.jobs.owner import Owner
from worker.contract.errors import SuntoError

log = logging.getLogger(__name__)

TICK_S = 0.25
AGAIN_AFTER_S = 5.0
STOP_WITHIN_S = 6.0


def serve(context: Context, *, host: str, port: int, token: str) -> None:
    """Answer at this address until a signal says to stop; what is not done goes on later."""
    uploads = context.paths.uploads
    # What a killed server left half taken.
    shutil.rmtree(uploads, ignore_errors=True)
    uploads.mkdir(mode=0o700)
    # Large uploads are put on a disk as they come: ours, where there is room for documents.
    tempfile.tempdir = str(uploads)
    work = Work(context)
    work.start()
    try:
        config = uvicorn.Config(
            make_front(context, token),
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        uvicorn.Server(config).run()
    finally:
        work.stop()


class Work:
    """Owns the library while the front answers, or waits until it may."""

    def __init__(self, context: Context) -> None:
        """Starts nothing."""
        self._owner = Owner(context.paths, context.library, context.settings)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="owner", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End what was started."""
        self._ended.set()
        self._thread.join(STOP_WITHIN_S)

    def _run(self) -> None:
        pause_s = TICK_S
        while not self._ended.wait(pause_s):
            try:
                self._owner.tick()
                pause_s = TICK_S
            except SuntoError as error:
                # Documents are taken all the same, and wait.
                log.error("%s", error)
                pause_s = AGAIN_AFTER_S
        self._owner.stop()
