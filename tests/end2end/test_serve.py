"""`sunto serve` as a program: a document goes in over HTTP, and its summary comes out."""

import os
import signal
import subprocess
import time
from pathlib import Path

import httpx

from tests.end2end.machines import free_port
from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import a_paper
from tests.program import SUNTO
from worker.contract.paths import DataPaths

ROOT = Path(__file__).resolve().parents[2]


def test_upload_ask_and_read(paths: DataPaths, engine: FakeOllama, tmp_path: Path) -> None:
    port = free_port()
    command = [*SUNTO, "serve", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SUNTO_TOKEN": "secret"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            with httpx.Client(base_url=url, headers={"Authorization": "Bearer secret"}) as client:
                wait_for_server(client)
                content = a_paper(tmp_path).read_bytes()
                answer = client.post("/upload", files={"file": ("paper.pdf", content)}).json()
                assert answer["status"] == "processing"
                status = wait_for_end(client, answer["task_id"])
                assert status["status"] == "SUCCESS", status
                summary = client.get(f"/summaries/{answer['task_id']}?format=md")
                assert "p. 1" in summary.text
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(15) == 130
            assert server.stderr is not None
            assert "secret" not in server.stderr.read()
    assert not paths.broker_socket.exists()


def wait_for_server(client: httpx.Client) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if client.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def wait_for_end(client: httpx.Client, task: str) -> dict[str, object]:
    end = time.monotonic() + 90
    seen: list[object] = []
    while time.monotonic() < end:
        status: dict[str, object] = client.get(f"/status/{task}").json()
        seen.append(status["status"])
        if status["status"] in ("SUCCESS", "FAILURE"):
            return status
        time.sleep(0.2)
    raise AssertionError(f"no end: {seen[-3:]}")
