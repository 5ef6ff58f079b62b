"""What doctor looks at in the session: keyring, display, tray, notifications."""

import importlib.util
import os
import sys

import keyring
from keyring.errors import KeyringError

from desktop.commands.check import Check, Checking
from desktop.commands.display import has_display
from desktop.translation import tr

BUS_TIMEOUT_S = 2.0
TRAY_NAME = "org.kde.StatusNotifierWatcher"
NOTIFICATIONS_NAME = "org.freedesktop.Notifications"


def keyring_backend() -> Check:
    """Whether the system can keep secrets."""
    checking = Checking("keyring", is_needed=False)
    try:
        backend = keyring.get_keyring()
    except (KeyringError, RuntimeError) as error:
        return checking.missing(str(error), tr("Nothing, unless you want secrets to be kept."))
    if type(backend).__module__.startswith(("keyring.backends.fail", "keyring.backends.null")):
        return checking.missing(
            tr("none in this session"),
            tr("Secrets are asked for again after a restart, unless a keyring is running."),
        )
    return checking.found(str(backend.name))


def display() -> Check:
    """Whether a window can be opened."""
    checking = Checking("display", is_needed=False)
    if importlib.util.find_spec("PySide6") is None:
        return checking.missing(tr("Qt is not installed"), tr("For a window: `sunto[window]`."))
    if not has_display():
        return checking.missing(
            tr("none in this session"), tr("The command line does the same work.")
        )
    return checking.found(tr("there is one"))


def tray(names: frozenset[str] | None, is_seen: bool | None = None) -> Check:
    """Whether there is a tray: as the window saw it, else as the session's bus tells."""
    checking = Checking("tray", is_needed=False)
    if is_seen or not sys.platform.startswith("linux"):
        return checking.found(os.environ.get("XDG_CURRENT_DESKTOP") or tr("there is one"))
    if is_seen is None and names and TRAY_NAME in names:
        return checking.found(os.environ.get("XDG_CURRENT_DESKTOP") or tr("there is one"))
    if names is None and is_seen is None:
        return checking.missing(
            tr("no session bus"), tr("Nothing: Sunto works without tray and notifications.")
        )
    return checking.missing(
        tr("this desktop shows none"), tr("Nothing: closing the window minimises it.")
    )


def notifications(names: frozenset[str] | None) -> Check:
    """Whether the desktop shows notifications."""
    checking = Checking("notifications", is_needed=False)
    if not sys.platform.startswith("linux"):
        return checking.found(tr("part of the system"))
    if names is None:
        return checking.missing(
            tr("no session bus"), tr("Nothing: Sunto works without tray and notifications.")
        )
    if NOTIFICATIONS_NAME not in names:
        return checking.missing(
            tr("no program shows them"),
            tr("Install a notification service of your desktop, such as dunst."),
        )
    return checking.found(tr("there is a service for them"))


def names_on_the_bus() -> frozenset[str] | None:
    """Who answers on the session's bus, or would be started to; None without a bus."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    from jeepney import message_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

    try:
        with open_dbus_connection(bus="SESSION") as connection:
            found: set[str] = set()
            for ask in (message_bus.ListNames(), message_bus.ListActivatableNames()):
                found.update(connection.send_and_get_reply(ask, timeout=BUS_TIMEOUT_S).body[0])
            return frozenset(found)
    except (OSError, KeyError, ValueError):
        return None
