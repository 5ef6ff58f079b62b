"""The one fake: an Ollama server over real HTTP, with a script of replies and faults.

In a test it runs in a thread (`with FakeOllama() as fake:`) and can be reached by other processes
at `fake.address`; `python tests/fakes/ollama_server.py --port N` runs it alone, scripted by
`POST /fake/script` and read by `GET /fake/requests`. Without a script every answer is a pure
function of its prompt: the same prompt always gets the same words.
"""

import argparse
import json
import re
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

CHARACTERS_PER_TOKEN = 4


class Fault(StrEnum):
    """What can go wrong with one answer."""

    NONE = ""
    MISSING = "missing"
    """404: no such model."""
    ERROR = "error"
    """500."""
    BUSY = "busy"
    """503."""
    TOO_MANY = "too_many"
    """429."""
    TOO_LONG = "too_long"
    """400: the prompt exceeds the context length."""
    STALL = "stall"
    """Nothing at all, not even the head of the response."""
    STALL_BETWEEN = "stall_between"
    """Some tokens, then nothing."""
    CUT = "cut"
    """Some tokens, then the connection ends."""
    NOT_DONE = "not_done"
    """Some tokens, then a proper end of the response, without `done`."""
    GARBAGE = "garbage"
    """Some tokens, then a line that is no JSON."""
    ERROR_LINE = "error_line"
    """Some tokens, then an error inside the stream."""
    ENDLESS = "endless"
    """Never stops by itself, and knows no limit."""


_STATUS = {
    Fault.MISSING: (404, "model 'small:latest' not found"),
    Fault.ERROR: (500, "llama runner process has terminated"),
    Fault.BUSY: (503, "server busy, please try again. maximum pending requests exceeded"),
    Fault.TOO_MANY: (429, "too many requests"),
    Fault.TOO_LONG: (400, "the input length exceeds the context length"),
}


@dataclass(frozen=True)
class Reply:
    """One scripted answer; `text` None means: the answer that this prompt always gets."""

    text: str | None = None
    fault: Fault = Fault.NONE
    before_s: float = 0.0
    """Before the first token."""
    token_s: float = 0.0
    """Before each further token."""


@dataclass(frozen=True)
class FakeModel:
    """A model the server claims to have."""

    name: str = "small:latest"
    size: int = 400_000_000
    digest: str = "ab" * 32
    window: int = 32768
    template: str = "{{- range .Messages }}<|im_start|>{{ .Role }}{{ .Content }}{{ end }}"
    capabilities: tuple[str, ...] = ("completion",)
    remote_host: str = ""
    loaded_window: int = 0
    """The context it is loaded with; 0 means it is not in memory."""
    most_window: int = 1 << 20
    """What it is loaded with at most, whatever is asked for."""
    info: Mapping[str, object] = field(default_factory=dict)
    """More of what /api/show says of it."""


@dataclass
class Seen:
    """One request to /api/chat."""

    body: dict[str, Any]
    at: float = field(default_factory=time.monotonic)
    left_at: float | None = None
    """When the other side closed the connection before the answer was over."""
    tokens: int = 0


