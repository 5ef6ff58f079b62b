import pytest

from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Evidence
from worker.summarising.claims import merge, most_telling

RIGHTS = "The Disclosing Party retains its proprietary rights."


def claim(text: str, start: int = 0, page: int = 1) -> Claim:
    evidence = Evidence(page=page, quote=text, support=1.0, start=start, length=len(text))
    return Claim(text=text, state=ClaimState.SUPPORTED, evidence=(evidence,))


def test_claims_that_say_the_same_are_one_with_the_evidence_of_both() -> None:
    longer = claim("The bridge of Velden was opened in 1884.", page=1)
    shorter = claim("The bridge was opened in 1884.", page=9)
    (one,) = merge([shorter, longer], "en")
    assert one.text == longer.text
    assert sorted(place.page for place in one.evidence) == [1, 9]


@pytest.mark.parametrize(("start", "left"), [(0, 1), (500, 2)])
def test_of_one_passage_two_ways_to_put_a_thing_are_one(start: int, left: int) -> None:
    other = claim("The Disclosing Party retains all intellectual rights.", start=start)
    assert len(merge([claim(RIGHTS), other], "en")) == left


def test_claims_with_other_numbers_are_not_the_same() -> None:
    assert (
        len(merge([claim("The bridge cost 42 crowns."), claim("The bridge cost 43 crowns.")], "en"))
        == 2
    )


def test_what_a_text_begins_with_tells_more() -> None:
    told = ["This is a report on rust in bridges.", "Snow fell in Velden.", "Cats slept at home."]
    chosen = most_telling([claim(one, at * 100) for at, one in enumerate(told)], 1, "en")
    assert chosen[0].text == told[0]
