"""Whether a window can be opened here; decided without loading Qt."""

import importlib.util
import os
import sys


def can_open_window() -> bool:
    """Whether Qt is installed and there is a display for it."""
    return has_display() and importlib.util.find_spec("PySide6") is not None


def has_display() -> bool:
    """Whether this session has a display; Windows and macOS always do."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)
