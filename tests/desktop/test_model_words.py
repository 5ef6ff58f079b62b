from desktop.jobs.status import ModelFetch
from desktop.model_words import explain_fetch, pace


def test_what_does_not_fit_says_how_much() -> None:
    fetch = ModelFetch("m", 0, 0, "no_room", needed_bytes=3_000_000_000, there_bytes=20_000_000)
    words = explain_fetch(fetch)
    assert words.title == "Not enough room for the model"
    assert "needs 3.0 GB of free room for it and has 20 MB" in words.sentence


def test_an_error_of_another_version_has_words() -> None:
    assert explain_fetch(ModelFetch("m", 0, 0, "something new")).title


def test_the_pace() -> None:
    assert pace(0.4) == "under 1 s a page"
    assert pace(11.7) == "about 12 s a page"
