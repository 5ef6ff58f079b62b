from datetime import date

import pytest

from desktop.ui.times import ago, day_name, left, size, spent


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 s"),
        (8, "8 s"),
        (98, "1 min 38 s"),
        (120, "2 min"),
        (440, "7 min"),
        (7500, "2 h 5 min"),
    ],
)
def test_time_spent_is_said_as_people_say_it(seconds: float, words: str) -> None:
    assert spent(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (4, "a few seconds"),
        (31, "30 s left"),
        (58, "1 min left"),
        (540, "9 min left"),
        (5400, "1.5 h left"),
    ],
)
def test_time_left_comes_in_steps(seconds: float, words: str) -> None:
    assert left(seconds) == words


@pytest.mark.parametrize(
    ("age_s", "words"),
    [(20, "just now"), (70, "1 minute ago"), (720, "12 minutes ago"), (7500, "2 hours ago")],
)
def test_what_was_lately_is_said_by_its_age(age_s: float, words: str) -> None:
    assert ago(1_800_000_000 - age_s, 1_800_000_000) == words


def test_what_was_long_ago_has_its_date() -> None:
    assert "27" in ago(1_800_000_000 - 90_000, 1_800_000_000)


def test_days_have_names() -> None:
    today = date(2026, 3, 9)
    assert day_name(today, today) == "Today"
    assert day_name(date(2026, 3, 8), today) == "Yesterday"
    assert "2026" not in day_name(date(2026, 1, 2), today)
    assert "2025" in day_name(date(2025, 1, 2), today)


def test_sizes() -> None:
    assert size(1) == "1 byte"
    assert size(1_117_320_736) == "1.1 GB"
