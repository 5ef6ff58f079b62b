"""The system's keyring, as far as there is one. A module of its own, for it takes 4 MB to load."""

from contextlib import suppress

import keyring
from keyring.errors import KeyringError

SERVICE = "sunto"

_FAILURES = (KeyringError, RuntimeError)


def find(name: str) -> str | None:
    """The secret, or None. May wait for a person who is asked to unlock the keyring."""
    try:
        return keyring.get_password(SERVICE, name)
    except _FAILURES:
        return None


def keep(name: str, secret: str) -> bool:
    """Whether the keyring gives it back: a backend that keeps nothing must not be believed."""
    try:
        keyring.set_password(SERVICE, name, secret)
        return keyring.get_password(SERVICE, name) == secret
    except _FAILURES:
        return False


def forget(name: str) -> None:
    """Forget a secret, if it is there."""
    with suppress(*_FAILURES):
        if keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
