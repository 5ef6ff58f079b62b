"""Who does what by name: another doer is told, the same in other words is not."""

import pytest

from worker.summarising.compared import Compared
from worker.summarising.statement import Statement, align
from worker.summarising.subjects import has_other_doer, turns_pronoun

OTHERS = [
    ("en", "Mr Hale, who trains the choir, follows Mrs Dean, who leaves in May.",
     "Mrs Dean trains the choir."),
    ("en", "Captain Ida Brandt, who steered the tug, blamed the pilot. Noel Rees disagreed.",
     "Noel Rees steered the tug."),
    ("en", "Lowe & Co laid the pipes. Firth & Sons delivered grey bricks.",
     "Lowe & Co delivered grey bricks."),
    ("en", "His aunt Lotte, a nurse, found him in the yard.", "Doreen found him in the yard."),
    ("en", "The van was lent by Lotte Orr to the club.", "Ida Brandt lent the van to the club."),
    ("en", "The tool, a lathe built by Lotte Orr, was sold for ten pounds in May to Ida Brandt.",
     "Ida Brandt built a lathe."),
    ("en", "The plan is changed upon approval by Orr Ltd; Firth pays.",
     "The plan is changed if Firth approves."),
    ("en", "The chair is elected by the Members for a year. The Council meets in May.",
     "The chair is elected by the Council."),
    ("en", "In 2007, Firth wished to fund a mill of Lowe & Co.", "Lowe & Co fund a mill."),
    ("en", "As agreed, Firth is the owner of a mill, and Lowe buys flour.",
     "Lowe is the owner of a mill."),
    ("en", "It borders two peoples, the Orri, speaking Norse, and the Halli, speaking Gaelic.",
     "The Halli speak Norse."),
    ("fr", "En mai, Durand a fondé une école. Le maire est Petit.", "Petit a fondé une école."),
    ("fr", "L'école, dirigée principalement par la société Durand, est neuve; elle aide Petit.",
     "L'école est dirigée par Petit."),
    ("es", "En mayo, Durán fundó una escuela. El alcalde es Peral.", "Peral fundó una escuela."),
    ("it", "Le succede Dario Fusco, che guida il mulino. Enzo Galli è malato.",
     "Enzo Galli guida il mulino."),
]  # fmt: skip
SAME = [
    ("en", "Mr Hale, who trains the choir, follows Mrs Dean.", "Mr Hale trains the choir."),
    ("en", "The ferry Morning Star, built in 1999, rammed a boat.", "Morning Star rammed a boat."),
    ("en", "His aunt Lotte, a nurse, found him.", "Nurse Lotte found him."),
    ("en", "The van was lent by Lotte Orr.", "Ms Orr lent the van."),
    ("en", "Ida Brandt thanked Noel Rees. Noel Rees thanked Ida Brandt.",
     "Noel Rees thanked Ida Brandt."),
    ("en", "The inn was opened by Ida Brandt near a mill built by Noel Rees.",
     "Ida Brandt built an inn."),
    ("en", "The records of the Council show that the Members voted.", "The Council voted."),
    ("en", "As agreed, Firth is the owner of a mill.", "The owner of a mill is Firth."),
    ("en", "Noel Rees spoke at the Fair, praising the choir.", "Noel Rees praised the choir."),
    ("fr", "Durand a fondé une école que Petit dirige.", "L'école a été fondée par Durand."),
    ("en", "The workers preferred breaks.", "Employees preferred breaks."),
    ("it", "Enzo Galli, che la Bellini aveva assunto, guida il mulino.",
     "La Bellini aveva assunto Enzo Galli."),
]  # fmt: skip
TURNED = [
    ("His aunt Lotte found him in the yard.", "He found his aunt Lotte in the yard."),
    ("The clerk works in the office and reports to Samuel Orr.", "Samuel Orr reports to her."),
    ("We returned the cart to Mr Tobin.", "Mr Tobin returned the cart."),
]


def compared(language: str, passage: str, claim: str) -> Compared:
    mine, theirs = Statement(claim, language), Statement(passage, language)
    return Compared(claim, passage, mine, theirs, align(mine, theirs), frozenset())


@pytest.mark.parametrize(("language", "passage", "claim"), OTHERS)
def test_another_doer_is_told(language: str, passage: str, claim: str) -> None:
    assert has_other_doer(compared(language, passage, claim))


@pytest.mark.parametrize(("language", "passage", "claim"), SAME)
def test_the_same_doer_in_other_words_is_kept(language: str, passage: str, claim: str) -> None:
    assert not has_other_doer(compared(language, passage, claim))
    assert not turns_pronoun(compared(language, passage, claim))


@pytest.mark.parametrize(("passage", "claim"), TURNED)
def test_a_name_does_not_do_what_a_pronoun_does_to_it(passage: str, claim: str) -> None:
    assert turns_pronoun(compared("en", passage, claim))
    assert not turns_pronoun(compared("en", passage, passage))
