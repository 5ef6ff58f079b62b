"""ICU's tables without those that Qt never asks for: Qt answers as before."""

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import PySide6
import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
(WHOLE,) = Path(PySide6.__file__).parent.glob("Qt/lib/libicudata.so.*")

ASK = """
from PySide6.QtCore import QCollator, QLocale, QStringConverter
words = ["zeta", "ödla", "ål", "apa", "Ärta", "a10", "a9"]
for language in ("sv", "de", "it", "cs", "ja"):
    order = QCollator(QLocale(language))
    order.setNumericMode(True)
    print(language, sorted(words, key=order.sortKey))
print(QLocale("tr").toUpper("istanbul"), QLocale("el").toUpper("άλφα"))
print(sorted(QStringConverter.availableCodecs()))
"""


@pytest.fixture
def trimmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(PACKAGING)
    library = Path(shutil.copy(WHOLE, tmp_path))
    import_module("installers.icu_data").trim_icu(library)
    return library


def answers(library: Path) -> str:
    """What Qt says when it has its tables from this library."""
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "LD_PRELOAD": str(library)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not asked.stderr
    return asked.stdout.replace(str(library), "")


def test_it_is_less_than_half_and_qt_answers_as_before(trimmed: Path) -> None:
    assert trimmed.stat().st_size < WHOLE.stat().st_size / 2
    assert answers(trimmed) == answers(WHOLE)
