import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.engine_fixtures import ModelServer
from tests.fakes.ollama_server import FakeModel, FakeOllama
from tests.model_files import write_model
from worker.contract.catalogue import starter
from worker.contract.errors import CannotStart
from worker.contract.messages import EngineStatus
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind
from worker.engines.choose import NotReady, find_engine, probe
from worker.engines.engine_settings import EngineSettings

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def no_ollama() -> EngineSettings:
    return EngineSettings(ollama_host=NOWHERE)


@pytest.fixture
def with_server(paths: DataPaths, model_server: ModelServer) -> Iterator[DataPaths]:
    model_server.note.write(paths.model_server_note)
    yield paths
    paths.model_server_note.unlink()


def test_ollama_when_it_answers(fake_ollama: FakeOllama, paths: DataPaths) -> None:
    settings = EngineSettings(ollama_host=fake_ollama.address)
    status = probe(settings, paths)
    assert status.ready
    assert (status.kind, status.model, status.window) == (EngineKind.OLLAMA, "small:latest", 8192)
    engine, served = find_engine(settings, paths)
    assert engine.address == fake_ollama.address
    assert served.name == "small:latest"


def test_the_largest_that_fits_unless_somebody_chose(
    fake_ollama: FakeOllama, paths: DataPaths
) -> None:
    fake_ollama.models = [
        FakeModel("small:1b", 1000, "a1" * 32),
        FakeModel("middle:3b", 2000, "a2" * 32),
        FakeModel("huge:700b", 10**15, "a3" * 32),
        FakeModel("embed:9b", 9000, "a4" * 32, capabilities=("embedding",)),
        FakeModel("far:cloud", 9000, "a5" * 32),
    ]
    settings = EngineSettings(ollama_host=fake_ollama.address)
    status = probe(settings, paths)
    assert status.model == "middle:3b"
    unfit = {model.name: model.unfit_reason for model in status.models if not model.fit}
    assert unfit == {"huge:700b": "too_large", "embed:9b": "embedding", "far:cloud": "cloud"}
    chosen = EngineSettings(ollama_host=fake_ollama.address, model="small:1b")
    assert probe(chosen, paths).model == "small:1b"
    assert find_engine(chosen, paths, "huge:700b")[1].name == "huge:700b"
    for name, reason in (("far:cloud", "cloud"), ("none:1b", "")):
        status = probe(settings, paths, name)
        assert (status.ready, status.missing, status.detail) == (False, "model", reason)


def test_auto_goes_on_to_the_builtin_engine(no_ollama: EngineSettings, paths: DataPaths) -> None:
    status = probe(no_ollama, paths)
    assert (status.kind, status.missing) == (EngineKind.BUILTIN, "model")
    assert status.model == starter().file
    assert status.models[0].size_bytes == starter().size
    file = write_model(paths.models / starter().file)
    status = probe(no_ollama, paths)
    assert (status.kind, status.missing) == (EngineKind.BUILTIN, "model_server")
    assert status.detail == str(file)
    with pytest.raises(NotReady) as caught:
        find_engine(no_ollama, paths)
    assert caught.value.status.missing == "model_server"


def test_auto_passes_an_ollama_without_a_chat_model(
    fake_ollama: FakeOllama, paths: DataPaths
) -> None:
    fake_ollama.models = []
    status = probe(EngineSettings(ollama_host=fake_ollama.address), paths)
    assert status.kind is EngineKind.BUILTIN


def test_ollama_by_choice_is_waited_for(paths: DataPaths) -> None:
    status = probe(EngineSettings(engine="ollama", ollama_host=NOWHERE), paths)
    assert (status.ready, status.kind, status.missing) == (False, EngineKind.OLLAMA, "engine")
    assert status.address == NOWHERE


def test_the_builtin_engine_when_its_server_runs(
    no_ollama: EngineSettings, with_server: DataPaths, small_model: Path
) -> None:
    status = probe(no_ollama, with_server, str(small_model))
    assert status.ready
    assert (status.kind, status.model) == (EngineKind.BUILTIN, small_model.name)
    engine, served = find_engine(no_ollama, with_server, str(small_model))
    assert engine.kind is EngineKind.BUILTIN
    assert served.window == 2048


