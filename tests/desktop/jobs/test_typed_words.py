import pytest

from desktop.jobs.typed_words import snippet, spans


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("The Master pings", "master", ["Master"]),
        ("a città è qui", "CITTA ", ["città"]),
        ("masters and master", "master ", ["master"]),
        ("masters and master", "mast", ["masters", "master"]),
        ("remaster", "master", []),
        ("a b c", "b", ["b"]),
        ("x (y) z", "(y)", ["y"]),
        ("straße", "strasse", []),
    ],
)
def test_words_are_found_where_they_stand(text: str, typed: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, typed)] == found


def test_a_snippet_shows_what_is_around() -> None:
    text = "word " * 100 + "the needle\nis here " + "word " * 100
    shown = snippet(text, spans(text, "needle"), "[", "]")
    assert "the [needle] is here" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 150
    assert snippet("needle", [(0, 6)]) == "needle"
