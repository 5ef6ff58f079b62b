"""A server that speaks OpenAI's language, over real HTTP, with a script of replies and faults.

For what llama.cpp's own server, which most tests use, does not do on demand: a strict server that
refuses fields, a wrong key, a model that is still loading, a model that thinks aloud.
"""

import json
import threading
from collections import deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Said:
    """One scripted answer: its deltas, or a refusal."""

    deltas: tuple[dict[str, str], ...] = ()
    status: int = 200
    message: str = ""
    headers: tuple[tuple[str, str], ...] = ()


WORDS = Said(deltas=({"content": "Whole "}, {"content": "answer."}))


class FakeOpenAI:
    """The server; a context manager."""

    def __init__(self, key: str = "") -> None:
        self.key = key
        self.refuses: tuple[str, ...] = ()
        """Fields that it does not know."""
        self.listing = Said()
        """What is said in place of the list of models, where its status is not 200."""
        self.script: deque[Said] = deque()
        self.bodies: list[dict[str, Any]] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._http.daemon_threads = True
        self._http.fake = self  # type: ignore[attr-defined]
        self.address = f"http://127.0.0.1:{self._http.server_address[1]}"

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
    def fake(self) -> FakeOpenAI:
        return self.server.fake  # type: ignore[attr-defined, no-any-return]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if not self._may_ask():
            return
        if self.fake.listing.status != 200:
            self._refuse(self.fake.listing)
        else:
            self._send(200, {"data": [{"id": "far", "max_model_len": 8192}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._may_ask():
            return None
        self.fake.bodies.append(body)
        unknown = [name for name in self.fake.refuses if name in body]
        if unknown:
            said = Said(status=400, message=f"Unrecognized request argument: {unknown[0]}")
        else:
            said = self.fake.script.popleft() if self.fake.script else WORDS
        if said.status != 200:
            return self._refuse(said)
        return self._stream(said)

    def _may_ask(self) -> bool:
        if not self.fake.key or self.headers["Authorization"] == f"Bearer {self.fake.key}":
            return True
        self._refuse(Said(status=401, message="Incorrect API key provided"))
        return False

    def _stream(self, said: Said) -> None:
        usage = {"prompt_tokens": 12, "completion_tokens": len(said.deltas)}
        events = [{"choices": [{"delta": delta}]} for delta in said.deltas]
        last = {"choices": [{"delta": {}, "finish_reason": "stop"}], "usage": usage}
        lines = [f"data: {json.dumps(event)}\n\n" for event in (*events, last)]
        data = "".join((*lines, "data: [DONE]\n\n")).encode()
        self._write(200, "text/event-stream", data)

    def _refuse(self, said: Said) -> None:
        self._send(said.status, {"error": {"message": said.message}}, said.headers)

    def _send(self, status: int, body: object, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self._write(status, "application/json", json.dumps(body).encode(), headers)

    def _write(
        self, status: int, kind: str, data: bytes, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(data))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
