from collections.abc import Callable
from typing import Any

import pytest

from worker.contract.states import ClaimState
from worker.contract.summary import Claim
from worker.summarising.asking import FIRST_TRY, SECOND_TRY, Cost
from worker.summarising.overview import Writing
from worker.summarising.translate import ANEW, translate

BRIDGE = "The bridge over the river was closed to all of the cars in the winter of that year."
BRÜCKE = "Die Brücke über den Fluss war in dem Winter von dem Jahr für alle Autos geschlossen."
TAX = "The town must pay a tax of 40 crowns to the king."
STEUER = "Die Stadt muss dem König eine Steuer von 40 Kronen zahlen."


def translated(
    model: Callable[..., Any], reply: Callable[[str, int], str], *texts: str
) -> tuple[list[Claim], Cost, Any]:
    ask = model(reply)
    claims = [Claim(text=text, state=ClaimState.SUPPORTED) for text in texts]
    found, cost = translate(claims, Writing(ask, ask.bound, 4096, "de", ""))
    return list(found), cost, ask


def in_turn(*answers: str) -> Callable[[str, int], str]:
    return lambda _, turn: answers[turn - 1]


def test_a_translation_says_what_it_was_made_from(model: Callable[..., Any]) -> None:
    (claim,), cost, ask = translated(model, in_turn(STEUER, STEUER, STEUER), TAX)
    assert (claim.text, claim.original, claim.state) == (STEUER, TAX, ClaimState.SUPPORTED)
    assert ask.tries == [FIRST_TRY, *ANEW]
    assert (cost.calls, cost.calls_again) == (3, 2)


@pytest.mark.parametrize(
    "anew",
    [
        "Der König schenkt der Schule in jedem Sommer 40 Pferde aus seinem Stall.",
        "Die Stadt muss dem König keine Steuer von 40 Kronen zahlen.",
        "Die Stadt darf dem König eine Steuer von 40 Kronen zahlen.",
        "",
    ],
    ids=["made up", "denied", "allowed", "nothing"],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_what_the_model_does_not_say_again_stays_in_its_language(
    model: Callable[..., Any], anew: str, at_once: bool
) -> None:
    others = (anew,) if at_once else (STEUER, anew)
    (claim,), cost, _ = translated(model, in_turn(STEUER, *others), TAX)
    assert (claim.text, claim.original) == (TAX, "")
    assert cost.calls == 1 + len(others)


def test_other_words_for_the_same_are_the_same(model: Callable[..., Any]) -> None:
    other = "Eine Steuer von 40 Kronen muss die Stadt an den König zahlen."
    (claim,), _, _ = translated(model, in_turn(STEUER, other, STEUER), TAX)
    assert claim.text == STEUER


def test_several_are_compared_each_with_its_own(model: Callable[..., Any]) -> None:
    there, back = f"1. {STEUER}\n2. {BRÜCKE}", f"1. {BRÜCKE}\n2. {STEUER}"
    found, cost, ask = translated(model, in_turn(there, back, back), TAX, BRIDGE)
    assert [claim.text for claim in found] == [STEUER, BRÜCKE]
    assert cost.calls == 3
    assert ask.prompts[1].index(BRIDGE) < ask.prompts[1].index(TAX)


def test_one_sentence_short_the_second_time_each_is_asked_for_alone(
    model: Callable[..., Any],
) -> None:
    there = f"1. {STEUER}\n2. {BRÜCKE}"
    back = f"1. {BRÜCKE}\n2. {STEUER}"
    answers = in_turn(there, BRÜCKE, STEUER, BRÜCKE, back)
    found, cost, _ = translated(model, answers, TAX, BRIDGE)
    assert [claim.text for claim in found] == [STEUER, BRÜCKE]
    assert (cost.calls, cost.calls_again) == (5, 4)


@pytest.mark.parametrize("kept", [True, False])
def test_a_translation_must_keep_fixed_names(model: Callable[..., Any], kept: bool) -> None:
    name = "MapReduce" if kept else "KarteVerringern"
    answer = f"1. Die Leute von {name} haben das für die großen Rechner in der Stadt geschrieben."
    original = "The people of MapReduce wrote it."
    (claim,), _, ask = translated(model, lambda *_: answer, original)
    assert claim.text == (answer[3:] if kept else original)
    assert ask.tries[1:] == (list(ANEW) if kept else [SECOND_TRY])


def test_a_translation_in_the_language_it_had_is_asked_for_again(model: Callable[..., Any]) -> None:
    same = "The bridge over the river is closed to all of the cars in the winter of that year."
    (claim,), _, _ = translated(model, in_turn(same, BRÜCKE, BRÜCKE, BRÜCKE), BRIDGE)
    assert claim.text == BRÜCKE
