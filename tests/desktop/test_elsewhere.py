"""Which settings send documents to another computer."""

import pytest

from desktop.choices import EngineChoice
from desktop.elsewhere import Elsewhere, engine_elsewhere
from desktop.settings import Settings
from worker.contract.egress import is_elsewhere, place_of

FAR = "https://gpu.example.org/v1"


@pytest.mark.parametrize(
    ("settings", "there"),
    [
        (Settings(), None),
        (Settings(ollama_host="localhost:11434"), None),
        (Settings(engine=EngineChoice.OPENAI, openai_url="http://[::1]:8080/v1"), None),
        (Settings(openai_url=FAR), None),
        (Settings(engine=EngineChoice.BUILTIN, ollama_host="gpu"), None),
        (Settings(engine=EngineChoice.OPENAI, openai_url=FAR), Elsewhere("gpu.example.org", True)),
        (
            Settings(engine=EngineChoice.OPENAI, openai_url="http://ada:x@10.0.0.7:8000"),
            Elsewhere("10.0.0.7:8000", False),
        ),
        (Settings(ollama_host="gpu:11434"), Elsewhere("gpu:11434", False)),
    ],
)
def test_what_is_elsewhere(settings: Settings, there: Elsewhere | None) -> None:
    assert engine_elsewhere(settings) == there


def test_an_address_as_it_is_shown() -> None:
    assert place_of("http://127.0.0.1:11434/") == "127.0.0.1:11434"
    assert place_of("https://ada:secret@gpu.example.org/v1") == "gpu.example.org"
    assert is_elsewhere("http://gpu.example.org")
    assert not is_elsewhere("")
