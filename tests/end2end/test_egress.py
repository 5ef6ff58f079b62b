"""Nothing leaves the machine: seen from outside, with the built-in engine and all real parts."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf_files import prose, write_pdf
from worker.contract.paths import DataPaths

LIMIT_S = 240
SUNTO = ["timeout", str(LIMIT_S), sys.executable, "-m", "desktop"]
"""With an end of its own: what is killed from here would leave its children behind."""

_INET = re.compile(r"sa_family=AF_INET6?,.*?(?:inet_addr\(|inet_pton\(AF_INET6, )\"([^\"]+)\"")


@pytest.fixture
def job(
    paths: DataPaths, reading_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """A command that summarises a document with the built-in engine."""
    monkeypatch.setenv("SUNTO_ENGINE", "builtin")
    monkeypatch.setenv("SUNTO_MODEL", str(reading_model))
    return [*SUNTO, "add", str(write_pdf(tmp_path / "a.pdf", [prose(1, 6)])), "--wait", "--json"]


@pytest.mark.skipif(not shutil.which("unshare"), reason="unshare is not there")
def test_the_whole_way_without_a_network(job: list[str]) -> None:
    without = ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*without, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody make a network namespace")
    shell = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    done = subprocess.run([*without, *shell, *job], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    (told,) = json.loads(done.stdout)["jobs"]
    assert told["state"] == "done"
    assert told["summary"]["bytes_sent_elsewhere"] == 0


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not there")
@pytest.mark.long
def test_every_connection_stays_on_this_machine(job: list[str], tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-e", "signal=none"]
    done = subprocess.run([*watched, "-o", str(trace), *job], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    text = trace.read_text(errors="replace")
    assert "AF_UNIX" in text, "the broker was not seen: nothing was watched"
    reached = set(_INET.findall(text))
    assert "127.0.0.1" in reached, "the engine was not seen: nothing was watched"
    elsewhere = {host for host in reached if not host.startswith("127.") and host != "::1"}
    assert elsewhere == set()
