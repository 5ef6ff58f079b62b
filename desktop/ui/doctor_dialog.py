"""What there is and what is missing on this computer, with a report that can be copied."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.commands.check import MARKS, NAMES, Check, Finding, finding_word, report
from desktop.translation import tr
from desktop.ui.background import Background
from desktop.ui.buttons import button_row
from desktop.ui.labels import label, set_tone

TONES = {Finding.FOUND: "accent", Finding.LATER: "weak", Finding.MISSING: "weak"}


WEB = ("http://", "https://")


class DoctorDialog(QDialog):
    """Shows checks as they come.

    Signals:
        _found: a check, from the thread that looks.
    """

    _found = Signal(object)

    def __init__(
        self,
        look: Callable[[], Iterator[Check]],
        parent: QWidget | None = None,
        flower_url: str = "",
    ) -> None:
        """`look` makes the checks, on another thread; `flower_url` shows a shared broker's work."""
        super().__init__(parent)
        self.setWindowTitle(tr("This computer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 560)
        self._look = look
        self._checks: list[Check] = []
        self._background = Background(self, threads=1)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._going_on = label(role="soft")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 16)
        column.addLayout(self._grid)
        column.addWidget(self._going_on)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        link = partial(QDesktopServices.openUrl, QUrl(flower_url))
        buttons = button_row(
            *([(tr("Open Flower"), link)] if flower_url.startswith(WEB) else []),
            (tr("Look again"), self.look),
            (tr("Copy report"), self.copy),
            (tr("Close"), self.accept),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 16)
        whole.addWidget(scroll, 1)
        whole.addLayout(buttons)
        self._found.connect(self._show)
        self.look()

    def look(self) -> None:
        """Look at everything, from the start."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._checks = []
        self._going_on.setText(tr("Looking…"))
        self._enable(False)
        self._background.run(self._look_at_all, self._on_looked, self._on_failed)

    def copy(self) -> None:
        """Put the report on the clipboard: no text of a document and no secret is in it."""
        QGuiApplication.clipboard().setText(report(self._checks))
        self._going_on.setText(tr("The report is on the clipboard."))

    def _look_at_all(self) -> None:
        for check in self._look():
            self._found.emit(check)

    def _show(self, check: Check) -> None:
        self._checks.append(check)
        row = self._grid.rowCount()
        mark = label(MARKS[check.finding], wraps=False)
        set_tone(mark, TONES[check.finding])
        name = tr(NAMES[check.name])
        mark.setAccessibleName(name)
        self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        words = label(f"{name[:1].upper()}{name[1:]}", role="strong", wraps=False)
        self._grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
        # The mark must not be the only thing that says it.
        is_found = check.finding is Finding.FOUND
        detail = check.detail if is_found else f"{finding_word(check.finding)}: {check.detail}"
        self._grid.addWidget(_copyable(detail, "plain"), row, 2)
        if check.hint:
            self._grid.addWidget(_copyable(check.hint, "soft"), row + 1, 2)

    def _on_looked(self, _: object) -> None:
        self._going_on.setText("")
        self._enable(True)

    def _on_failed(self, error: Exception) -> None:
        self._going_on.setText(str(error))
        self._enable(True)

    def _enable(self, is_enabled: bool) -> None:
        for act in self.findChildren(QPushButton)[:-1]:
            act.setEnabled(is_enabled)


def _copyable(text: str, role: str) -> QWidget:
    shown = label(text, role=role)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown


def doctor_dialog(
    look: Callable[[bool], Iterator[Check]], parent: QWidget, flower_url: str
) -> DoctorDialog:
    """The dialog for this session; `look` is told whether there is a tray."""
    from PySide6.QtWidgets import QSystemTrayIcon

    look_here = partial(look, QSystemTrayIcon.isSystemTrayAvailable())
    return DoctorDialog(look_here, parent, flower_url)
