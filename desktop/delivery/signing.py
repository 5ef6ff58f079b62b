"""What posts are signed with: the environment's secret, else one that Sunto has made and keeps."""

import os

from worker.contract import secret_store
from worker.contract.paths import DataPaths

SECRET_ENV = "SUNTO_WEBHOOK_SECRET"


def given_secret() -> str:
    """The secret of the environment, or nothing."""
    return os.environ.get(SECRET_ENV, "")


def signing_secret(paths: DataPaths) -> str:
    """What whoever receives posts needs to know. May wait for the keyring to be unlocked."""
    return given_secret() or secret_store.find_or_make(paths, secret_store.WEBHOOK)
