"""The worker's image without Docker: its steps by hand, its programs as its user, nothing writable.

What Docker does besides (the base image, its Python 3.13, the container itself) is not tried.
"""

import base64
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.end2end.machines import ROOT, OwnBroker, free_port
from tests.end2end.tls_front import TlsFront
from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import a_paper

DOCKERFILE = (ROOT / "packaging" / "worker.Dockerfile").read_text()
USER = 10001
PYTHON = "/usr/bin/python3"
"""One that other users can run, too; ours may lie in a home."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(1500),
    pytest.mark.skipif(
        sys.platform != "linux"
        or os.geteuid() != 0
        or shutil.which("setpriv") is None
        or not Path(PYTHON).exists(),
        reason="other users and mounts need root, and util-linux",
    ),
]


class Image:
    """A tree as the Dockerfile makes it, and the programs that run from it."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.python = top / "opt" / "sunto" / "bin" / "python"
        self.temporary = top / "tmp"
        self.temporary.mkdir()
        os.chown(self.temporary, USER, USER)
        subprocess.run([PYTHON, "-m", "venv", top / "opt" / "sunto"], check=True)
        options = re.search(r"/pip install (.*) -r", DOCKERFILE)
        assert options is not None
        lock = ROOT / "packaging" / "requirements-server.lock"
        pip = [self.python, "-m", "pip", "install", "--quiet", *options[1].split(), "-r", lock]
        subprocess.run(pip, check=True)
        for source, target in re.findall(r"^COPY (\w+) /(\S+)$", DOCKERFILE, re.MULTILINE):
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / source, top / target, ignore=ignore)
        self.variables = {
            "PATH": f"{self.python.parent}:/usr/bin:/bin",
            "PYTHONPATH": str(top / "app"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "XDG_RUNTIME_DIR": str(self.temporary),
            "TMPDIR": str(self.temporary),
            "SUNTO_ENGINE": "ollama",
        }

    def command(self, *arguments: str, name: str) -> list[str]:
        """A program of the image: its user, no capability, and only two folders to write to."""
        data = self.top / name
        data.mkdir(exist_ok=True)
        os.chown(data, USER, USER)
        writable = (data, self.temporary)
        mounts = ["mount --make-rprivate /"]
        mounts += [f"mount --bind {folder} {folder}" for folder in writable]
        mounts += ["mount -o remount,bind,ro /"]
        drop = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
        drop += ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
        script = " && ".join([*mounts, 'exec "$@"'])
        return ["unshare", "--mount", "sh", "-c", script, "sh", *drop, str(self.python), *arguments]


@pytest.fixture
def image() -> Iterator[Image]:
    # Pytest's own folders are closed to other users.
    top = Path(tempfile.mkdtemp(prefix="sunto-image-"))
    top.chmod(0o755)
    try:
        yield Image(top)
    finally:
        shutil.rmtree(top)


def test_every_program_of_the_image_runs(
    image: Image, fake_ollama: FakeOllama, tmp_path: Path
) -> None:
    secrets = image.top / "secrets"
    secrets.mkdir()
    make = ["sh", ROOT / "packaging" / "compose" / "make-secrets", secrets]
    subprocess.run(make, check=True, capture_output=True)
    with ExitStack() as stack:
        broker = OwnBroker(tmp_path, acl=secrets / "users.acl", user="sunto")
        broker.start()
        stack.callback(broker.end)
        front = TlsFront(secrets / "broker.pem", secrets / "broker.key", broker.port)
        stack.enter_context(front)
        made = (secrets / "broker-url").read_text()
        here = made.replace("valkey:6379", f"localhost:{front.port}")
        (secrets / "broker-url").write_text(here)
        variables = image.variables | {
            "SUNTO_BROKER_URL_FILE": str(secrets / "broker-url"),
            "SUNTO_BROKER_CA": str(secrets / "ca.pem"),
            "OLLAMA_HOST": fake_ollama.address,
        }

        def run(*arguments: str, name: str, **more: str) -> Path:
            log = tmp_path / f"{name}.log"
            with log.open("wb") as file:
                process = subprocess.Popen(
                    image.command(*arguments, name=name),
                    env={**variables, **more, "SUNTO_DATA_DIR": str(image.top / name)},
                    cwd="/",
                    stdout=file,
                    stderr=file,
                )
            stack.callback(process.wait, 30)
            stack.callback(process.terminate)
            return log

        serve_port, flower_port = str(free_port()), str(free_port())
        desktop = ("-P", "-m", "desktop")
        worker_log = run(*desktop, "worker", name="worker")
        serve_log = run(
            *(*desktop, "serve", "--host", "127.0.0.1", "--port", serve_port),
            name="serve",
            SUNTO_TOKEN_FILE=str(secrets / "token"),
            SUNTO_WORK_HERE="no",
        )
        flower_log = run(
            *(*desktop, "flower", "--host", "127.0.0.1", "--port", flower_port),
            name="flower",
            FLOWER_BASIC_AUTH_FILE=str(secrets / "flower-auth"),
            SUNTO_WORK_HERE="no",
        )
        is_healthy(image, variables, worker_log)
        token = (secrets / "token").read_text().strip()
        served = f"http://127.0.0.1:{serve_port}"
        with httpx.Client(base_url=served, headers={"Authorization": f"Bearer {token}"}) as client:
            wait_until(lambda: answers(client, "/health") == 200, serve_log)
            content = a_paper(tmp_path).read_bytes()
            task = client.post("/upload", files={"file": ("paper.pdf", content)}).json()["task_id"]
            wait_until(
                lambda: client.get(f"/status/{task}").json()["status"] == "SUCCESS", serve_log
            )
            assert "p. 1" in client.get(f"/summaries/{task}?format=md").text
        login = base64.b64encode((secrets / "flower-auth").read_bytes().strip()).decode()
        with httpx.Client(base_url=f"http://127.0.0.1:{flower_port}") as browser:
            wait_until(lambda: answers(browser, "/") == 401, flower_log)
            browser.headers["Authorization"] = f"Basic {login}"
            wait_until(lambda: socket.gethostname() in browser.get("/workers").text, flower_log)
        assert not list((image.top / "app").rglob("__pycache__"))


def is_healthy(image: Image, variables: dict[str, str], log: Path) -> None:
    """The worker's health check, as compose runs it."""
    command = image.command("-P", "-m", "worker", "alive", name="worker")
    variables = {**variables, "SUNTO_DATA_DIR": str(image.top / "worker")}
    wait_until(lambda: subprocess.call(command, env=variables, cwd="/") == 0, log)


def answers(client: httpx.Client, path: str) -> int:
    try:
        return client.get(path).status_code
    except httpx.TransportError:
        return 0


def wait_until(condition: object, log: Path, within_s: float = 240.0) -> None:
    assert callable(condition)
    end = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.2)
