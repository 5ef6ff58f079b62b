"""What every test may use: a private data directory, and a loud end for what goes wrong unseen."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

try:
    import resource
except ImportError:
    # Windows has no such limit.
    resource = None

from worker.contract.paths import DataPaths
from worker.contract.runtime_folder import leave

pytest_plugins = ["tests.engine_fixtures", "tests.mail_fixtures"]


COMMON_OPEN_FILES = 1024
"""As many files as a program may have open on most desktops; what tests start is held to it."""


def pytest_configure() -> None:
    """Let no leak of files pass because a machine of tests allows more than a person's."""
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (COMMON_OPEN_FILES, most))


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataPaths]:
    """A data directory and a runtime directory of the test's own."""
    with a_data_directory(tmp_path / "data", monkeypatch) as found:
        yield found


@contextmanager
def a_data_directory(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[DataPaths]:
    """The one that every program uses meanwhile, and its runtime directory."""
    # Pytest's own folders are too long for a unix socket.
    runtime = Path("/tmp") / f"sunto-test-{secrets.token_hex(4)}"
    runtime.mkdir(mode=0o700)
    patch.setenv("XDG_RUNTIME_DIR", str(runtime))
    patch.setenv("SUNTO_DATA_DIR", str(folder))
    found = DataPaths.locate()
    found.create()
    yield found
    leave()
    _remove(runtime)


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
