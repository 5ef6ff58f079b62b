"""Sunto in the tray: its state in the icon, a short menu, and its bubbles."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop.jobs.job import Job
from desktop.notices import Notice
from desktop.translation import tr
from desktop.ui.icons import app_icon, with_badge, with_share
from desktop.ui.status_line import Whole
from desktop.ui.theme import LIGHT
from desktop.ui.wording import one_line

SHOWN_MS = 8000
MOST_RECENT = 5
NAME_LENGTH = 48
STEPS = 12
"""The progress in the icon moves in as many steps: a tray is not redrawn for a hundredth."""


@dataclass(frozen=True, slots=True)
class TrayState:
    """What the menu is made from, asked for each time it opens."""

    recent: tuple[Job, ...]
    can_pause: bool
    is_paused: bool


class Tray(QObject):
    """The icon in the tray.

    Signals:
        clicked: id of the job whose bubble or menu entry was clicked.
        open_asked: the window is wanted.
        pause_asked: pause or resume everything.
        settings_asked: the settings are wanted.
        quit_asked: the program is to end.
    """

    clicked = Signal(str)
    open_asked = Signal()
    pause_asked = Signal()
    settings_asked = Signal()
    quit_asked = Signal()

    def __init__(self, state: Callable[[], TrayState], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._shown: Notice | None = None
        self._look: tuple[str, int] = ("", 0)
        self._menu = QMenu()
        # Made when it opens, so that it tells the truth.
        self._menu.aboutToShow.connect(self._fill)
        self._fill()
        self._icon = QSystemTrayIcon(app_icon(), self)
        self._icon.setContextMenu(self._menu)
        self._icon.setToolTip("Sunto")
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self._on_message_clicked)
        self._icon.show()

    def show_whole(self, whole: Whole) -> None:
        """Show how everything is doing."""
        look = (whole.tone, -1)
        if whole.share is not None:
            look = ("working", round(whole.share * STEPS))
        if look != self._look:
            self._look = look
            self._icon.setIcon(icon_for(*look))
        self._icon.setToolTip(tr("Sunto: {sentence}", sentence=whole.sentence))

    def show(self, notice: Notice) -> None:
        """Show a bubble; a click on it shows its first job."""
        self._shown = notice
        self._icon.showMessage(notice.title, notice.text, app_icon(), SHOWN_MS)

    def explain_closing(self) -> None:
        """Say, the first time, that the program goes on."""
        self._shown = None
        self._icon.showMessage(
            tr("Sunto goes on here"),
            tr("Its window is closed; its work goes on. Open or quit it from this icon."),
            app_icon(),
            SHOWN_MS,
        )

    def close(self) -> None:
        """Leave the tray."""
        self._icon.hide()

    def _fill(self) -> None:
        state, menu = self._state(), self._menu
        menu.clear()
        menu.addAction(tr("Open Sunto")).triggered.connect(lambda: self.open_asked.emit())
        if state.recent:
            menu.addSeparator()
        for job in state.recent[:MOST_RECENT]:
            # An ampersand in a name would become a key.
            entry = menu.addAction(_shortened(one_line(job.title)).replace("&", "&&"))
            entry.triggered.connect(lambda _=False, job_id=job.id: self.clicked.emit(job_id))
        menu.addSeparator()
        pause = menu.addAction(tr("Resume") if state.is_paused else tr("Pause"))
        pause.setEnabled(state.can_pause or state.is_paused)
        pause.triggered.connect(lambda: self.pause_asked.emit())
        menu.addAction(tr("Settings…")).triggered.connect(lambda: self.settings_asked.emit())
        menu.addSeparator()
        menu.addAction(tr("Quit")).triggered.connect(lambda: self.quit_asked.emit())

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_asked.emit()

    def _on_message_clicked(self) -> None:
        if self._shown is not None:
            self.clicked.emit(self._shown.job_ids[0])
        else:
            self.open_asked.emit()


def icon_for(look: str, steps: int) -> QIcon:
    """The icon of a state; shapes tell them apart, not only colours."""
    match look:
        case "weak" | "failed":
            return with_badge(app_icon(), QColor(LIGHT.weak))
        case "working":
            return with_share(app_icon(), QColor(LIGHT.accent), steps / STEPS)
        case _:
            return app_icon()


def _shortened(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1] + "…"
