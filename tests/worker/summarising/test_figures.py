import pytest

from worker.summarising.figures import numbers, shown_numbers


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1,000 and 1.000 and 1'000 and 1 000 and 1\u00a0000", "en", {"1000"}),
        ("0.5 or 0,50", "en", {"0.5"}),
        ("12,345.67 and 12.345,67 euros", "en", {"12345.67"}),
        ("10 million, ten million", "en", {"10000000"}),
        ("2,5 Mio. Euro", "de", {"2500000"}),
        ("twenty-four months", "en", {"24"}),
        ("vierundzwanzig Werktage", "de", {"24"}),
        ("trecento deputati", "it", {"300"}),
        ("quatre-vingt-douze jours", "fr", {"92"}),
        ("veinticuatro meses", "es", {"24"}),
        ("vinte e quatro meses", "pt", {"24"}),
        ("Article IV and Art. XII", "en", {"4", "12"}),
        ("one of the first", "en", set()),
        ("on 7.5.2002", "de", {"2002-05-07"}),
        ("March 1, 2024, 1 March 2024 and 2024-03-01", "en", {"2024-03-01"}),
        ("am 1. März 2024 und 01.03.2024", "de", {"2024-03-01"}),
        ("il 2 giugno 1946", "it", {"1946-06-02"}),
        ("in February of 2003", "en", {"2003-02"}),
        ("none", "en", set()),
    ],
)
def test_numbers_and_dates_are_spelt_alike(text: str, language: str, expected: set[str]) -> None:
    assert numbers(text, language) == expected


@pytest.mark.parametrize(
    ("claim", "text", "is_shown"),
    [
        ("in March 2024", "on 1 March 2024", True),
        ("in April 2024", "on 1 March 2024", False),
        ("on 1 March", "on 2 March and 1 April", False),
        ("three years", "for 3 years", True),
        ("1 year", "for one year", True),
        ("345 euros", "12,345.67 euros", False),
        ("5 percent", "0.5 percent", False),
        ("3 Abschnitte", "der dritte Abschnitt", False),
    ],
)
def test_a_text_shows_the_numbers_it_says(claim: str, text: str, is_shown: bool) -> None:
    assert (numbers(claim, "en") <= shown_numbers(text, "en")) is is_shown
