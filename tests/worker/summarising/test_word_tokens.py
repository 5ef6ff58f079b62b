"""Words, numbers and marks, and where clauses end."""

import pytest

from worker.summarising.word_tokens import tokens_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Frau Dr. Osterkamp prüft im Herbst"),
        ("en", "Mr. Hale met Dr. Orr"),
        ("it", "Il sig. Fusco con l'avv. Rota"),
    ],
)
def test_the_stop_of_a_title_ends_no_clause(language: str, text: str) -> None:
    tokens = list(tokens_of(text, language))
    assert "." not in [token.word for token in tokens]
    assert {token.clause for token in tokens} == {0}


def test_a_stop_ends_a_clause() -> None:
    assert [token.clause for token in tokens_of("He left. She stayed", "en")][-1] == 1
