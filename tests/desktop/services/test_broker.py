"""The bundled broker on a real file: it outlives a kill, and starts over a damaged file."""

import os
import signal
from pathlib import Path

import psutil
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from desktop.services.broker import Broker
from worker.contract.errors import CannotStart
from worker.contract.loopback import Loopback
from worker.contract.names import Database
from worker.contract.paths import DataPaths


def put(broker: Broker, key: str, value: str) -> None:
    with broker.address.connect(Database.NOTES) as client:
        client.set(key, value)


def get(broker: Broker, key: str) -> object:
    with broker.address.connect(Database.NOTES) as client:
        return client.get(key)


def test_what_it_held_is_there_after_a_stop(paths: DataPaths) -> None:
    broker = Broker(paths)
    broker.start()
    put(broker, "note", "kept")
    broker.stop()
    broker.start()
    assert get(broker, "note") == b"kept"
    broker.stop()
    assert not paths.broker_socket.exists()


def test_a_stop_is_heard_at_once(paths: DataPaths) -> None:
    """A signal is heard when the broker next looks after itself."""
    broker = Broker(paths)
    broker.start()
    broker.stop()
    before, shutdown, _ = (paths.logs / "broker.log").read_text().partition("User requested shut")
    assert shutdown
    assert "SIGTERM" not in before


def test_one_that_does_not_answer_is_stopped_too(
    paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.services.broker.ASK_TIMEOUT_S", 0.1)
    monkeypatch.setattr("desktop.services.broker.STOP_TIMEOUT_S", 0.1)
    broker = Broker(paths)
    broker.start()
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGSTOP)
    broker.stop()
    assert not broker.is_running


def test_a_kill_loses_a_second_at_most(paths: DataPaths) -> None:
    broker = Broker(paths)
    broker.start()
    put(broker, "note", "kept")
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGKILL)
    while broker.is_running:
        pass
    broker.start()
    assert get(broker, "note") == b"kept"
    broker.stop()


def test_a_damaged_file_is_set_aside(paths: DataPaths) -> None:
    broker = Broker(paths)
    broker.start()
    for number in range(50):
        put(broker, f"note{number}", "kept" * 100)
    broker.stop()
    (log,) = paths.broker.glob("appendonlydir/*.incr.aof")
    content = bytearray(log.read_bytes())
    content[2000:2600] = b"\xff" * 600
    log.write_bytes(content)
    broker.start()
    assert get(broker, "note1") is None
    assert (paths.root / "broker-damaged").is_dir()
    broker.stop()


def test_what_is_no_damage_leaves_the_file_alone(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)
    paths = DataPaths(tmp_path / "data", deep)
    paths.create()
    kept = paths.broker / "appendonlydir"
    kept.mkdir()
    with pytest.raises(CannotStart):
        Broker(paths).start()
    assert kept.is_dir()
    assert not (paths.root / "broker-damaged").exists()


def test_a_runtime_folder_that_is_too_long_for_a_socket_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("x" * 120)
    deep.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    found = DataPaths.locate(tmp_path / "data")
    assert len(os.fsencode(found.broker_socket)) <= 100


def test_a_file_cut_short_loses_its_end_only(paths: DataPaths) -> None:
    broker = Broker(paths)
    broker.start()
    put(broker, "first", "kept")
    put(broker, "last", "cut")
    broker.stop()
    (log,) = paths.broker.glob("appendonlydir/*.incr.aof")
    log.write_bytes(log.read_bytes()[:-5])
    broker.start()
    assert get(broker, "first") == b"kept"
    assert get(broker, "last") is None
    broker.stop()


def test_without_unix_sockets_it_listens_on_loopback_with_a_password(
    paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.services.broker.HAS_UNIX_SOCKETS", False)
    broker = Broker(paths)
    broker.start()
    put(broker, "note", "kept")
    told = Loopback.read(paths.broker_socket)
    assert told is not None
    assert paths.broker_socket.stat().st_mode & 0o077 == 0
    assert paths.broker_settings.stat().st_mode & 0o077 == 0
    assert broker.pid is not None
    listening = psutil.Process(broker.pid).net_connections()
    assert {connection.laddr.ip for connection in listening} == {"127.0.0.1"}
    assert told.password not in " ".join(psutil.Process(broker.pid).cmdline())
    once = Retry(NoBackoff(), 0)
    with redis.Redis(port=told.port, retry=once) as who, pytest.raises(redis.AuthenticationError):
        who.ping()
    broker.stop()
    broker.start()
    assert Loopback.read(paths.broker_socket) != told
    assert get(broker, "note") == b"kept"
    broker.stop()
    assert not paths.broker_socket.exists()
