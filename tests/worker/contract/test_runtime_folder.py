"""The runtime folder goes with the last process that uses it, and never under one that does."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.contract import runtime_folder
from worker.contract.paths import DataPaths

pytestmark = pytest.mark.skipif(os.name != "posix", reason="folders are not locked there")

USER = """
import sys
from pathlib import Path
from worker.contract import runtime_folder
folder = Path(sys.argv[1])
for _ in range(int(sys.argv[2])):
    runtime_folder.hold(folder)
    # Whoever holds it may put things there and find them again.
    (folder / "secrets").mkdir(exist_ok=True)
    mine = folder / "secrets" / sys.argv[3]
    mine.write_text("kept")
    assert mine.read_text() == "kept"
    mine.unlink()
    runtime_folder.leave()
"""
TIMES = 300


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "run" / "sunto"
    runtime_folder.leave()


def test_it_goes_with_the_last_one(folder: Path) -> None:
    DataPaths(folder.parents[1] / "data", folder).create()
    (folder / "broker.conf").touch()
    with _another(folder, "sys.stdin.read()") as other:
        runtime_folder.leave()
        assert (folder / "secrets").is_dir(), "another one uses it"
        runtime_folder.hold(folder)
        _end(other)
    runtime_folder.leave()
    assert not folder.parent.exists()


def test_a_killed_one_does_not_keep_it(folder: Path) -> None:
    with _another(folder, "sys.stdin.read()") as other:
        runtime_folder.hold(folder)
        other.kill()
        other.wait()
        _close(other)
    runtime_folder.leave()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["secrets/key", "broker.sock", "child-broker.json"])
def test_what_holds_something_stays(folder: Path, name: str) -> None:
    runtime_folder.hold(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    (folder / "broker.conf").touch()
    runtime_folder.leave()
    assert (folder / name).exists()
    assert (folder / "broker.conf").exists()


def test_many_who_come_and_go_never_lose_it(folder: Path) -> None:
    users = [
        subprocess.Popen([sys.executable, "-c", USER, str(folder), str(TIMES), str(number)])
        for number in range(4)
    ]
    assert [user.wait(120) for user in users] == [0] * 4
    assert not folder.parent.exists()


def test_a_file_in_its_place_is_said(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.touch()
    with pytest.raises(FileExistsError):
        runtime_folder.hold(folder)


def test_threads_of_a_process_share_it(folder: Path) -> None:
    threads = [threading.Thread(target=runtime_folder.hold, args=(folder,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    runtime_folder.leave()
    assert not folder.exists()


def _another(folder: Path, then: str) -> "subprocess.Popen[str]":
    code = (
        "import sys; from pathlib import Path; from worker.contract.runtime_folder import hold;"
        f"hold(Path(sys.argv[1])); print('held', flush=True); {then}"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    found = subprocess.Popen([sys.executable, "-c", code, str(folder)], text=True, **pipes)  # type: ignore[call-overload]
    assert found.stdout.readline() == "held\n"
    return found


def _end(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.wait()


def _close(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.close()
