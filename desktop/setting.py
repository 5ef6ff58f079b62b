"""How a setting is declared: what a person reads about it, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

SETTING = "setting"
"""Key of a field's `Setting` in its metadata."""


class Group(StrEnum):
    """The parts of the settings page."""

    ENGINE = "engine"
    SUMMARIES = "summaries"
    NOTICES = "notices"
    DESKTOP = "desktop"
    EMAIL = "email"
    DELIVERY = "delivery"
    SPACE = "space"
    NETWORK = "network"
    NONE = ""
    """Remembered, not shown."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a person reads about a setting, and the variable that overrules it."""

    label: str
    help: str = ""
    group: Group = Group.NONE
    env: str = ""


def about(
    label: str, help: str = "", group: Group = Group.NONE, env: str = ""
) -> dict[str, Setting]:
    """The metadata of a field that holds a setting."""
    return {SETTING: Setting(label, help, group, env)}
