"""A server of one file over HTTP, with ranges, redirects and connections that end too early."""

import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


class FileServer:
    """Gives `content` at every address; a context manager."""

    def __init__(self, content: bytes, *, knows_ranges: bool = True) -> None:
        self.content = content
        self.knows_ranges = knows_ranges
        self.cuts: list[int] = []
        """Bytes after which each of the next responses ends; then they are whole."""
        self.stalls = False
        """Whether responses stop in the middle and the connection stays open."""
        self.status = 200
        self.claimed_length: int | None = None
        """A length to be told instead of the true one."""
        self.ranges: list[int] = []
        """Where each request wanted to begin."""
        self.closing = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._http.daemon_threads = True
        self._http.server = self  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> Self:
        serve = {"poll_interval": 0.05}
        threading.Thread(target=self._http.serve_forever, kwargs=serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        files: FileServer = self.server.server  # type: ignore[attr-defined]
        if not self.path.startswith("/moved/"):
            return self._head(302, {"Location": f"/moved{self.path}", "Content-Length": "0"})
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked.group(1)) if asked and files.knows_ranges else 0
        files.ranges.append(start)
        rest = files.content[start:]
        if files.status != 200 or (asked and files.knows_ranges and not rest):
            status = files.status if files.status != 200 else 416
            return self._head(status, {"Content-Length": "0"})
        whole = f"bytes {start}-{len(files.content) - 1}/{len(files.content)}"
        ranged = {"Content-Range": whole} if start else {}
        length = str(files.claimed_length or len(rest))
        self._head(206 if start else 200, {"Content-Length": length, **ranged})
        return self._body(files, rest)

    def _body(self, files: FileServer, rest: bytes) -> None:
        end = files.cuts.pop(0) if files.cuts else len(rest)
        try:
            self.wfile.write(rest[: len(rest) // 2 if files.stalls else end])
            if files.stalls:
                files.closing.wait()
            if end < len(rest):
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
        except ConnectionError:
            self.close_connection = True

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
