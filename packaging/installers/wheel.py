"""The wheel: `pip install sunto`, where a Python is there already."""

import subprocess
import sys
from pathlib import Path

from installers.frozen import DIST, ROOT
from worker.contract.version import __version__


def build_wheel() -> Path:
    """Build the wheel; its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    command += ["--directory", str(DIST)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return DIST / f"sunto-{__version__}-py3-none-any.whl"
