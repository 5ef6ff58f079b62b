"""Where secrets lie between uses: the system's keyring, else a private file of this session.

Both sides must agree on that, as on paths: the desktop keeps what a person typed, the worker finds
it when it logs in. A secret is in no message, no setting, no log and no plain file on a disk.
"""

import base64
import hashlib
import os
import secrets
from pathlib import Path

from worker.contract.paths import DataPaths

WEBHOOK = "webhook"
"""The name of the secret that posts are signed with."""

MADE_BYTES = 24


def engine_key(address: str) -> str:
    """The name under which the key of an engine's server lies."""
    return f"engine key {address.strip().rstrip('/').removesuffix('/v1').casefold()}"


def keep(paths: DataPaths, name: str, secret: str) -> bool:
    """Keep a secret; whether the keyring has it, so that it outlives a restart."""
    forget_for_session(paths, name)
    # Imported where it is asked: most people keep no secret.
    from worker.contract import system_keyring

    if system_keyring.keep(name, secret):
        return True
    keep_for_session(paths, name, secret)
    return False


def keep_for_session(paths: DataPaths, name: str, secret: str) -> None:
    """Keep a secret in a 0600 file of the runtime directory, which ends with the session."""
    paths.create()
    forget_for_session(paths, name)
    handle = os.open(_file(paths, name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(secret)


def find(paths: DataPaths, name: str) -> str | None:
    """The secret, or None. May wait for a person who is asked to unlock the keyring."""
    try:
        return _file(paths, name).read_text(encoding="utf-8")
    except FileNotFoundError:
        pass
    from worker.contract import system_keyring

    return system_keyring.find(name)


def find_or_make(paths: DataPaths, name: str) -> str:
    """A secret that nobody has to choose: made where there is none yet."""
    known = find(paths, name)
    if known is not None:
        return known
    # As standardwebhooks.com writes them.
    made = "whsec_" + base64.b64encode(secrets.token_bytes(MADE_BYTES)).decode()
    keep(paths, name, made)
    return made


def forget(paths: DataPaths, name: str) -> None:
    """Forget a secret wherever it is."""
    forget_for_session(paths, name)
    from worker.contract import system_keyring

    system_keyring.forget(name)


def forget_for_session(paths: DataPaths, name: str) -> None:
    """Forget what `keep_for_session` kept."""
    _file(paths, name).unlink(missing_ok=True)


def _file(paths: DataPaths, name: str) -> Path:
    # A name holds addresses; a digest of it is a file name everywhere.
    return paths.secrets / hashlib.sha256(name.encode()).hexdigest()[:32]
