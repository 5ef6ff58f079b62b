"""From a file to its summary through the program as it is started, from source or packaged."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import prose, write_scan
from tests.program import SUNTO
from worker.contract.paths import DataPaths
from worker.contract.version import __version__

SAMPLE = Path(__file__).parents[2] / "resources" / "sample.pdf"
LIMIT_S = 150.0


@pytest.fixture(autouse=True)
def _engine(fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUNTO_ENGINE", "ollama")
    monkeypatch.setenv("OLLAMA_HOST", fake_ollama.address)


def sunto(*arguments: str | Path) -> str:
    """Run a command; what it printed."""
    command = [*SUNTO, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def test_the_program_names_its_version() -> None:
    assert __version__ in sunto("--version")


def test_text_and_scanned_pages_become_summaries_and_nothing_stays_running(
    paths: DataPaths, tmp_path: Path
) -> None:
    # A program in another root sees what lies in /tmp, and not this repository.
    sample = Path(shutil.copy(SAMPLE, tmp_path))
    scan = write_scan(tmp_path / "scan.pdf", [prose(1, 5)])
    told = json.loads(sunto("add", sample, scan, "--wait", "--json"))
    summaries = [job["summary"] for job in told["jobs"]]
    assert all(summary["points"] for summary in summaries)
    assert [set(each["coverage"]["page_states"]) for each in summaries] == [{"text"}, {"ocr"}]
    if os.name == "posix":
        assert not [path for path in paths.runtime.rglob("*") if path.is_socket()]
    assert not list(paths.runtime.glob("child-*.json"))
