"""Starting with the session: a file in the folder that desktops look into at login.

Linux and other systems of freedesktop.org; elsewhere the installer offers it.
"""

import os
import platform
from pathlib import Path

import platformdirs

from worker.contract.program import is_packaged, own_command

FILE = "sunto.desktop"
HIDDEN = "--hidden"
RUN = Path(__file__).resolve().parents[1] / "packaging" / "run"

ENTRY = """\
[Desktop Entry]
Type=Application
Name=Sunto
Exec={command}
Icon=sunto
Terminal=false
X-GNOME-Autostart-enabled=true
"""


def is_possible() -> bool:
    """Whether this system is one of those."""
    return platform.system() == "Linux"


def is_enabled() -> bool:
    """Whether Sunto starts with the session."""
    return _file().exists()


def set_enabled(is_wanted: bool) -> None:
    """Start with the session, or no more."""
    if not is_possible():
        return
    if not is_wanted:
        _file().unlink(missing_ok=True)
        return
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(ENTRY.format(command=command()), encoding="utf-8")


def command() -> str:
    """The command line that starts Sunto in the tray, as such files want it quoted."""
    from_clone = RUN.exists() and not is_packaged()
    words = [str(RUN), HIDDEN] if from_clone else own_command(HIDDEN)
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    # freedesktop.org, Desktop Entry Specification, "The Exec key": these are special in quotes,
    # and the value itself is a string in which a backslash is written twice.
    for special in ("\\", '"', "`", "$"):
        word = word.replace(special, "\\" + special)
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def _file() -> Path:
    # Not the application's own folder: the one all programs share.
    base = os.environ.get("XDG_CONFIG_HOME") or platformdirs.user_config_path()
    return Path(base) / "autostart" / FILE
