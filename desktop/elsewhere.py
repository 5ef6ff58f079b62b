"""Which other computers get to see documents, by the settings: said before it is so."""

from dataclasses import dataclass

from desktop.choices import EngineChoice
from desktop.settings import Settings
from worker.contract.egress import is_elsewhere, place_of


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An engine on another computer."""

    place: str
    """Host, and port if it has one."""
    is_encrypted: bool


def engine_elsewhere(settings: Settings) -> Elsewhere | None:
    """The other computer that the text of documents would be sent to; None: it stays here."""
    address = _address(settings)
    if not is_elsewhere(address):
        return None
    return Elsewhere(place_of(address), address.strip().lower().startswith("https:"))


def _address(settings: Settings) -> str:
    match settings.engine:
        case EngineChoice.OPENAI:
            return settings.openai_url
        case EngineChoice.BUILTIN:
            return ""
        case _:
            return settings.ollama_host
