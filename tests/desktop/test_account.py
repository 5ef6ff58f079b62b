import pytest

from desktop.account import (
    coverage,
    doubt,
    duration,
    facts,
    left_out,
    machines,
    page_list,
    privacy,
    size,
    untranslated,
)
from tests.samples import a_claim, a_summary
from worker.contract.states import ClaimState, PageState
from worker.contract.summary import Coverage, MachineShare, NotSent, Summary


def with_pages(states: str, **fields: object) -> Summary:
    kinds = {
        "t": PageState.TEXT,
        "o": PageState.OCR,
        "e": PageState.EMPTY,
        "f": PageState.FAILED,
    }
    page_states = tuple(kinds[letter] for letter in states)
    account = Coverage(
        pages=len(states),
        read=states.count("t") + states.count("o"),
        ocr=states.count("o"),
        empty=states.count("e"),
        failed=states.count("f"),
        page_states=page_states,
        chunks=1,
        tokens_text=1,
        tokens_sent=1,
    ).model_copy(update=fields)
    return a_summary().model_copy(update={"coverage": account})


@pytest.mark.parametrize(
    ("states", "sentences"),
    [
        ("t", "The one page was read."),
        ("tttt", "All 4 pages were read."),
        ("tett", "All 4 pages were read. Page 2 is empty."),
        ("tffe", "2 of 4 pages were read. Page 4 is empty. Pages 2\N{EN DASH}3 are damaged."),
        ("otoo", "All 4 pages were read. Pages 1, 3\N{EN DASH}4 are pictures and were read by"),
    ],
)
def test_coverage_tells_what_became_of_every_page(states: str, sentences: str) -> None:
    assert coverage(with_pages(states)).startswith(sentences)


def test_coverage_tells_what_the_model_did_not_see() -> None:
    summary = with_pages(
        "tttt",
        hidden_text_pages=(3,),
        not_sent=(NotSent(pages=(4,), kind="references", tokens=90),),
        truncated=2,
    )
    assert coverage(summary) == (
        "All 4 pages were read. Hidden text on page 3 was left out. "
        "The list of references (page 4) was not given to the model. "
        "2 parts were cut off before the model had seen all of them."
    )


def test_left_out_counts_what_stands_in_no_export() -> None:
    bad = a_claim().model_copy(update={"state": ClaimState.UNSUPPORTED})
    assert left_out(a_summary()) == ""
    one = a_summary().model_copy(update={"left_out": (bad,)})
    assert left_out(one).startswith("One statement was left out")
    # Also one that stands in the wrong place.
    two = one.model_copy(update={"points": (*one.points, bad)})
    assert left_out(two).startswith("2 statements were left out")


def test_what_stays_in_the_language_of_the_document_is_said() -> None:
    said = a_summary()
    assert untranslated(said) == ""
    from_german = said.model_copy(update={"translated_from": "de"})
    count = len(said.overview) + len(said.points)
    assert untranslated(from_german).startswith(f"{count} statements stay in the document's")
    done = [one.model_copy(update={"original": "Wie es dastand."}) for one in said.overview]
    one_left = from_german.model_copy(update={"overview": tuple(done), "points": said.points[:1]})
    assert untranslated(one_left).startswith("One statement stays")


def test_doubt_only_when_most_was_not_found() -> None:
    bad = a_claim().model_copy(update={"state": ClaimState.UNSUPPORTED})
    assert doubt(a_summary().model_copy(update={"left_out": (bad, bad)})) == ""
    assert doubt(a_summary().model_copy(update={"left_out": (bad, bad, bad)}))


def test_privacy() -> None:
    assert privacy(a_summary()) == "To make it, nothing was sent to another computer."
    away = a_summary().model_copy(update={"bytes_sent_elsewhere": 12_345})
    assert privacy(away) == "To make it, 12 kB were sent to http://127.0.0.1:11434."


def test_facts() -> None:
    assert facts(a_summary()) == "1 page · standard · small (Ollama) · 1 s"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59.4, "59 s"), (60, "1 min"), (98, "1 min 38 s"), (3661, "1 h 1 min")],
)
def test_duration(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (999_600, "1.0 MB"),
        (491_400_064, "491 MB"),
        (1_117_320_736, "1.1 GB"),
        (5_000_000_000_000, "5000 GB"),
    ],
)
def test_size(count: int, words: str) -> None:
    assert size(count) == words


def test_page_list() -> None:
    assert page_list([]) == ""
    assert page_list([9, 3, 5, 4, 3]) == "3\N{EN DASH}5, 9"


def test_the_machines_of_a_shared_broker_are_named() -> None:
    assert machines(a_summary()) == ""
    shares = (MachineShare(name="gpu1", parts=12), MachineShare(name="gpu2", parts=1))
    made = a_summary().model_copy(update={"machines": shares, "bytes_sent_elsewhere": 2000})
    assert machines(made) == "Made by gpu1 (12 parts), gpu2 (1 part)."
    assert "sent to gpu1, gpu2." in privacy(made)
