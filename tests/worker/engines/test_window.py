import pytest

from worker.engines.model_facts import ModelFacts
from worker.engines.window import DEFAULT_WINDOW, WindowImpossible, choose_window

FACTS = ModelFacts(window=32768, cache_bytes=28672)
WEIGHTS = 1_117_000_000
PLENTY = 64_000_000_000
TIGHT = FACTS.memory(WEIGHTS, 5000)


def chosen(wanted: int = 0, memory: int | None = PLENTY, facts: ModelFacts = FACTS) -> int:
    return choose_window("m", facts, WEIGHTS, wanted=wanted, memory_bytes=memory)


def test_a_modest_one_unless_somebody_chose() -> None:
    assert chosen() == DEFAULT_WINDOW
    assert chosen(facts=ModelFacts(window=4096, cache_bytes=100)) == 4096
    assert chosen(16384) == 16384


def test_a_small_memory_makes_it_smaller() -> None:
    assert chosen(memory=TIGHT) == 4096


def test_the_nearest_that_fits_is_named() -> None:
    with pytest.raises(WindowImpossible) as caught:
        chosen(16384, TIGHT)
    assert (caught.value.wanted, caught.value.nearest) == (16384, 4096)
    with pytest.raises(WindowImpossible) as caught:
        chosen(65536)
    assert caught.value.nearest == 32768


def test_of_another_computer_only_the_model_decides() -> None:
    assert chosen(32768, None) == 32768
    with pytest.raises(WindowImpossible):
        chosen(65536, None)


def test_weights_that_do_not_fit_are_not_a_matter_of_the_window() -> None:
    assert chosen(16384, WEIGHTS // 2) == 16384


def test_a_model_that_says_nothing_of_itself() -> None:
    assert chosen(facts=ModelFacts()) == DEFAULT_WINDOW
    assert chosen(65536, facts=ModelFacts()) == 65536
