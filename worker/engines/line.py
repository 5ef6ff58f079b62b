"""A connection to an engine that another thread can cut.

httpx hides the socket until the response's head has come, and an engine sends that only with its
first token: minutes into a long prompt. httpcore's documented `trace` extension names the socket
as soon as there is one.
"""

import json
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import httpx

CONNECT_S = 5.0
WRITE_S = 60.0
STREAM_TIMEOUT = httpx.Timeout(None, connect=CONNECT_S, write=WRITE_S)
"""No limit for reading: `watched` has a better one."""

_SOCKET_EVENTS = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Line(httpx.HTTPTransport):
    """One request, one connection: a transport for httpx, or for what is built on it.

    Proxies named in the environment are not used (httpx reads those in its client, see
    `trust_env`): the text of a document must not take a way nobody asked for.
    """

    def __init__(self, address: str, extra_fields: Mapping[str, Any] | None = None) -> None:
        # Reading all certificates takes 20 ms, which plain http on loopback need not spend.
        super().__init__(
            verify=address.startswith("https:"),
            limits=httpx.Limits(max_keepalive_connections=0),
        )
        self._extra_fields = dict(extra_fields or {})
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._is_cut = False

    def cut(self) -> None:
        """Shut the connection down, now or as soon as there is one; a blocked read wakes."""
        with self._lock:
            self._is_cut = True
            self._shut()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request whose socket is known; see httpx."""
        if self._extra_fields and request.method == "POST":
            request = _with_fields(request, self._extra_fields)
        request.extensions = {**request.extensions, "trace": self._on_trace}
        return super().handle_request(request)

    def _on_trace(self, event: str, info: Mapping[str, Any]) -> None:
        if event not in _SOCKET_EVENTS:
            return
        with self._lock:
            self._socket = info["return_value"].get_extra_info("socket")
            if self._is_cut:
                self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # the other side was faster
                self._socket.shutdown(socket.SHUT_RDWR)


def _with_fields(request: httpx.Request, fields: Mapping[str, Any]) -> httpx.Request:
    """The same request with more fields in its JSON body."""
    body = json.loads(request.read())
    headers = request.headers.copy()
    headers.pop("Content-Length", None)
    return httpx.Request(
        request.method,
        request.url,
        headers=headers,
        json={**body, **fields},
        extensions=request.extensions,
    )


def short_client(
    address: str, headers: Mapping[str, str] | None = None, *, connect_s: float = CONNECT_S
) -> httpx.Client:
    """A client for small questions that are answered at once.

    It keeps no connections: they would be stale after a restart, and shared after a fork.
    """
    return httpx.Client(
        limits=httpx.Limits(max_keepalive_connections=0),
        base_url=address,
        headers=headers,
        verify=address.startswith("https:"),
        timeout=httpx.Timeout(10.0, connect=connect_s),
        trust_env=False,
    )
