"""Who does what to what: another doer of the same is told, the passive and asides are not."""

import pytest

from worker.summarising.doings import exchanges_doing
from worker.summarising.statement import Statement

EXCHANGED = [
    ("The council, chaired by Ada Finch, supports the harbour.",
     "The harbour supports the council, chaired by Ada Finch."),
    ("Three nurses, Tom Reed and others, vaccinated all pupils.",
     "All pupils vaccinated three nurses."),
    ("The landlord repairs the roof, and the tenant cleans the gutters.",
     "The roof is repaired by the tenant."),
    ("The gutters are cleaned by the tenant. The landlord may visit.",
     "The landlord cleaned the gutters."),
    ("The warden was chosen by a clerk, appointed by the mayor and paid by the town.",
     "The clerk appointed the mayor."),
    ("In May, guards fired into a crowd at the mill. The guards fled.",
     "The crowd fired at the guards in May."),
]  # fmt: skip
KEPT = [
    ("The council, chaired by Ada Finch, supports the harbour.",
     "The harbour is supported by the council."),
    ("The landlord repairs the roof, and the tenant cleans the gutters.",
     "The gutters are cleaned by the tenant."),
    ("The boiler's owner repairs the roof.", "The owner of the boiler repairs the roof."),
    ("The tenant and the landlord cleaned the roof.",
     "The landlord and the tenant cleaned the roof."),
    ("The van costs 900 pounds, the trailer 300.", "The trailer costs 300 pounds."),
    ("The report, which the clerk signed, praised the nurses; the cook praised the food.",
     "The report praised the nurses."),
    ("The parcel is delivered by 3 May. The courier called.", "The courier delivered the parcel."),
    ("The tenant shall: (a) pay; and (b) after a request, return the keys.",
     "The tenant shall return the keys. It was a request."),
    ("The warden was chosen by a clerk, appointed by the mayor.",
     "The clerk was appointed by the mayor."),
    ("The fee increased to a sum that the council set.", "The council increased the fee."),
    ("The boiler has pressure valves.", "All boilers will have pressure valves."),
]  # fmt: skip


@pytest.mark.parametrize(("passage", "claim"), EXCHANGED)
def test_another_doer_is_told(passage: str, claim: str) -> None:
    assert exchanges_doing(Statement(claim, "en"), Statement(passage, "en"))


@pytest.mark.parametrize(("passage", "claim"), KEPT)
def test_the_same_in_other_words_is_kept(passage: str, claim: str) -> None:
    assert not exchanges_doing(Statement(claim, "en"), Statement(passage, "en"))
