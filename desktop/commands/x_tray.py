"""Whether the X server of this session has a tray of the old kind (XEmbed).

No session bus tells of such a tray, and Qt uses it. So that doctor knows it without Qt, the X
library is asked who holds the name of the tray.
"""

import ctypes
import os

X_LIBRARY = "libX11.so.6"


def has_x_tray() -> bool:
    """Whether somebody is the tray of the screen that a window would be on."""
    if not _is_on_x():
        return False
    try:
        x = ctypes.CDLL(X_LIBRARY)
    except OSError:
        return False
    x.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x.XOpenDisplay(None))
    if not display:
        return False
    try:
        name = f"_NET_SYSTEM_TRAY_S{x.XDefaultScreen(display)}".encode()
        x.XInternAtom.restype = x.XGetSelectionOwner.restype = ctypes.c_ulong
        atom = ctypes.c_ulong(x.XInternAtom(display, name, 0))
        return bool(x.XGetSelectionOwner(display, atom))
    finally:
        x.XCloseDisplay(display)


def _is_on_x() -> bool:
    """Whether Qt would open its windows on an X server."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    has_wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    is_x = platform.startswith("xcb") if platform else not has_wayland
    return is_x and bool(os.environ.get("DISPLAY"))
