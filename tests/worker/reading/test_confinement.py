"""What a confined process can still do, tried in one: the kernel has to refuse it, not Python."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from worker.reading.sandbox import read_document

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="holds on Linux")

TRY = """
import ctypes, json, os, socket, subprocess, sys
from pathlib import Path
from worker.reading.confinement import confine

document, temporary, secret, port, own = sys.argv[1:]
# As in the packaged program: the code lies in the executable, in whatever folder that was put into.
sys.executable = own

def tried(act):
    try:
        act()
    except OSError:
        return "refused"
    return "done"

def connect(kind, to):
    with socket.socket(socket.AF_INET, kind) as own:
        own.settimeout(1)
        own.connect(to)
        own.send(b"text")

acts = {
    "document": lambda: Path(document).read_bytes(),
    "temporary": lambda: Path(temporary, "x").write_bytes(b"x"),
    "own": lambda: Path(own).read_bytes(),
    "package": lambda: Path(socket.__file__).read_bytes(),
    "secret": lambda: Path(secret).read_bytes(),
    "home": lambda: os.listdir("/root" if os.path.isdir("/root") else "/home"),
    "write": lambda: Path(secret).with_name("new").write_bytes(b"x"),
    "delete": lambda: Path(document).unlink(),
    "program": lambda: subprocess.run(["/bin/true"], check=True),
    "tcp": lambda: connect(socket.SOCK_STREAM, ("127.0.0.1", int(port))),
    "udp": lambda: connect(socket.SOCK_DGRAM, ("127.0.0.1", int(port))),
}
before = {name: tried(acts[name]) for name in ("secret", "home", "tcp", "udp", "program")}
confine(Path(document), Path(temporary))
print(json.dumps([before, {name: tried(act) for name, act in acts.items()}]))
"""


@pytest.fixture
def has_landlock() -> None:
    landlockpy = pytest.importorskip("landlockpy")
    if not landlockpy.supported() or landlockpy.abi_version() < 4:
        pytest.skip("this kernel has no Landlock, or one without rules for TCP")


@pytest.mark.usefixtures("has_landlock")
def test_nothing_but_the_document_can_be_reached(tmp_path: Path) -> None:
    names = ("a.pdf", "secret", "tmp", "sunto")
    document, secret, temporary, own = (tmp_path / name for name in names)
    document.write_bytes(b"%PDF")
    own.write_bytes(b"code")
    secret.write_bytes(b"password")
    temporary.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", TRY, document, temporary, secret, port, own],
            capture_output=True,
            check=True,
        )
    before, after = json.loads(done.stdout)
    assert set(before.values()) == {"done"}, "nothing would have been proven"
    allowed = {name for name, outcome in after.items() if outcome == "done"}
    without_namespaces = {"udp"} if not _may_have_namespaces() else set()
    assert allowed - without_namespaces == {"document", "temporary", "package", "own"}
    assert document.exists()


def test_a_reader_gets_a_folder_that_goes_with_it_and_no_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("SUNTO_SMTP_URL", "smtps://ada:geheim@example.org")
    told = tmp_path / "told"
    spy = (
        "import json, os, pathlib\n"
        "found = dict(os.environ)\n"
        "found['there'] = os.path.isdir(found['TMPDIR'])\n"
        f"pathlib.Path({str(told)!r}).write_text(json.dumps(found))\n"
    )
    with pytest.raises(Exception, match="reader_crashed"):
        read_document(tmp_path / "a.pdf", sha="a" * 64, command=(sys.executable, "-c", spy))
    found = json.loads(told.read_text())
    assert found["there"]
    assert "geheim" not in str(found)
    assert not Path(found["TMPDIR"]).exists()


def _may_have_namespaces() -> bool:
    tried = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def test_the_reader_is_confined(tmp_path: Path, write_pdf: Callable[..., Path]) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["Text."]] * 5000)
    reader = (
        sys.executable,
        "-c",
        "import sys; from worker.reading.child import run; sys.exit(run(sys.argv[1:]))",
    )
    seen: list[str] = []

    def look(done: int, total: int) -> None:
        if not seen:
            children = psutil.Process().children()
            seen.extend(Path(f"/proc/{child.pid}/status").read_text() for child in children)

    read_document(path, sha="a" * 64, command=reader, on_page=look)
    assert any("NoNewPrivs:\t1" in status for status in seen)
