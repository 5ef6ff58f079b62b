"""Another name behind the same word and small word is told, one of several there is not."""

import pytest

from worker.summarising.compared import Compared
from worker.summarising.complements import has_other_complement
from worker.summarising.statement import Statement, align

OTHERS = [
    ("en", "They contradict the trial of Miller and confirm the review by Osborne.",
     "They confirm the review by Miller."),
    ("en", "The desks were lent by Ergofirm, the room by the Hart Trust.",
     "The desks were lent by the Hart Trust."),
    ("it", "La strada fu danneggiata dall'impresa, il muro fu rifatto da Sabatini.",
     "Il muro fu rifatto da Galli."),
]  # fmt: skip
SAME = [
    ("en", "The desks were lent by Ergofirm and the Hart Trust.",
     "The desks were lent by the Hart Trust."),
    ("en", "The desks were lent by Ergofirm. The chairs were lent by Galli.",
     "The chairs were lent by Galli."),
    ("en", "The visit was in May, and the report came in Leeds.", "The visit was in Leeds."),
    ("en", "The letter was signed by the clerk, Ida Orr.", "The letter was signed by Ida Orr."),
]  # fmt: skip


def is_other(language: str, passage: str, claim: str) -> bool:
    mine, theirs = Statement(claim, language), Statement(passage, language)
    return has_other_complement(
        Compared(claim, passage, mine, theirs, align(mine, theirs), frozenset())
    )


@pytest.mark.parametrize(("language", "passage", "claim"), OTHERS)
def test_another_name_behind_the_same_words_is_told(
    language: str, passage: str, claim: str
) -> None:
    assert is_other(language, passage, claim)


@pytest.mark.parametrize(("language", "passage", "claim"), SAME)
def test_a_name_that_the_passage_has_there_too_is_kept(
    language: str, passage: str, claim: str
) -> None:
    assert not is_other(language, passage, claim)
