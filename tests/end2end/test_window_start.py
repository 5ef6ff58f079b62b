"""Starts that nobody sees a terminal of: from a menu, at login."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.window_desktop import Desktop, a_desktop, missing_tools, until
from tests.program import SUNTO
from worker.contract.paths import DataPaths

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.timeout(120),
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {missing_tools()}"),
]


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    monkeypatch.setenv("SUNTO_ENGINE", "ollama")
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    with a_desktop(tmp_path / "desktop", has_tray=False) as made:
        yield made


def test_a_start_that_fails_says_why_in_a_window(desktop: Desktop, tmp_path: Path) -> None:
    in_the_way = tmp_path / "in-the-way"
    in_the_way.write_bytes(b"")
    program = desktop.sunto(in_the_way)
    until(lambda: desktop.window("Sunto"), what=desktop.report())
    desktop.picture("reason")
    assert program.poll() is None
    desktop.xdotool("windowfocus", "--sync", desktop.window("Sunto"), "key", "Return")
    assert program.wait(20) == 3
    assert "cannot be used" in (desktop.folder / "sunto.log").read_text()


def test_without_a_tray_a_hidden_start_is_minimised(desktop: Desktop, paths: DataPaths) -> None:
    program = desktop.sunto(paths.root, "--hidden")
    until(lambda: desktop.is_minimised("Sunto$"), what=desktop.report())
    assert not desktop.window("Sunto$")
    # At login a tray may come later than what is started with it: here when the owner is at work.
    until(lambda: paths.owner_note.exists(), what=desktop.report())
    desktop.start("trayer")
    until(lambda: not desktop.is_minimised("Sunto$"), what=desktop.report())
    assert not desktop.window("Sunto$"), "it is in the tray and nowhere else"
    desktop.picture("in-the-tray")
    second = desktop.sunto(paths.root, log="second.log")
    assert second.wait(20) == 0, desktop.report()
    until(lambda: desktop.window("Sunto$"), what="the window to be raised")
    program.terminate()
    assert program.wait(20) == 0


def test_doctor_sees_a_tray_of_the_old_kind(desktop: Desktop, paths: DataPaths) -> None:
    """The window uses it, and no session bus tells of it."""

    def tray() -> str:
        command = [*SUNTO, "doctor", "--json", "--data-dir", str(paths.root)]
        done = subprocess.run(command, env=desktop.environment, capture_output=True, check=False)
        checks = json.loads(done.stdout)["checks"]
        return next(check["finding"] for check in checks if check["name"] == "tray")

    assert tray() == "missing"
    desktop.start("trayer")
    until(lambda: desktop.xdotool("search", "--class", "trayer"), what="the tray")
    until(lambda: tray() == "found", what=desktop.report())
