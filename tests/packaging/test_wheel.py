"""The wheel in a Python of its own: `pip install sunto[worker,api]` gives all but the window."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = [pytest.mark.installer, pytest.mark.timeout(1200)]

REPO = Path(__file__).parents[2]


def test_the_wheel_does_its_work_in_a_python_of_its_own(
    tmp_path: Path, build: Callable[..., Path]
) -> None:
    wheel = build("sunto-{version}-*.whl", "wheel")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    scripts = tmp_path / "venv" / "bin"
    locked = tmp_path / "locked.txt"
    lines = (REPO / "packaging" / "requirements.lock").read_text().splitlines()
    # Versions only: pip wants hashes for all or for none, and the wheel is new.
    names = [line.removesuffix("\\").strip() for line in lines if "==" in line]
    locked.write_text("\n".join(names))
    install = [scripts / "python", "-m", "pip", "install", "--quiet", "--only-binary=:all:"]
    subprocess.run([*install, "--constraint", locked, f"{wheel}[worker,api]"], check=True)
    tests = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*tests, "tests/end2end/test_first_summary.py", "tests/end2end/test_serve.py"],
        cwd=REPO,
        env={**os.environ, "SUNTO_TEST_PROGRAM": str(scripts / "sunto")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout
