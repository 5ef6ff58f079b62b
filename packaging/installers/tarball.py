"""The folder in one file, for Linux systems of every kind: unpack it anywhere and start it."""

import platform
import shutil
import subprocess
from pathlib import Path

from installers.compression import xz
from installers.frozen import DIST, PACKAGING, WORK, Frozen
from installers.icons import draw_all
from worker.contract.version import __version__

README = """\
Sunto {version}

Start ./sunto; nothing needs to be installed. It runs on Linux with glibc 2.35 or newer (Debian 12,
Ubuntu 22.04 and later) and the libraries of any desktop.

./install puts it into the menu of this user and "sunto" onto the command line; ./install --remove
takes both away again. Your documents and summaries are in ~/.local/share/sunto.
"""


def build_tarball(frozen: Frozen) -> Path:
    """Build the archive; its path."""
    name = f"{frozen.name}-{__version__}-linux-{platform.machine()}"
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    frozen.copy_to(folder)
    draw_all(folder / "icons" / "hicolor")
    shutil.copy(PACKAGING / "linux" / "sunto.desktop", folder)
    shutil.copy(PACKAGING / "linux" / "install", folder)
    (folder / "README").write_text(README.format(version=__version__))
    plain, archive = WORK / f"{name}.tar", DIST / f"{name}.tar.xz"
    command = ["tar", "--create", "--owner=0", "--group=0", "--sort=name", "--file", str(plain)]
    subprocess.run([*command, "--directory", str(WORK), name], check=True)
    shutil.rmtree(folder)
    xz(plain, archive, is_model_inside=frozen.model is not None)
    plain.unlink()
    return archive
