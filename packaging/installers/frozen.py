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
FOLDER = DIST / ("Sunto.app" if sys.platform == "darwin" else "sunto")


@dataclass(frozen=True)
class Frozen:
    """The folder, and the model that is put inside when it is packed."""

    folder: Path
    model: Path | None = None

    @property
    def content(self) -> Path:
        """Everything but the executable."""
        is_app = self.folder.suffix == ".app"
        return self.folder / ("Contents/Resources" if is_app else "_internal")

    @property
    def name(self) -> str:
        """What files made of it are called: one with a model is another file."""
        return "sunto-with-model" if self.model else "sunto"

    def unpacked(self) -> Path:
        """The folder itself; with a model, a copy beside it that has it."""
        if not self.model:
            return self.folder
        target = DIST / (self.name + self.folder.suffix)
        shutil.rmtree(target, ignore_errors=True)
        self.copy_to(target)
        return target

    def copy_to(self, target: Path) -> None:
        """Copy everything, the model, too."""
        shutil.copytree(self.folder, target, symlinks=True)
        if self.model:
            inside = target / self.content.relative_to(self.folder) / "resources" / "models"
            inside.mkdir()
            shutil.copyfile(self.model, inside / self.model.name)


def built_before(model: Path | None) -> Frozen:
    """The folder that was built last."""
    frozen = Frozen(FOLDER, model)
    if not frozen.folder.is_dir():
        raise FileNotFoundError(f"{frozen.folder} has not been built")
    WORK.mkdir(exist_ok=True)
    return frozen


def freeze(model: Path | None) -> Frozen:
    """Build the folder."""
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
        # Installers are packed better than this would, and a start need not unpack its code.
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
        "SUNTO_BUILD_ICON": str(icon),
        "SUNTO_BUILD_SOURCES": str(sources),
    }
    subprocess.run([*command, str(PACKAGING / "sunto.spec")], check=True, env=environment)
    bill = Bill.of([Path(source) for source in json.loads(sources.read_text())])
    frozen = Frozen(FOLDER, model)
    if sys.platform == "linux":
        trim(frozen.content)
        require_old_enough(list(elf_files(frozen.folder)))
    # In an app nothing may lie beside its Contents.
    bill.write(frozen.content if sys.platform == "darwin" else frozen.folder)
    return frozen
