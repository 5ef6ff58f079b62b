import pytest

from desktop.jobs import signs_of_life
from desktop.jobs.signs_of_life import SignsOfLife


@pytest.fixture
def signs(monkeypatch: pytest.MonkeyPatch) -> SignsOfLife:
    """With no patience at all."""
    monkeypatch.setattr(signs_of_life, "SILENT_S", -1.0)
    monkeypatch.setattr(signs_of_life, "HUNG_S", -1.0)
    return SignsOfLife()


def test_who_never_spoke_is_starting_and_who_spoke_is_silent(signs: SignsOfLife) -> None:
    signs.look(None, speaks=False)
    assert not signs.is_hung
    signs.look(7, speaks=False)
    assert not signs.is_silent
    assert signs.is_hung, "also a start has an end"
    signs.look(7, speaks=True)
    signs.look(7, speaks=False)
    assert signs.is_silent
    signs.look(8, speaks=False)
    assert not signs.is_silent, "that was another one"


def test_patience_is_counted_from_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signs_of_life, "SILENT_S", 30.0)
    signs = SignsOfLife()
    signs.look(7, speaks=True)
    signs.look(7, speaks=False)
    assert not signs.is_silent
    assert not signs.is_hung
