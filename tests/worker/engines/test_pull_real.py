"""A real Ollama pulls a real model from a registry that has the faults of one."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine_fixtures import OllamaServer, find_ollama
from tests.fakes.registry import Registry
from worker.engines.engine import Interrupted
from worker.engines.fetch_errors import UnknownModel, WrongContent
from worker.engines.ollama_models import ask_model
from worker.engines.pull import pull

pytestmark = pytest.mark.ollama

SIZE = 98_000_000
"""Of the small model's weights."""


@pytest.fixture
def registry(ollama_server: OllamaServer) -> Iterator[Registry]:
    """Has `smol` and `untemplated`, which the other server has imported."""
    with Registry(ollama_server.models) as made:
        yield made


@pytest.fixture
def empty_ollama(tmp_path: Path) -> Iterator[OllamaServer]:
    program = find_ollama()
    assert program is not None
    server = OllamaServer(program, tmp_path)
    try:
        server.wait_ready()
        yield server
    finally:
        server.stop()


def test_a_model_comes_over_a_line_that_is_cut(
    registry: Registry, empty_ollama: OllamaServer
) -> None:
    registry.cuts = [20_000_000, 30_000_000]
    reports: list[tuple[int, int]] = []
    name = pull(empty_ollama.address, registry.name("smol"), report=lambda *r: reports.append(r))
    assert name == f"{registry.host}/library/smol:latest"
    found = ask_model(empty_ollama.address, name)
    assert found is not None
    assert found.info.fit
    assert [done for done, _ in reports] == sorted(done for done, _ in reports)
    assert reports[-1][0] == reports[-1][1] > SIZE
    # What came before a cut did not come again.
    begun = sorted(start for start, _ in registry.sent)
    assert begun[-1] >= 40_000_000
    assert sum(count for _, count in registry.sent) < 1.1 * reports[-1][1]


def test_what_was_stopped_goes_on_where_it_was(
    registry: Registry, empty_ollama: OllamaServer
) -> None:
    registry.block_s = 0.01
    reached: list[int] = []
    with pytest.raises(Interrupted):
        pull(
            empty_ollama.address,
            registry.name("smol"),
            report=lambda done, _: reached.append(done),
            interrupted=lambda: bool(reached) and reached[-1] > 10_000_000,
        )
    end = time.monotonic() + 30
    while not registry.sent:  # Ollama has let go of the registry
        assert time.monotonic() < end
        time.sleep(0.05)
    registry.block_s = 0.0
    again: list[int] = []
    pull(
        empty_ollama.address,
        registry.name("smol"),
        report=lambda done, _: again.append(done),
    )
    assert again[0] > 5_000_000
    assert max(start for start, _ in registry.sent) > 5_000_000


def test_damaged_bytes_are_refused(registry: Registry, empty_ollama: OllamaServer) -> None:
    registry.is_damaged = True
    with pytest.raises(WrongContent):
        pull(empty_ollama.address, registry.name("smol"), report=lambda *_: None)
    assert ask_model(empty_ollama.address, f"{registry.host}/library/smol") is None


def test_a_model_that_the_registry_does_not_have(
    registry: Registry, empty_ollama: OllamaServer
) -> None:
    with pytest.raises(UnknownModel):
        pull(empty_ollama.address, registry.name("unheard-of"), report=lambda *_: None)
