"""Relations that name their direction: whose, after whom, more than what, what all are."""

import pytest

from worker.summarising.relations import keeps_comparison, turns_relation
from worker.summarising.statement import Statement

KEPT = [
    ("en", "Ivor Bell left; his successor is Grace Okoro.", "Grace Okoro replaced Ivor Bell."),
    ("en", "It needs the buyer's prior approval.", "It needs the approval of the buyer."),
    ("en", "The shop earned more than the cafe.", "The cafe earned less than the shop."),
    ("de", "Die Jugendgruppe hat 23 Mitglieder, mehr als die Altersgruppe.",
     "Die Jugendgruppe hat mehr Mitglieder als die Altersgruppe."),
    ("it", "Il magazzino nuovo è più grande del magazzino vecchio.",
     "Il magazzino vecchio è meno grande di quello nuovo."),
]  # fmt: skip
TURNED = [
    ("en", "Ivor Bell left; his successor is Grace Okoro.", "Ivor Bell replaced Grace Okoro."),
    ("en", "The successor of Ivor Bell is Grace Okoro.",
     "The successor of Grace Okoro is Ivor Bell."),
    ("en", "The Selling Party needs the Buying Party's prior approval.",
     "The Buying Party needs the approval of the Selling Party."),
    ("en", "The shop earned more than the cafe.", "The cafe earned more than the shop."),
    ("en", "The mayor asked for money, but the board refused.",
     "The mayor refused the money that the board asked for."),
    ("de", "Die Bässe sind lauter als die Tenöre.", "Die Tenöre sind lauter als die Bässe."),
    ("de", "Jede Basis ist eine Subbasis.", "Jede Subbasis ist eine Basis."),
    ("de", "Beate Korn geht. Ihr folgt Tobias Grimm.", "Beate Korn folgt auf Tobias Grimm."),
    ("it", "Sara Galli ha preso il posto di Piero Landi.",
     "Piero Landi ha preso il posto di Sara Galli."),
]  # fmt: skip


def both(language: str, passage: str, claim: str) -> tuple[Statement, Statement]:
    return Statement(claim, language), Statement(passage, language)


@pytest.mark.parametrize(("language", "passage", "claim"), KEPT)
def test_the_same_relation_in_other_words_is_kept(language: str, passage: str, claim: str) -> None:
    assert not turns_relation(*both(language, passage, claim))


@pytest.mark.parametrize(("language", "passage", "claim"), TURNED)
def test_a_turned_relation_is_found(language: str, passage: str, claim: str) -> None:
    assert turns_relation(*both(language, passage, claim))


def test_less_of_the_other_is_the_same_comparison() -> None:
    passage = "The shop earned more than the cafe."
    assert keeps_comparison(*both("en", passage, "The cafe earned less than the shop."))
    assert not keeps_comparison(*both("en", passage, "The shop earned less than the cafe."))