def test_a_job_may_want_a_file_that_is_not_served(
    fake_ollama: FakeOllama, with_server: DataPaths, tmp_path: Path
) -> None:
    other = write_model(tmp_path / "other.gguf")
    settings = EngineSettings(ollama_host=fake_ollama.address)
    status = probe(settings, with_server, str(other))
    assert (status.kind, status.missing) == (EngineKind.BUILTIN, "model_server")
    assert status.detail == str(other)
    status = probe(settings, with_server, "/nowhere/other.gguf")
    assert (status.kind, status.missing) == (EngineKind.BUILTIN, "model")


def test_a_server_of_their_own(paths: DataPaths, model_server: ModelServer) -> None:
    note = model_server.note
    settings = EngineSettings(engine="openai", openai_url=note.url, openai_key=note.key)
    status = probe(settings, paths)
    assert (status.ready, status.kind) == (True, EngineKind.OPENAI)
    assert note.key not in status.model_dump_json()
    wrong = (("", "", "address"), (note.url, "wrong", "engine"), (NOWHERE, "", "engine"))
    for url, key, missing in wrong:
        status = probe(EngineSettings(engine="openai", openai_url=url, openai_key=key), paths)
        assert (status.ready, status.missing) == (False, missing)


NO_ADDRESSES = (
    "http://[",
    "http://[::1",
    "http://a..b",
    "ftp://host",
    "http://host:9x9",
    "http://\x00",
)


@pytest.mark.parametrize("address", NO_ADDRESSES)
@pytest.mark.parametrize("engine", [EngineKind.OLLAMA, EngineKind.OPENAI])
def test_what_is_no_address_is_said(paths: DataPaths, engine: str, address: str) -> None:
    settings = EngineSettings(engine=engine, ollama_host=address, openai_url=address)
    status = probe(settings, paths)
    assert not status.ready
    # Ollama takes its own port where that of the setting is no number, as its client does.
    is_read_by_ollama = engine == EngineKind.OLLAMA and "9x9" in address
    assert status.missing == ("engine" if is_read_by_ollama else "address")
    assert status.address
    with pytest.raises(NotReady):
        find_engine(settings, paths)


def test_the_program_lives_on_with_an_address_that_is_none(paths: DataPaths) -> None:
    # Ollama's own package looks at the variable when it is imported.
    done = subprocess.run(
        [sys.executable, "-m", "worker", "probe", "--data-dir", str(paths.root)],
        env={**os.environ, "OLLAMA_HOST": "http://[", "SUNTO_OPENAI_URL": "http://["},
        capture_output=True,
        check=True,
    )
    assert EngineStatus.model_validate_json(done.stdout).missing == "address"


def test_auto_says_that_the_address_of_ollama_is_none(paths: DataPaths) -> None:
    status = probe(EngineSettings(ollama_host="http://["), paths)
    assert (status.kind, status.missing) == (EngineKind.OLLAMA, "address")


def test_a_look_is_cheap(
    fake_ollama: FakeOllama, no_ollama: EngineSettings, paths: DataPaths
) -> None:
    for settings in (EngineSettings(ollama_host=fake_ollama.address), no_ollama):
        probe(settings, paths)
        times = [_seconds(settings, paths) for _ in range(5)]
        assert min(times) < 0.25


def test_settings_from_the_environment() -> None:
    assert EngineSettings.from_environment({}) == EngineSettings()
    told = {"SUNTO_ENGINE": "Ollama", "SUNTO_MODEL": "m:1b", "OLLAMA_HOST": "gpu"}
    settings = EngineSettings.from_environment(told)
    assert settings == EngineSettings(engine="ollama", model="m:1b", ollama_host="gpu")
    with pytest.raises(CannotStart, match="SUNTO_ENGINE"):
        EngineSettings.from_environment({"SUNTO_ENGINE": "gpt"})


def _seconds(settings: EngineSettings, paths: DataPaths) -> float:
    began = time.perf_counter()
    probe(settings, paths)
    return time.perf_counter() - began


def test_why_an_engine_is_used(fake_ollama: FakeOllama, paths: DataPaths) -> None:
    host = fake_ollama.address
    assert probe(EngineSettings(ollama_host=host), paths).why == "answers"
    assert probe(EngineSettings(ollama_host=host, model="small:latest"), paths).why == "chosen"
    assert probe(EngineSettings(engine="builtin", ollama_host=host), paths).why == "chosen"
    assert probe(EngineSettings(ollama_host=NOWHERE), paths).why == "silent"
    fake_ollama.models = [FakeModel("raw:latest", template="{{ .Prompt }}")]
    status = probe(EngineSettings(ollama_host=host), paths)
    assert (status.kind, status.why) == (EngineKind.BUILTIN, "no_model")
    assert [model.unfit_reason for model in status.others] == ["no_chat_template"]


