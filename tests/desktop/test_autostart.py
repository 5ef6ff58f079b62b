import configparser
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from desktop import autostart

pytestmark = pytest.mark.skipif(not autostart.is_possible(), reason="for freedesktop.org systems")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


def test_it_is_switched_on_and_off(config: Path) -> None:
    assert not autostart.is_enabled()
    autostart.set_enabled(True)
    assert autostart.is_enabled()
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(config / "autostart" / "sunto.desktop", encoding="utf-8")
    words = shlex.split(entry["Desktop Entry"]["Exec"])
    assert words[-1] == "--hidden"
    assert os.access(words[0], os.X_OK)
    autostart.set_enabled(False)
    assert not autostart.is_enabled()
    autostart.set_enabled(False)


@pytest.mark.parametrize("word", ["/opt/a b/run", 'a"b', "a$b`c`", "100%", "back\\slash"])
def test_odd_paths_are_quoted_as_the_specification_says(word: str) -> None:
    value = autostart._quoted(word).replace("\\\\", "\\")  # how a desktop reads a string
    # The rules in quotes are those of a shell.
    said = subprocess.run(["sh", "-c", f"printf %s {value}"], capture_output=True, check=True)
    assert said.stdout.decode().replace("%%", "%") == word
