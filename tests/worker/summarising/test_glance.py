"""A first look: how much of a text the model is shown."""

from collections.abc import Callable

import pytest

from worker.reading.pages import DocumentText
from worker.summarising.glance import FEWEST_CHARACTERS, MOST_SENTENCES, SHARE, plan_glance

KEEPER = (
    "Keeper number {n} of the lighthouse, who had come to the island from a town on the coast, "
    "wrote into the diary of storm {n} how many ships the lighthouse had saved from that storm. "
)
SHORT = "It rained on day {n}. The soup was warm then. "


def town_of(document: Callable[..., DocumentText], *, keepers: int) -> DocumentText:
    return document("".join((KEEPER + SHORT * 4).format(n=n) for n in range(keepers)))


@pytest.mark.parametrize("keepers", [10, 20, 40])
def test_a_first_look_shows_a_share_of_the_text_however_long_its_sentences_are(
    document: Callable[..., DocumentText], keepers: int
) -> None:
    text = town_of(document, keepers=keepers)
    look = plan_glance(text, language="en", bound_tokens=len, budget_tokens=100_000)
    whole = sum(len(page.text) for page in text.pages)
    (chunk,) = look.chunks
    assert len(chunk.text) <= max(FEWEST_CHARACTERS, SHARE * whole) + len(KEEPER) + 10
    assert len(chunk.text) >= FEWEST_CHARACTERS


def test_a_first_look_at_a_long_text_fits_one_question(
    document: Callable[..., DocumentText],
) -> None:
    text = town_of(document, keepers=400)
    look = plan_glance(text, language="en", bound_tokens=len, budget_tokens=100_000)
    (chunk,) = look.chunks
    assert len(chunk.sentences) == MOST_SENTENCES
