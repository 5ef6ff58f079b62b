"""A running HTTP front."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from desktop.api.front import make_front
from desktop.commands.context import Context
from desktop.jobs.library import Library
from desktop.settings import Settings
from worker.contract.paths import DataPaths

TOKEN = "let-me-in"
LIMIT = 200_000


@dataclass
class Front:
    context: Context
    client: httpx.Client
    url: str

    def upload(self, file: Path, **fields: str) -> httpx.Response:
        with file.open("rb") as content:
            return self.client.post("/upload", files={"file": (file.name, content)}, data=fields)


@pytest.fixture
def front(paths: DataPaths) -> Iterator[Front]:
    context = Context(paths, Settings(), Library(paths.library))
    paths.uploads.mkdir()
    app = make_front(context, TOKEN, most_upload_bytes=LIMIT)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield Front(context, client, url)
    server.should_exit = True
    thread.join()
    context.library.close()
