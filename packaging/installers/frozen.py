"""The program as a folder that needs no Python: what every installer puts into its own form."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from installers.bill import Bill
from installers.icons import draw
from installers.libraries import require_old_enough
from installers.trimming import elf_files, trim

PACKAGING = Path(__file__).resolve().parents[1]
ROOT = PACKAGING.parent
DIST = ROOT / "dist"
WORK = ROOT / "build"


@dataclass(frozen=True)
class Frozen:
    """The folder, and what is known of its content."""

    folder: Path
    bill: Bill

    @property
    def content(self) -> Path:
        """Everything but the executable."""
        is_app = self.folder.suffix == ".app"
        return self.folder / ("Contents/Resources" if is_app else "_internal")


def freeze(model: Path | None) -> Frozen:
    """Build the folder, with a model inside if one is given."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()
    icon = WORK / ("sunto.ico" if sys.platform == "win32" else "sunto.png")
    draw(icon, 256)
    sources = WORK / "sources.json"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(WORK / "pyinstaller")]
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",
        "SUNTO_BUILD_ICON": str(icon),
        "SUNTO_BUILD_SOURCES": str(sources),
    }
    subprocess.run([*command, str(PACKAGING / "sunto.spec")], check=True, env=environment)
    bill = Bill.of([Path(source) for source in json.loads(sources.read_text())])
    frozen = Frozen(DIST / ("Sunto.app" if sys.platform == "darwin" else "sunto"), bill)
    if sys.platform == "linux":
        trim(frozen.content)
        require_old_enough(list(elf_files(frozen.folder)))
    if model:
        inside = frozen.content / "resources" / "models"
        inside.mkdir()
        shutil.copyfile(model, inside / model.name)
    # In an app nothing may lie beside its Contents.
    bill.write(frozen.content if sys.platform == "darwin" else frozen.folder)
    return frozen
