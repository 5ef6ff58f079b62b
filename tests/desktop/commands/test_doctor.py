"""What there is and what is missing, said in a report that can be shown to anybody."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.commands.check import NAMES, Check, Finding, report
from desktop.commands.session_checks import notifications, tray
from desktop.commands.x_tray import has_x_tray
from worker.contract.paths import DataPaths

ROOT = Path(__file__).parents[3]
SECRET = "hunter2-hunter2"


def doctor(paths: DataPaths, **environment: str) -> tuple[int, dict[str, Check]]:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "doctor", "--json", "--data-dir", str(paths.root)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert SECRET not in done.stdout
    found = [Check.model_validate(each) for each in json.loads(done.stdout)["checks"]]
    return done.returncode, {check.name: check for check in found}


def test_every_part_is_looked_at_and_what_is_missing_says_what_to_do(paths: DataPaths) -> None:
    code, found = doctor(paths, SUNTO_ENGINE="builtin", DBUS_SESSION_BUS_ADDRESS="")
    assert set(found) == set(NAMES) - {"machines"}
    assert code == 0
    assert found["compute"].finding is Finding.FOUND
    assert found["compute"].detail
    assert found["model"].finding in (Finding.FOUND, Finding.LATER)
    assert found["notifications"].finding is Finding.MISSING
    assert all(check.hint for check in found.values() if check.finding is not Finding.FOUND)


def test_no_secret_is_in_it(paths: DataPaths) -> None:
    code, found = doctor(
        paths,
        SUNTO_ENGINE="openai",
        SUNTO_OPENAI_URL=f"http://ada:{SECRET}@127.0.0.1:9/v1",
        SUNTO_OPENAI_KEY=SECRET,
        SUNTO_SMTP_URL=f"smtps://ada:{SECRET}@127.0.0.1:9",
    )
    assert code == 4
    assert found["engine"].finding is Finding.MISSING
    assert "127.0.0.1:9" in found["engine"].detail


def test_an_address_that_is_none_is_said(paths: DataPaths) -> None:
    code, found = doctor(paths, OLLAMA_HOST="http://[")
    assert code == 4
    assert "http://[" in found["engine"].detail


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others have both built in")
def test_what_the_session_shows() -> None:
    bus = frozenset({"org.freedesktop.Notifications"})
    assert notifications(bus).finding is Finding.FOUND
    assert notifications(frozenset()).finding is Finding.MISSING
    assert tray(bus).finding is Finding.MISSING
    assert tray(bus, is_seen=True).finding is Finding.FOUND
    assert tray(bus | {"org.kde.StatusNotifierWatcher"}, is_seen=False).finding is Finding.MISSING


def test_the_report_has_a_line_for_each() -> None:
    checks = (
        Check(name="disk", finding=Finding.FOUND, is_needed=False, detail="47 GB free"),
        Check(
            name="engine", finding=Finding.MISSING, is_needed=True, detail="none", hint="Start it."
        ),
    )
    first, disk, engine, hint = report(checks).splitlines()
    assert first.startswith("Sunto ")
    assert "47 GB free" in disk
    assert "missing: none" in engine
    assert hint.strip() == "Start it."


@pytest.mark.parametrize(
    ("platform", "wayland", "display"),
    [("offscreen", "", ":99"), ("", "wayland-0", ":99"), ("xcb", "", "")],
)
def test_no_tray_is_looked_for_where_no_window_would_be(
    monkeypatch: pytest.MonkeyPatch, platform: str, wayland: str, display: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    monkeypatch.setenv("DISPLAY", display)
    assert not has_x_tray()
