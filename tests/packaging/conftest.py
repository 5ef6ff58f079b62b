"""Tiny wheels for pip to find in a folder: nothing here goes over a network."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def make_wheel() -> Callable[[Path, str, dict[str, bytes]], Path]:
    """Put a wheel of some files, version 1.0, into a folder."""

    def make(folder: Path, name: str, files: dict[str, bytes]) -> Path:
        info = f"{name}-1.0.dist-info"
        files = files | {
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in files).encode()
        folder.mkdir(exist_ok=True)
        wheel = folder / f"{name}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for path, content in files.items():
                archive.writestr(path, content)
        return wheel

    return make