class FakeOllama:
    """The server; a context manager."""

    def __init__(
        self,
        models: Iterable[FakeModel] = (FakeModel(),),
        *,
        port: int = 0,
        default: Reply | None = None,
    ) -> None:
        self.models = list(models)
        self.default = default or Reply()
        self.replies: deque[Reply] = deque()
        self.requests: list[Seen] = []
        self.pulls: list[list[dict[str, Any]]] = []
        """The lines of the next answers to /api/pull; one with `stall` waits for ever."""
        self.pulled: list[dict[str, Any]] = []
        """The requests to /api/pull."""
        self.closing = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
        self._http.daemon_threads = True
        self._http.fake = self  # type: ignore[attr-defined]
        self.port = self._http.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def script(self, *replies: Reply) -> None:
        """Answer the next requests so; after them the default counts again."""
        self.replies.extend(replies)

    def next_reply(self) -> Reply:
        """The reply for one request."""
        return self.replies.popleft() if self.replies else self.default

    def __enter__(self) -> Self:
        serve = {"poll_interval": 0.05}
        threading.Thread(target=self._http.serve_forever, kwargs=serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()

    def run(self) -> None:
        """Serve until the process ends."""
        self._http.serve_forever()


class _Gone(Exception):
    """The other side closed the connection."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def fake(self) -> FakeOllama:
        return self.server.fake  # type: ignore[attr-defined, no-any-return]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        models = self.fake.models
        match self.path:
            case "/api/version":
                self._send(200, {"version": "0.17.4"})
            case "/api/tags":
                self._send(200, {"models": [_tag(model) for model in models]})
            case "/api/ps":
                loaded = [m for m in models if m.loaded_window]
                self._send(200, {"models": [_running(m) for m in loaded]})
            case "/fake/requests":
                self._send(200, [asdict(seen) for seen in self.fake.requests])
            case _:
                self._send(404, {"error": "not found"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        match self.path:
            case "/api/show":
                self._show(body)
            case "/api/chat":
                self._chat(body)
            case "/api/generate":
                self._load(body)
            case "/api/pull":
                self._pull(body)
            case "/fake/script":
                told = [reply | {"fault": Fault(reply.get("fault", ""))} for reply in body]
                self.fake.script(*(Reply(**reply) for reply in told))
                self._send(200, {})
            case _:
                self._send(404, {"error": "not found"})

    def _show(self, body: dict[str, Any]) -> None:
        for model in self.fake.models:
            if model.name == body["model"]:
                info = {"fake.context_length": model.window, **model.info}
                caps = list(model.capabilities)
                shown = {"template": model.template, "capabilities": caps, "model_info": info}
                return self._send(200, shown)
        return self._send(404, {"error": f"model '{body['model']}' not found"})

    def _load(self, body: dict[str, Any]) -> None:
        """Load a model without asking it anything."""
        wanted = body.get("options", {}).get("num_ctx", 4096)
        models = self.fake.models
        for at, model in enumerate(models):
            if model.name == body["model"]:
                models[at] = replace(model, loaded_window=min(wanted, model.most_window))
                return self._send(200, {"model": model.name, "response": "", "done": True})
        return self._send(404, {"error": f"model '{body['model']}' not found"})

    def _pull(self, body: dict[str, Any]) -> None:
        self.fake.pulled.append(body)
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for line in self.fake.pulls.pop(0):
                if line.get("stall"):
                    self._pause(float("inf"))
                self._chunk(json.dumps(line).encode() + b"\n")
            self._chunk(b"")
        except (_Gone, ConnectionError):
            self.close_connection = True

    def _chat(self, body: dict[str, Any]) -> None:
        seen = Seen(body)
        self.fake.requests.append(seen)
        reply = self.fake.next_reply()
        fault = self._unasked_fault(body) or reply.fault
        try:
            if fault in _STATUS:
                status, message = _STATUS[fault]
                self._pause(reply.before_s)
                self._send(status, {"error": message})
            else:
                self._stream(body, seen, reply)
        except (_Gone, ConnectionError):
            seen.left_at = time.monotonic()
            self.close_connection = True

    def _unasked_fault(self, body: dict[str, Any]) -> Fault:
        """What a real server would refuse, too."""
        if body["model"] not in [model.name for model in self.fake.models]:
            return Fault.MISSING
        window = body.get("options", {}).get("num_ctx", 4096)
        if body.get("truncate") is False and _prompt_tokens(body) > window:
            return Fault.TOO_LONG
        return Fault.NONE

    def _stream(self, body: dict[str, Any], seen: Seen, reply: Reply) -> None:
        if reply.fault is Fault.STALL:
            self._pause(float("inf"))
        self._pause(reply.before_s)
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        limit = body.get("options", {}).get("num_predict", 128)
        breaks = reply.fault not in (Fault.NONE, Fault.ENDLESS)
        for word in _words(body, reply):
            self._line({"message": {"role": "assistant", "content": word}, "done": False})
            seen.tokens += 1
            self._pause(reply.token_s)
            if breaks and seen.tokens >= 3:
                break
            if seen.tokens >= limit and reply.fault is not Fault.ENDLESS:
                return self._end(body, seen, "length")
        return self._break(reply.fault) if breaks else self._end(body, seen, "stop")

    def _break(self, fault: Fault) -> None:
        match fault:
            case Fault.STALL_BETWEEN:
                self._pause(float("inf"))
            case Fault.GARBAGE:
                self._chunk(b'{"message": {"role": "assis\x00\xff tant"\n')
            case Fault.ERROR_LINE:
                self._line({"error": "an error was encountered while running the model"})
        if fault is Fault.CUT:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self._chunk(b"")

    def _end(self, body: dict[str, Any], seen: Seen, reason: str) -> None:
        self._line(
            {
                "message": {"role": "assistant", "content": ""},
                "done": True,
                "done_reason": reason,
                "total_duration": int((time.monotonic() - seen.at) * 1e9),
                "load_duration": 0,
                "prompt_eval_count": _prompt_tokens(body),
                "prompt_eval_duration": 1_000_000,
                "eval_count": seen.tokens,
                "eval_duration": 1_000_000 * seen.tokens,
            }
        )
        self._chunk(b"")

    def _line(self, part: dict[str, Any]) -> None:
        self._chunk(json.dumps({"model": "small:latest", **part}).encode() + b"\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
        self.wfile.flush()

    def _pause(self, seconds: float) -> None:
        """Wait, as long as the other side is there and the server goes on."""
        end = time.monotonic() + seconds
        while not self.fake.closing.is_set():
            left = end - time.monotonic()
            readable, _, _ = select.select([self.connection], [], [], max(0, min(0.05, left)))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise _Gone
            if left <= 0:
                return
        raise _Gone

    def _send(self, status: int, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _tag(model: FakeModel) -> dict[str, Any]:
    told = {"name": model.name, "model": model.name, "size": model.size, "digest": model.digest}
    return told | ({"remote_host": model.remote_host} if model.remote_host else {})


def _running(model: FakeModel) -> dict[str, Any]:
    return _tag(model) | {"context_length": model.loaded_window, "size_vram": 0}


def _prompt_tokens(body: dict[str, Any]) -> int:
    text = "".join(message["content"] for message in body["messages"])
    return max(1, len(text) // CHARACTERS_PER_TOKEN)


def _words(body: dict[str, Any], reply: Reply) -> Iterator[str]:
    if reply.fault is Fault.ENDLESS:
        while True:
            yield "more "
    text = answer_to(body) if reply.text is None else reply.text
    yield from re.findall(r"\s*\S+", text)


def answer_to(body: dict[str, Any]) -> str:
    """The answer a request always gets: sentences of its text, as bullets or as its schema asks."""
    sentences = chosen_sentences(body["messages"][-1]["content"])
    if isinstance(body.get("format"), dict):
        return json.dumps(_shaped(body["format"], sentences))
    return "\n".join(f"- {sentence}" for sentence in sentences)


def chosen_sentences(prompt: str, count: int = 3) -> list[str]:
    """The first, the middle and the last sentence of what stands between the prompt's fences."""
    text = " ".join(_fenced(prompt).split())
    found = [s for s in re.split(r"(?<=[.!?]) ", text) if 4 <= len(s.split()) <= 60]
    if len(found) <= count:
        return found or [text[:200] or "Nothing."]
    last = len(found) - 1
    return [found[round(place * last / (count - 1))] for place in range(count)]


def _fenced(prompt: str) -> str:
    fences = (r"```\w*\n(.*)\n```", r'"""\n?(.*)\n?"""', r"<(\w+)[^>]*>\n?(.*)\n?</\1>")
    for fence in fences:
        if found := re.search(fence, prompt, re.DOTALL):
            return str(found.groups()[-1])
    return prompt


def _shaped(schema: dict[str, Any], sentences: list[str]) -> object:
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            return {key: _shaped(sub, sentences) for key, sub in schema["properties"].items()}
        case "array" if schema.get("items", {}).get("type") == "string":
            return sentences[: schema.get("maxItems", len(sentences))]
        case "array":
            return [_shaped(schema["items"], [sentence]) for sentence in sentences]
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case _:
            return sentences[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token-s", type=float, default=0.0)
    parser.add_argument("--before-s", type=float, default=0.0)
    arguments = parser.parse_args()
    reply = Reply(before_s=arguments.before_s, token_s=arguments.token_s)
    fake = FakeOllama(port=arguments.port, default=reply)
    print(fake.address, flush=True)
    fake.run()


if __name__ == "__main__":
    main()
