"""What the person chose, kept as JSON and overruled by the environment."""

import json
import logging
import os
import tempfile
import time
import typing
from collections.abc import Collection, Mapping
from dataclasses import Field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop.setting import Group
from desktop.settings import Settings, declared
from worker.contract.errors import CannotStart
from worker.contract.paths import DataPaths

log = logging.getLogger(__name__)

SWITCHES = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}
SENDING = (Group.EMAIL, Group.DELIVERY)


def load(paths: DataPaths) -> Settings:
    """Read the settings; the environment wins, and what makes no sense in the file is its default.

    Raises:
        CannotStart: a variable of the environment holds a value that its setting cannot have.
    """
    stored = _read(paths.settings)
    values: dict[str, Any] = {}
    kinds = typing.get_type_hints(Settings)
    for each in _fields():
        try:
            if each.name in stored:
                values[each.name] = _decode(kinds[each.name], stored[each.name])
        except ValueError:
            log.warning("the setting %s has an unknown value; its default is used", each.name)
    overruled = _overruled(kinds)
    return Settings(**{**values, **overruled}, from_environment=frozenset(overruled), stored=stored)


def save(paths: DataPaths, settings: Settings) -> None:
    """Write the settings, readable by this user alone: wholly or not at all."""
    content = dict(settings.stored)
    for each in _fields():
        value = getattr(settings, each.name)
        # A default is not written unless it was: it may improve with the next version.
        is_chosen = value != each.default or each.name in content
        if is_chosen and each.name not in settings.from_environment:
            content[each.name] = value
    handle, part = tempfile.mkstemp(prefix="settings-", suffix=".part", dir=paths.root)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    Path(part).replace(paths.settings)


def worker_environment(settings: Settings) -> dict[str, str]:
    """The variables that tell the worker what was chosen; it learns nothing of mail."""
    return _environment(settings, [group for group in Group if group not in SENDING])


def sender_environment(settings: Settings) -> dict[str, str]:
    """The variables that tell the process that sends what was chosen."""
    return _environment(settings, SENDING)


def _environment(settings: Settings, groups: Collection[Group]) -> dict[str, str]:
    known = {about.env: name for name, about in declared().items() if about.group in groups}
    values = {env: _encode(getattr(settings, name)) for env, name in known.items()}
    return {env: value for env, value in values.items() if env and value}


def _fields() -> list[Field[Any]]:
    return [each for each in fields(Settings) if each.name in declared()]


def _overruled(kinds: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for name, about in declared().items():
        text = os.environ.get(about.env, "") if about.env else ""
        if not text:
            continue
        try:
            found[name] = _decode(kinds[name], _from_text(kinds[name], text))
        except ValueError as error:
            raise CannotStart(f"{about.env} cannot be “{text}”. {error}") from error
    return found


def _encode(value: object) -> str:
    """A setting as a variable of the environment says it."""
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value)


def _from_text(kind: type, text: str) -> object:
    """What a variable of the environment says, where that is not a text."""
    return SWITCHES.get(text.lower(), text) if kind is bool else text


def _decode(kind: Any, value: object) -> object:  # noqa: ANN401 - a type of any kind
    """A value of a setting's type.

    Raises:
        ValueError: it cannot have this value; the message says which it can have.
    """
    if issubclass(kind, StrEnum):
        choices = [str(each) for each in kind]
        if value not in choices:
            raise ValueError(f"It can be {', '.join(choices)}.")
        return kind(value)
    if not isinstance(value, kind):
        raise ValueError("It can be 1 or 0." if kind is bool else f"It must be a {kind.__name__}.")
    return value


def _read(file: Path) -> dict[str, Any]:
    """What the file holds; a damaged one is set aside, for a person may want to look at it."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, UnicodeDecodeError):
        content = None
    if isinstance(content, dict):
        return content
    aside = file.with_name(f"settings-damaged-{int(time.time())}.json")
    log.warning("%s is damaged; it is kept as %s and the defaults are used", file, aside)
    file.replace(aside)
    return {}
