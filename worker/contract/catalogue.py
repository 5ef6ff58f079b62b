"""The catalogue of models for the built-in engine, and where their files lie on this machine.

In the contract: the owner starts the server with a file, and the worker asks for the same one.
"""

import os
import re
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

CATALOGUE = Path(__file__).parents[2] / "resources" / "models.toml"
INSIDE = CATALOGUE.with_name("models")
"""Model files that came with the package, for machines without internet."""

PUBLISHER = "https://huggingface.co"
PUBLISHER_ENV = "HF_ENDPOINT"
"""How Hugging Face's own programs are told of another address of theirs."""

STARTER = "starter"
"""What a person may call the model that comes with Sunto."""

MIRROR_ENV = "SUNTO_MODEL_MIRROR"
"""A folder or URL that holds the files of the catalogue."""


_QUANTISATION = re.compile(r"q\d(_k_m|_k_s|_k|_[01])", re.IGNORECASE)

WEIGHTS_FACTOR = 1.1
FIXED_BYTES = 300 * 1024 * 1024
"""What an engine takes beside weights and cache: itself, its buffers, its vocabulary."""

CACHE_BYTES = 512 * 1024 * 1024
"""Room for the cache of a model that nobody has asked yet: 8,192 tokens of a 7B model."""


class CatalogueModel(BaseModel):
    """One entry of resources/models.toml, where the fields are explained."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    file: str = Field(pattern=r"^[^/\\]+\.gguf$")
    repo: str
    revision: str = "main"
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int | None = None
    licence: str
    good_for: str = ""
    tried: bool
    starter: bool = False
    offered: bool = True
    stand_ins: tuple[str, ...] = ()

    @property
    def ollama_name(self) -> str:
        """The name by which Ollama pulls the same model from its publisher."""
        kind = _QUANTISATION.search(self.file)
        return f"hf.co/{self.repo}:{kind[0].upper()}" if kind else f"hf.co/{self.repo}"

    @property
    def url(self) -> str:
        """The publisher's address of the file."""
        publisher = os.environ.get(PUBLISHER_ENV, "").rstrip("/") or PUBLISHER
        return f"{publisher}/{self.repo}/resolve/{self.revision}/{self.file}"


def memory_needed(size_bytes: int) -> int:
    """About the memory that a model of this size takes, when nothing but the size is known."""
    return int(size_bytes * WEIGHTS_FACTOR) + FIXED_BYTES + CACHE_BYTES


@cache
def catalogue() -> tuple[CatalogueModel, ...]:
    """All entries, in the order they are offered."""
    entries = tomllib.loads(CATALOGUE.read_text("utf-8"))["model"]
    return tuple(CatalogueModel.model_validate(entry) for entry in entries)


def starter() -> CatalogueModel:
    """The model that is used when nothing else was chosen."""
    return next(model for model in catalogue() if model.starter)


def catalogue_model(file: str) -> CatalogueModel | None:
    """The entry of this file name."""
    return next((model for model in catalogue() if model.file == file), None)


def named_model(name: str) -> CatalogueModel | None:
    """The entry that a person means: `starter`, the title of a model, or its file."""
    if name.lower() == STARTER:
        return starter()
    names = {each: model for model in catalogue() for each in (model.title, model.file)}
    return next((model for each, model in names.items() if each.lower() == name.lower()), None)


def files_for(file: str) -> tuple[str, ...]:
    """The names of the files that do where `file` is asked for, itself first."""
    known = catalogue_model(file)
    return (file, *known.stand_ins) if known else (file,)


def find_model_file(name: str, models: Path, mirror: str = "") -> Path | None:
    """The file to run: a path, a file name looked up in `models` and the mirror, or the best there.

    With no `name` that is the starter, else the first of the catalogue that is there; a mirror's
    other files are only used by name, a file that the person put into `models`, or that came with
    the package, also without.
    """
    folders = [models, INSIDE, *_mirror_folders(mirror)]
    if name:
        asked = Path(name).expanduser()
        if asked.name != name:
            return _first_file([asked])
        return _first_file([folder / file for file in files_for(name) for folder in folders])
    first = starter()
    known = [first.file, *first.stand_ins, *(model.file for model in catalogue())]
    found = _first_file([folder / file for file in known for folder in folders])
    return found or _first_file(_own_files(models))


def files_at_hand(models: Path, mirror: str = "") -> tuple[Path, ...]:
    """The files that could be run now: those that lie here, and the mirror's known ones."""
    known = [folder / m.file for folder in _mirror_folders(mirror) for m in catalogue()]
    found = {path.name: path for path in (*known, *_own_files(models)) if path.is_file()}
    return tuple(found.values())


def _own_files(models: Path) -> list[Path]:
    return [*sorted(models.glob("*.gguf")), *sorted(INSIDE.glob("*.gguf"))]


def _mirror_folders(mirror: str) -> list[Path]:
    folder = Path(mirror).expanduser()
    return [folder] if mirror and "://" not in mirror and folder.is_dir() else []


def _first_file(places: list[Path]) -> Path | None:
    return next((place.absolute() for place in places if place.is_file()), None)
