"""A verb with another modal verb is told, the same beside others is not."""

import pytest

from worker.summarising.modals import has_other_modal
from worker.summarising.statement import Statement

OTHERS = [
    ("en", "The agent shall keep a list and may publish it.",
     "The agent may keep a list and may publish it."),
    ("en", "The roof must be cleaned, and it may be painted.",
     "The roof may be cleaned and may be painted."),
    ("it", "Il programma deve includere il codice e può stampare.",
     "Il programma può includere il codice e deve stampare."),
]  # fmt: skip
SAME = [
    ("en", "The agent shall keep a list and may publish it.",
     "The agent must keep a list and can publish it."),
    ("en", "The agent may not keep a list.", "The agent must not keep a list."),
    ("en", "Members may vote, and members must vote by mail.", "Members may vote by mail."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "passage", "claim"), OTHERS)
def test_another_modal_verb_is_told(language: str, passage: str, claim: str) -> None:
    assert has_other_modal(Statement(claim, language), Statement(passage, language))


@pytest.mark.parametrize(("language", "passage", "claim"), SAME)
def test_the_same_is_kept(language: str, passage: str, claim: str) -> None:
    assert not has_other_modal(Statement(claim, language), Statement(passage, language))
