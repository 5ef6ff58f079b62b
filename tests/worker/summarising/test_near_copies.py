"""A claim that is a copy but for two things in each other's place is told; a rewording is not."""

import pytest

from worker.summarising.near_copies import is_exchanged_copy
from worker.summarising.statement import Statement

EXCHANGED = [
    ("en", "The studio pays 540 euros a month, the café 310 euros.",
     "The studio pays 310 euros a month and the café 540 euros."),
    ("en", "Ms Orr checks the boiler every two months and Mr Yates every six months.",
     "Mr Yates checks the boiler every two months and Ms Orr every six months."),
    ("en", "Room 4 outshines room 9.", "Room 9 outshines room 4."),
    ("en", "The vet will ring the farmer; the farmer need not ring the vet.",
     "The farmer will ring the vet; the vet need not ring the farmer."),
    ("en", "Zinc stained the cloth, copper did not.", "Copper stained the cloth, zinc did not."),
    ("de", "Die großen Hunde hüten die kleinen Schafe.",
     "Die kleinen Schafe hüten die großen Hunde."),
    ("de", "Der Preis steigt von 310 auf 340 Euro.", "Der Preis steigt von 340 auf 310 Euro."),
    ("it", "Il fornaio diffida del mugnaio.", "Il mugnaio diffida del fornaio."),
]  # fmt: skip
KEPT = [
    ("en", "Copper was replaced by zinc in April.", "Zinc replaced copper in April."),
    ("en", "Ms Orr, Mr Yates and Mr Hale came.", "Mr Hale, Ms Orr and Mr Yates came."),
    ("en", "Rain fell in Leeds and in York.", "Rain fell in York and in Leeds."),
    ("en", "Neither Orr nor Hale came.", "Neither Hale nor Orr came."),
    ("en", "The town leased the hall to the choir.", "The choir leased the hall from the town."),
    ("en", "In May the fair is in Leeds.", "In Leeds the fair is in May."),
    ("en", "A report written by Ms Orr was read.", "Ms Orr wrote a report."),
    ("en", "The chair is Helen Ray.", "Helen Ray is the chair."),
    ("en", "The loss was 9 percent in Leeds and 14 percent in York.",
     "The loss was 14 percent in York and 9 percent in Leeds."),
    ("en", "The bus goes from Dunmore to Ardan.", "The bus goes to Ardan from Dunmore."),
    ("en", "The mill's owner signed.", "The owner of the mill signed."),
    ("en", "It has four pumps, of which two run.", "Two of the four pumps run."),
    ("de", "Die großen Hunde helfen den kleinen Schafen.",
     "Den kleinen Schafen helfen die großen Hunde."),
]  # fmt: skip


def is_exchanged(language: str, passage: str, claim: str) -> bool:
    return is_exchanged_copy(Statement(claim, language), Statement(passage, language))


@pytest.mark.parametrize(("language", "passage", "claim"), EXCHANGED)
def test_two_things_that_changed_places_in_a_copy_are_told(
    language: str, passage: str, claim: str
) -> None:
    assert is_exchanged(language, passage, claim)


@pytest.mark.parametrize(("language", "passage", "claim"), KEPT)
def test_another_order_that_says_the_same_is_kept(language: str, passage: str, claim: str) -> None:
    assert not is_exchanged(language, passage, claim)


@pytest.mark.parametrize(("language", "passage", "claim"), EXCHANGED + KEPT)
def test_a_passage_is_no_exchanged_copy_of_itself(language: str, passage: str, claim: str) -> None:
    assert not is_exchanged(language, passage, passage)
