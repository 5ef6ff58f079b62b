import subprocess
from pathlib import Path

import pytest

from worker.contract.program import is_packaged, own_command, worker_command
from worker.contract.version import __version__


def test_from_source_python_runs_it_whatever_lies_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "__main__.py").write_text("raise SystemExit('not ours')")
    done = subprocess.run(
        own_command("--version"), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert not is_packaged()
    assert __version__ in done.stdout


def test_the_packaged_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", "/usr/lib/sunto/sunto")
    assert own_command("jobs") == ["/usr/lib/sunto/sunto", "jobs"]
    assert worker_command("reader") == ["/usr/lib/sunto/sunto", "worker-process", "reader"]
