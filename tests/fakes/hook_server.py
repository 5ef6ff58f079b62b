"""A server that takes posts over HTTP and answers as scripted."""

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

CUT = 0
"""In place of a status: the connection ends without an answer."""


@dataclass(frozen=True)
class Posted:
    """One post, as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


class HookServer:
    """Keeps what is posted; a context manager."""

    def __init__(self, *answers: int) -> None:
        """`answers` are the next statuses; then it is 204."""
        self.answers = list(answers)
        self.posts: list[Posted] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._http.daemon_threads = True
        self._http.hook = self  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/sunto"

    def __enter__(self) -> Self:
        serve = {"poll_interval": 0.05}
        threading.Thread(target=self._http.serve_forever, kwargs=serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        hook: HookServer = self.server.hook  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        hook.posts.append(Posted(self.path, headers, body))
        status = hook.answers.pop(0) if hook.answers else 204
        if status == CUT:
            self.close_connection = True
            return
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()
