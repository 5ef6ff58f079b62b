from collections.abc import Callable
from typing import Any

import pytest

from worker.contract.states import ClaimState, Style
from worker.contract.summary import Claim
from worker.reading.pages import DocumentText
from worker.summarising.asking import Cost
from worker.summarising.chunks import plan_chunks
from worker.summarising.combine import CombineOptions, combine
from worker.summarising.copying import Copies, spared
from worker.summarising.evidence import Passages
from worker.summarising.facts import facts_of
from worker.summarising.notes import Note

COPIED = (
    "The tenant shall return the keys of the flat to the landlord on the last day of the term in"
    " person."
)
TEXT = f"{COPIED} The rent is due on the first. A dog is welcome. No smoking is allowed indoors."
OWN = ("Rent is due on the first.", "A dog is welcome.")
MORE = (
    *("The lamp is red.", "Its door is oak.", "The roof was mended in May.", "Our well is deep."),
    *("The barn is empty.", "A fence is new.", "The cellar is dry.", "The stove burns wood."),
)


def _claims(*texts: str, state: ClaimState = ClaimState.SUPPORTED) -> list[Claim]:
    return [Claim(text=text, state=state) for text in texts]


def test_twelve_words_in_a_row_are_copied_whatever_stands_between_them() -> None:
    eleven = "The tenant shall return the keys of the flat to the owner."
    shouted = COPIED.upper().replace(" ", ", ")
    (few, many) = _claims(eleven, shouted)
    assert not Copies(TEXT).has(few)
    assert Copies(TEXT).has(many)


def test_what_is_copied_can_be_spared_where_enough_is_told_in_other_words() -> None:
    claims = _claims(COPIED, *OWN)
    assert spared(claims, TEXT, "en") == (claims[0],)
    assert spared(claims[:2], TEXT, "en") == ()
    unsupported = _claims(OWN[1], state=ClaimState.UNSUPPORTED)
    assert spared([*claims[:2], *unsupported], TEXT, "en") == ()


def test_a_number_that_nothing_else_tells_is_not_spared() -> None:
    numbered = COPIED.replace("keys", "3 keys")
    text = TEXT.replace("keys", "3 keys")
    assert spared(_claims(numbered, *OWN), text, "en") == ()
    assert spared(_claims(numbered, "There are 3 keys to return.", *OWN), text, "en")


@pytest.mark.parametrize(
    ("style", "instruction", "more", "is_told"),
    [
        (Style.STANDARD, "", MORE, False),
        (Style.BRIEF, "", MORE, False),
        (Style.DETAILED, "", MORE, True),
        (Style.STANDARD, "only what the tenant shall do", MORE, True),
        (Style.STANDARD, "", MORE[:3], True),
    ],
)
def test_all_is_told_at_length_where_it_was_asked_for_and_where_there_is_little(
    document: Callable[..., DocumentText],
    model: Callable[..., Any],
    style: Style,
    instruction: str,
    more: tuple[str, ...],
    is_told: bool,
) -> None:
    text = document(f"{TEXT} {' '.join(more)}")
    chunks = plan_chunks(text, bound_tokens=len, budget_tokens=1500)
    check = Passages(chunks[0].sentences, "en").check
    points = tuple(map(check, (COPIED, *OWN, *more)))
    note = Note(points=points, unusable=False, cost=Cost(), text_tokens=9, prompt_version="1")
    draft = combine(
        [note],
        chunks,
        facts_of(text, fallback_title="lease", reading_s=0.0),
        ask=model(lambda *_: " ".join(OWN)),
        options=CombineOptions(style, "en", instruction, window=4096, bound_tokens=model.bound),
    )
    assert (COPIED in {one.text for one in (*draft.overview, *draft.points)}) is is_told
    assert not draft.left_out
