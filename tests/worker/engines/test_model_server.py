"""The life of the model server's process."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from tests.engine_fixtures import ModelServer, start_model_server
from worker.engines.builtin import BuiltinEngine
from worker.engines.engine import ChatMessage, ChatRequest, EngineAway, EngineError
from worker.engines.server_note import read_note

ROOT = Path(__file__).parents[3]


def test_from_start_to_stop(small_model: Path, tmp_path: Path) -> None:
    note_file = tmp_path / "note.json"
    server = start_model_server(small_model, note_file)
    server.wait_ready()
    note = server.note
    assert stat.S_IMODE(note_file.stat().st_mode) == 0o600
    assert note.url.startswith("http://127.0.0.1:")
    assert len(note.key) > 30
    assert (note.model, note.window, note.pid) == (small_model.name, 2048, server.process.pid)
    assert psutil.Process(note.pid).nice() > 0
    assert {c.laddr.ip for c in psutil.Process(note.pid).net_connections()} == {"127.0.0.1"}
    server.stop()
    assert not note_file.exists()


def test_it_stops_within_a_second_in_the_middle_of_an_answer(
    small_model: Path, tmp_path: Path
) -> None:
    server = start_model_server(small_model, tmp_path / "note.json")
    server.wait_ready()
    ended: list[EngineError] = []
    talk = threading.Thread(target=_talk, args=(server.note_file, ended))
    talk.start()
    time.sleep(0.5)
    began = time.monotonic()
    server.stop()
    assert time.monotonic() - began < 1
    talk.join(5)
    assert [type(error) for error in ended] == [EngineAway]


def test_threads_sleep_while_they_wait_for_each_other(small_model: Path, tmp_path: Path) -> None:
    server = start_model_server(small_model, tmp_path / "note.json")
    server.wait_ready()
    try:
        alone = _processor_s(server, "Count.")
        with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
            try:
                beside = _processor_s(server, "Count again.")
            finally:
                busy.kill()
    finally:
        server.stop()
    assert beside < 5 * alone


def _processor_s(server: ModelServer, question: str) -> float:
    """What an answer costs in processor time, however long it takes."""
    process, engine = psutil.Process(server.note.pid), BuiltinEngine(server.note_file)
    before = process.cpu_times()
    engine.chat(engine.serve(""), ChatRequest((ChatMessage("user", question),), 40))
    after = process.cpu_times()
    return after.user + after.system - before.user - before.system


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a word of POSIX")
@pytest.mark.parametrize("when", ["loading", "ready", "answering"])
def test_it_dies_with_its_parent(small_model: Path, tmp_path: Path, when: str) -> None:
    note_file = tmp_path / "note.json"
    code = (
        "import sys, time; from pathlib import Path; sys.path.insert(0, sys.argv[3]);"
        "from tests.engine_fixtures import ModelServer, start_model_server;"
        "server = start_model_server(Path(sys.argv[1]), Path(sys.argv[2]));"
        "print(server.process.pid, flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", code, str(small_model), str(note_file), str(ROOT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as parent:
        assert parent.stdout is not None
        server = psutil.Process(int(parent.stdout.readline()))
        if when != "loading":
            _wait_for(note_file)
        if when == "answering":
            threading.Thread(target=_talk, args=(note_file, []), daemon=True).start()
            time.sleep(0.5)
        parent.send_signal(signal.SIGKILL)
        server.wait(15 if when == "loading" else 3)
    assert not note_file.exists()


@pytest.mark.parametrize("content", [None, b"no model at all", b"GGUF\x03\x00\x00\x00"])
def test_a_file_that_is_no_model(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "bad.gguf"
    if content is not None:
        file.write_bytes(content)
    server = start_model_server(file, tmp_path / "note.json", stderr=subprocess.PIPE)
    _, said = server.process.communicate(timeout=60)
    assert server.process.returncode != 0
    assert b"CannotStart" in said
    assert b"bad.gguf" in said


def _talk(note_file: Path, ended: list[EngineError]) -> None:
    engine = BuiltinEngine(note_file)
    request = ChatRequest([ChatMessage("user", "Tell a long story.")], 1500)
    try:
        engine.chat(engine.serve(""), request)
    except EngineError as error:
        ended.append(error)


def _wait_for(note_file: Path) -> None:
    end = time.monotonic() + 60
    while read_note(note_file) is None:
        assert time.monotonic() < end
        time.sleep(0.02)
