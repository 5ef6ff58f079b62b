"""Mail providers the set-up knows by name."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from desktop.translation import language_in_use
from worker.contract.sending_states import Security

FILE = Path(__file__).resolve().parents[2] / "resources" / "mail_providers.toml"


@dataclass(frozen=True, slots=True)
class Provider:
    """Where one provider takes mail, and what a person needs for it."""

    name: str
    domains: tuple[str, ...]
    host: str
    port: int
    security: Security
    note: str


def providers() -> tuple[Provider, ...]:
    """All that are known, in the order they are offered."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Provider(
            name=each["name"],
            domains=tuple(each["domains"]),
            host=each["host"],
            port=each["port"],
            security=Security(each["security"]),
            note=each.get(f"note_{language_in_use()}", each["note"]),
        )
        for each in content["provider"]
    )


def provider_of(address: str) -> Provider | None:
    """The provider an address belongs to."""
    domain = address.strip().rpartition("@")[2].lower()
    return next((each for each in providers() if domain in each.domains), None)


def provider_at(host: str) -> Provider | None:
    """The provider that takes mail at a host."""
    return next((each for each in providers() if each.host == host.lower()), None)
