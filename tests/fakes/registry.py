"""A registry that a real Ollama pulls from: manifests and blobs out of another Ollama's folder.

It speaks what Ollama asks of a registry (OCI distribution, with ranges), and has the faults of one.
"""

import re
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

BLOCK_BYTES = 1 << 18
_PATH = re.compile(r"/v2/(?P<name>[^/]+/[^/]+)/(?P<kind>manifests|blobs)/(?P<what>[\w:.-]+)")
_DIRECT = "/direct"
"""Before the path of a blob, at the address that Ollama is sent on to."""


class Registry:
    """Gives what lies in the `models` folder of an Ollama; a context manager."""

    def __init__(self, models: Path) -> None:
        self.models = models
        self.cuts: list[int] = []
        """Bytes after which each of the next blobs ends; then they are whole."""
        self.block_s = 0.0
        """Pause before each block of a blob: a slow line."""
        self.is_damaged = False
        """Whether blobs come with other bytes in them."""
        self.sent: list[tuple[int, int]] = []
        """Of each blob that was asked for: where it began, and how much was sent."""
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._http.daemon_threads = True
        self._http.registry = self  # type: ignore[attr-defined]
        self.host = f"127.0.0.1:{self._http.server_address[1]}"

    def name(self, model: str) -> str:
        """The name by which Ollama finds a model here."""
        return f"http://{self.host}/library/{model}"

    def __enter__(self) -> Self:
        serve = {"poll_interval": 0.05}
        threading.Thread(target=self._http.serve_forever, kwargs=serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def registry(self) -> Registry:
        return self.server.registry  # type: ignore[attr-defined, no-any-return]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def _answer(self, *, with_body: bool) -> None:
        if with_body and "/blobs/" in self.path and not self.path.startswith(_DIRECT):
            # As the real one does, and as Ollama wants it: to a machine of another name.
            port = self.registry.host.partition(":")[2]
            return self._head(307, 0, {"Location": f"http://localhost:{port}{_DIRECT}{self.path}"})
        file = self._file()
        if file is None or not file.is_file():
            return self._head(404, 0)
        content = file.read_bytes()
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        start, end = map(int, asked.groups()) if asked else (0, len(content) - 1)
        self._head(206 if asked else 200, end + 1 - start)
        if with_body:
            self._body(content, start, end + 1)
        return None

    def _file(self) -> Path | None:
        found = _PATH.fullmatch(self.path.removeprefix(_DIRECT))
        if found is None:
            return None
        if found["kind"] == "blobs":
            return self.registry.models / "blobs" / found["what"].replace(":", "-")
        manifests = self.registry.models / "manifests" / "registry.ollama.ai"
        return manifests / found["name"] / found["what"]

    def _body(self, content: bytes, start: int, end: int) -> None:
        registry = self.registry
        is_blob = "/blobs/" in self.path
        stop = start + registry.cuts.pop(0) if is_blob and registry.cuts else end
        at = start
        try:
            while at < min(stop, end):
                time.sleep(registry.block_s if is_blob else 0)
                block = content[at : min(at + BLOCK_BYTES, stop, end)]
                self.wfile.write(_damaged(block) if is_blob and registry.is_damaged else block)
                at += len(block)
            if at < end:
                self.connection.shutdown(socket.SHUT_RDWR)
        except ConnectionError:
            self.close_connection = True
        if is_blob:
            registry.sent.append((start, at - start))

    def _head(self, status: int, length: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()


def _damaged(block: bytes) -> bytes:
    return bytes([block[0] ^ 1]) + block[1:]