def test_models_of_both_programs(
    fake_ollama: FakeOllama, paths: DataPaths, small_model: Path
) -> None:
    (paths.models / small_model.name).symlink_to(small_model)
    (paths.models / "damaged.gguf").write_bytes(b"GGUF" * 10)
    settings = EngineSettings(ollama_host=fake_ollama.address, mirror=str(paths.root))
    status = probe(settings, paths)
    assert [model.name for model in status.models] == ["small:latest"]
    found = {model.name: model for model in status.others}
    known = found[small_model.name]
    assert (known.fit, known.window, known.served_window) == (True, 8192, 8192)
    assert known.memory_bytes is not None
    assert known.memory_bytes > small_model.stat().st_size
    assert found["damaged.gguf"].unfit_reason == "no_model"


def test_a_damaged_file_is_not_started(no_ollama: EngineSettings, paths: DataPaths) -> None:
    (paths.models / "damaged.gguf").write_bytes(b"GGUF" * 10)
    status = probe(no_ollama, paths, "damaged.gguf")
    assert (status.missing, status.detail) == ("model", "no_model")
    # Nobody chose it, and there is a better one.
    write_model(paths.models / "raw.gguf", template="")
    assert probe(no_ollama, paths).missing == "model"
    write_model(paths.models / "zoo.gguf")
    assert probe(no_ollama, paths).model == "zoo.gguf"
    status = probe(no_ollama, paths, "raw.gguf")
    assert (status.missing, status.detail) == ("model", "no_chat_template")


def test_a_window_that_cannot_be_had_is_refused_with_the_nearest(
    fake_ollama: FakeOllama, paths: DataPaths, small_model: Path
) -> None:
    settings = EngineSettings(ollama_host=fake_ollama.address, window=65536)
    status = probe(settings, paths)
    assert (status.ready, status.missing, status.window) == (False, "window", 32768)
    assert status.models[0].served_window == 32768
    with pytest.raises(NotReady):
        find_engine(settings, paths)
    status = probe(settings, paths, str(small_model))
    assert (status.kind, status.missing, status.window) == (EngineKind.BUILTIN, "window", 8192)
    fits = EngineSettings(ollama_host=fake_ollama.address, window=16384)
    assert probe(fits, paths).window == 16384


def test_memory_decides_which_window_is_the_nearest(
    fake_ollama: FakeOllama, paths: DataPaths
) -> None:
    # A cache of a megabyte a token: 128k tokens would be more than any of our computers has.
    layers = {
        "fake.block_count": 1024,
        "fake.attention.head_count": 1,
        "fake.embedding_length": 256,
    }
    fake_ollama.models = [FakeModel("large:1b", window=1_000_000, info=layers)]
    settings = EngineSettings(ollama_host=fake_ollama.address, model="large:1b", window=1_000_000)
    status = probe(settings, paths)
    assert status.missing == "window"
    assert status.window is not None
    assert 0 < status.window * 2**20 < psutil.virtual_memory().total


def test_models_in_the_cloud_only_by_name_and_if_allowed(
    fake_ollama: FakeOllama, paths: DataPaths
) -> None:
    far = FakeModel("far:1t-cloud", 300, "c1" * 32, remote_host="https://ollama.com:443")
    fake_ollama.models = [far]
    host = fake_ollama.address
    refused = EngineSettings(ollama_host=host, model=far.name)
    assert (probe(refused, paths).missing, probe(refused, paths).detail) == ("model", "cloud")
    allowed = EngineSettings(ollama_host=host, model=far.name, allows_cloud=True)
    assert probe(allowed, paths).ready
    assert find_engine(allowed, paths)[1].is_elsewhere
    nobody_chose = EngineSettings(ollama_host=host, allows_cloud=True)
    assert probe(nobody_chose, paths).kind is EngineKind.BUILTIN


def test_the_window_and_the_cloud_from_the_environment() -> None:
    told = {"SUNTO_WINDOW": "16384", "SUNTO_ALLOW_CLOUD": "1"}
    settings = EngineSettings.from_environment(told)
    assert (settings.window, settings.allows_cloud) == (16384, True)
    assert EngineSettings.from_environment({"SUNTO_WINDOW": "auto"}).window == 0
    with pytest.raises(CannotStart, match="SUNTO_WINDOW"):
        EngineSettings.from_environment({"SUNTO_WINDOW": "a lot"})
