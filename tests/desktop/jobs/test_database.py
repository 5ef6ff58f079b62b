"""Connections of the library: one a thread, and not one for every thread there ever was."""

import threading
from pathlib import Path

import psutil
import pytest

from desktop.jobs.database import Database

THREADS = 20


@pytest.mark.skipif(not hasattr(psutil.Process, "num_fds"), reason="counts what POSIX counts")
def test_threads_that_come_and_go_leave_no_file_open(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.sqlite3")

    def look() -> None:
        database.connection().execute("SELECT 1").fetchone()

    open_files: list[int] = []
    for _ in range(THREADS):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        open_files.append(psutil.Process().num_fds())
    database.close()
    # One that comes may overlap with the system's clearing up after one that went.
    assert open_files[-1] - open_files[0] < THREADS / 2


def test_two_threads_at_once_have_each_its_own(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.sqlite3")
    found: list[int] = []
    both = threading.Barrier(2)

    def look() -> None:
        connection = database.connection()
        both.wait(5)
        found.append(id(connection))

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.close()
    assert len(set(found)) == 2
