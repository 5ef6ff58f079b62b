"""Secrets in a real keyring (gnome-keyring on a bus of the test's own), and without one."""

import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.commands.conftest import Run
from tests.fakes.smtp_server import PASSWORD, USER, MailServer
from worker.contract import secret_store
from worker.contract.paths import DataPaths

NEEDED = ("dbus-daemon", "gnome-keyring-daemon")
MISSING = [name for name in NEEDED if shutil.which(name) is None]


@pytest.fixture
def keyring_daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus with an unlocked keyring on it, for this process's children."""
    if MISSING:
        pytest.skip(f"{', '.join(MISSING)} not installed")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert bus.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdin is not None
    assert daemon.stdout is not None
    daemon.stdin.write("login")
    daemon.stdin.close()
    yield
    for process in (daemon, bus):
        process.terminate()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def account(mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """A mail account in the environment, without a password in it."""
    monkeypatch.setenv("SUNTO_SMTP_URL", f"smtp+starttls://{USER}@localhost:{mail_server.port}")
    monkeypatch.setenv("SUNTO_EMAIL_FROM", "ada@example.org")
    return f"smtp:{USER}@localhost:{mail_server.port}"


def in_a_process(code: str) -> str:
    """The keyring's library looks for its backend once in a process, so each use has its own."""
    script = f"from worker.contract.paths import DataPaths as D; from worker.contract import secret_store as s; p = D.locate(); print({code})"  # noqa: E501
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    return done.stdout.strip()


@pytest.mark.usefixtures("keyring_daemon")
def test_a_mail_password_lies_in_the_keyring_and_nowhere_else(
    sunto: Run, paths: DataPaths, account: str, mail_server: MailServer
) -> None:
    said = sunto("outbox", "password", input=f"{PASSWORD}\n").stderr
    assert "The password is in the system's keyring." in said
    assert list(paths.secrets.iterdir()) == []
    assert "has taken a test message" in sunto("outbox", "test", "bob@example.org").stderr
    assert [taken.user for taken in mail_server.taken] == [USER]
    for path in filter(Path.is_file, paths.root.rglob("*")):
        assert PASSWORD.encode() not in path.read_bytes(), path
    assert in_a_process(f"s.find(p, {account!r})") == PASSWORD
    in_a_process(f"s.forget(p, {account!r})")
    assert in_a_process(f"s.find(p, {account!r})") == "None"
    assert "There is no password for ada." in sunto("outbox", "test", "bob@x.org", code=1).stderr


@pytest.mark.usefixtures("keyring_daemon")
def test_what_posts_are_signed_with_is_made_once(sunto: Run) -> None:
    made = sunto("outbox", "secret").stdout.strip()
    assert made.startswith("whsec_")
    assert sunto("outbox", "secret").stdout.strip() == made


def test_without_a_keyring_a_secret_lasts_for_the_session(
    sunto: Run, paths: DataPaths, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    said = sunto("outbox", "password", input=f"{PASSWORD}\n").stderr
    assert "until this computer restarts" in said
    (file,) = paths.secrets.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert account not in file.name
    assert secret_store.find(paths, account) == PASSWORD
    secret_store.forget(paths, account)
    assert secret_store.find(paths, account) is None
