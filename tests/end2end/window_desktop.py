"""A desktop of the test's own: X server, window manager, file manager, tray or notifications."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.program import SUNTO

TOOLS = ("Xvfb", "openbox", "dbus-daemon", "pcmanfm", "xdotool", "dunst", "trayer", "import")
SCREEN = "1280x800x24"
WINDOW = (500, 40, 760, 680)
FOLDER = (0, 10, 480, 420)
FIRST_ICON = (208, 116)
"""Where pcmanfm draws the first file, in its window."""


def missing_tools() -> list[str]:
    """What has to be installed for this."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def until(condition: Callable[[], object], timeout_s: float = 30.0, what: str = "") -> None:
    """Wait for something outside this process."""
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, f"waited {timeout_s:.0f} s in vain: {what}"
        time.sleep(0.05)


@dataclass
class Desktop:
    """One screen and what runs on it."""

    folder: Path
    environment: dict[str, str]
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str, log: str = "") -> subprocess.Popen[bytes]:
        """Start a program on this screen."""
        with (self.folder / (log or f"{Path(command[0]).name}.log")).open("wb") as output:
            child = subprocess.Popen(
                command, env=self.environment, stdout=output, stderr=subprocess.STDOUT
            )
        self.children.append(child)
        return child

    def xdotool(self, *arguments: object) -> str:
        """Do what a person does with mouse and keys; what it printed."""
        words = ["xdotool", *map(str, arguments)]
        done = subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """Id of a visible window with this title; empty when there is none."""
        found = self.xdotool("search", "--onlyvisible", "--name", title)
        return found.splitlines()[-1] if found else ""

    def is_minimised(self, title: str) -> bool:
        """Whether a window with this title is to be had in the bar of windows only."""
        found = self.xdotool("search", "--name", title).split()
        asked = (["xprop", "-id", window, "WM_STATE"] for window in found)
        return any(b"Iconic" in self._said(command) for command in asked)

    def place(self, window: str, area: tuple[int, int, int, int]) -> None:
        """Put a window somewhere."""
        self.xdotool("windowsize", "--sync", window, area[2], area[3])
        self.xdotool("windowmove", window, area[0], area[1])

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag as a hand does: a drag begins only after real movement."""
        self.xdotool("mousemove", *start, "mousedown", 1)
        for share in range(1, 13):
            x = start[0] + (end[0] - start[0]) * share // 12
            y = start[1] + (end[1] - start[1]) * share // 12
            self.xdotool("mousemove", x, y)
            time.sleep(0.04)
        time.sleep(0.2)
        self.xdotool("mouseup", 1)

    def picture(self, name: str) -> Path:
        """Take a picture of the whole screen."""
        file = self.folder / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(file)], env=self.environment, check=False)
        return file

    def open_folder(self, folder: Path) -> str:
        """Show a folder in the file manager; its window."""
        self.start("pcmanfm", "--no-desktop", str(folder))
        until(lambda: self.window(f"^{re.escape(folder.name)}$"), what="the file manager")
        window = self.window(f"^{re.escape(folder.name)}$")
        self.place(window, FOLDER)
        time.sleep(0.5)
        return window

    def has_window_manager(self) -> bool:
        """Whether the window manager has taken its place."""
        return b"window id" in self._said(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"])

    def _said(self, command: list[str]) -> bytes:
        return subprocess.run(
            command, env=self.environment, capture_output=True, check=False
        ).stdout

    def sunto(self, data: Path, *arguments: str, log: str = "sunto.log") -> subprocess.Popen[bytes]:
        """Start the real program."""
        return self.start(*SUNTO, "--data-dir", str(data), *arguments, log=log)

    def report(self) -> str:
        """What is to be known when a test waits in vain."""
        logs = sorted(self.folder.rglob("*.log"))
        return "\n".join(
            f"== {log.name}\n{log.read_text('utf-8', 'replace')[-3000:]}" for log in logs
        )


@contextmanager
def a_desktop(folder: Path, *, has_tray: bool) -> Iterator[Desktop]:
    """A screen with a tray, or one with a notification service and no tray (like stock GNOME)."""
    (folder / "home").mkdir(parents=True, exist_ok=True)
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        display = f":{pipe.readline().strip()}"
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert bus.stdout is not None
    environment = {
        **os.environ,
        "DISPLAY": display,
        "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().decode().strip(),
        "HOME": str(folder / "home"),
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONUNBUFFERED": "1",
    }
    desktop = Desktop(folder, environment)
    try:
        desktop.start("openbox")
        # A tray that comes before the window manager is not always shown.
        until(desktop.has_window_manager, what="the window manager")
        if has_tray:
            desktop.start(
                "trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request"
            )
            until(lambda: desktop.xdotool("search", "--class", "trayer"), what="the tray")
        else:
            desktop.start("dunst", "-print", log="dunst.log")
        yield desktop
    finally:
        for child in reversed([server, bus, *desktop.children]):
            child.terminate()
        for child in (server, bus, *desktop.children):
            try:
                child.wait(8)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        bus.stdout.close()
