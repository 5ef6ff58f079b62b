"""What the person chose about engines, as this process was told by its environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from worker.contract import secret_store
from worker.contract.catalogue import MIRROR_ENV
from worker.contract.errors import CannotStart
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind
from worker.engines.ollama_package import HOST_ENV

AUTO = "auto"
ENGINE_ENV = "SUNTO_ENGINE"
MODEL_ENV = "SUNTO_MODEL"
OPENAI_URL_ENV = "SUNTO_OPENAI_URL"
SLOTS_ENV = "SUNTO_ENGINE_SLOTS"
WINDOW_ENV = "SUNTO_WINDOW"
CLOUD_ENV = "SUNTO_ALLOW_CLOUD"
OPENAI_KEY_ENV = "SUNTO_OPENAI_KEY"


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What the person chose."""

    engine: str = AUTO
    """`auto`, or one of `EngineKind`."""
    model: str = ""
    """A model that the engine knows, or a GGUF file: its path, or its name in the models folder."""
    ollama_host: str = ""
    openai_url: str = ""
    openai_key: str = ""
    mirror: str = ""
    slots: int = 1
    """How many questions the engine is asked at a time."""
    window: int = 0
    """Context in tokens; 0: what fits."""
    allows_cloud: bool = False
    """Whether models may be used that an engine here passes on to another computer."""

    def with_kept_key(self, paths: DataPaths) -> "EngineSettings":
        """The same with the server's key out of the keyring, if none was told."""
        if self.openai_key or not self.openai_url:
            return self
        kept = secret_store.find(paths, secret_store.engine_key(self.openai_url))
        return replace(self, openai_key=kept or "")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "EngineSettings":
        """The settings of this process.

        Raises:
            CannotStart: a variable is none of the words it may be.
        """
        engine = environ.get(ENGINE_ENV, "").strip().lower() or AUTO
        words = [AUTO, *EngineKind]
        if engine not in words:
            raise CannotStart(f"{ENGINE_ENV} is {engine!r}; it may be {', '.join(words)}")
        return cls(
            engine=engine,
            model=environ.get(MODEL_ENV, "").strip(),
            ollama_host=environ.get(HOST_ENV, ""),
            openai_url=environ.get(OPENAI_URL_ENV, "").strip(),
            openai_key=environ.get(OPENAI_KEY_ENV, "").strip(),
            mirror=environ.get(MIRROR_ENV, "").strip(),
            slots=slots_from(environ),
            window=window_setting(environ),
            allows_cloud=environ.get(CLOUD_ENV, "").strip().lower() in ("1", "true", "yes", "on"),
        )


def slots_from(environ: Mapping[str, str]) -> int:
    """How many questions the engine is asked at a time, as the environment says it.

    Raises:
        CannotStart: it is no number.
    """
    told = environ.get(SLOTS_ENV, "").strip() or "1"
    if not told.isdecimal() or not int(told):
        raise CannotStart(f"{SLOTS_ENV} is {told!r}; it may be 1 or more")
    return int(told)


def window_setting(environ: Mapping[str, str] = os.environ) -> int:
    """The window that was set, 0 for none.

    Raises:
        CannotStart: it is no number of tokens.
    """
    told = environ.get(WINDOW_ENV, "").strip().lower()
    if told in ("", AUTO):
        return 0
    if not told.isdecimal():
        raise CannotStart(f"{WINDOW_ENV} is {told!r}; it may be {AUTO} or a number of tokens")
    return int(told)
