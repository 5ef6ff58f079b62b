"""The window: bar, first page or columns, a quiet note, and the status line."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.translation import tr
from desktop.ui.attention import Attention
from desktop.ui.bar import Bar
from desktop.ui.before_pane import BeforePane
from desktop.ui.columns import Columns
from desktop.ui.drops import files_in, has_files
from desktop.ui.first_page import FirstPage
from desktop.ui.icons import app_icon
from desktop.ui.job_list import JobList
from desktop.ui.job_list_model import JobListModel
from desktop.ui.list_head import ListSide
from desktop.ui.note_bar import NoteBar
from desktop.ui.page_pane import PagePane
from desktop.ui.status_line import StatusLine
from desktop.ui.summary_pane import SummaryPane
from desktop.ui.theme import Theme

SIZE = (1240, 780)
LEAST_SIZE = (420, 420)


class MainWindow(QMainWindow):
    """Holds the parts and the keys; what they mean is decided by `Desk`.

    Signals:
        files_given: paths that were dropped, pasted or chosen.
        pause_toggled, redo_asked, undo_asked, retry_failed_asked, export_asked, copy_asked,
            print_asked, settings_asked, doctor_asked, server_asked, about_asked, help_asked,
            email_setup_asked, outbox_asked, models_asked, quit_asked: a key or a menu entry.
        close_asked: the window's close button.
        activated: the window has the keyboard from now on.
        visibility_changed: whether anybody can see the window.
    """

    files_given = Signal(list)
    pause_toggled = Signal()
    redo_asked = Signal()
    undo_asked = Signal()
    retry_failed_asked = Signal()
    export_asked = Signal()
    copy_asked = Signal()
    print_asked = Signal()
    settings_asked = Signal()
    doctor_asked = Signal()
    server_asked = Signal()
    about_asked = Signal()
    help_asked = Signal()
    email_setup_asked = Signal()
    outbox_asked = Signal()
    models_asked = Signal()
    quit_asked = Signal()
    close_asked = Signal()
    activated = Signal()
    visibility_changed = Signal(bool)

    def __init__(self, model: JobListModel, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("Sunto")
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*SIZE)
        self.bar = Bar(theme)
        self.first_page = FirstPage(theme)
        self.job_list = JobList(model, theme)
        self.pane = SummaryPane(theme)
        self.page = PagePane(theme)
        self.before = BeforePane(theme)
        self._side = QStackedWidget()
        self._side.addWidget(self.page)
        self._side.addWidget(self.before)
        self.list_side = ListSide(self.job_list)
        self.columns = Columns(self.list_side, self.pane, self._side)
        self.note_bar = NoteBar()
        self.status_line = StatusLine()
        self._pages = QStackedWidget()
        self._lay_out()
        self._add_keys()
        self._connect()

    def show_first_page(self, is_first: bool) -> None:
        """Show the first page, or the documents."""
        wanted: QWidget = self.first_page if is_first else self.columns
        if self._pages.currentWidget() is not wanted:
            self._pages.setCurrentWidget(wanted)
            if not is_first:
                self.job_list.setFocus()

    def prepare(self) -> None:
        """Lay out and draw the documents' page unseen: the first drop is to find it ready."""
        if self._pages.currentWidget() is not self.columns:
            self.columns.resize(self._pages.size())
            self.columns.grab()

    def show_attention(self, found: Attention) -> None:
        """Say in title and badge what there is to look at."""
        self.setWindowTitle(f"{found.words} - Sunto" if found.words else "Sunto")
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(found.count)

    def show_before(self, is_shown: bool) -> None:
        """Show another summary of the document in the place of its page."""
        self._side.setCurrentWidget(self.before if is_shown else self.page)
        if is_shown:
            self.columns.show_page(True)

    def raise_up(self) -> None:
        """Bring the window before the person, wherever it is."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def ask_for_files(self) -> None:
        """Open the system's file dialog."""
        dialog = QFileDialog(
            self, tr("Add PDFs"), str(Path.home()), tr("PDF documents (*.pdf *.PDF)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(
            lambda names: self.files_given.emit([Path(name) for name in names])
        )
        dialog.open()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_drop(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop(False)
        paths = files_in(event.mimeData())
        # Always a copy: a file manager that hears "move" deletes the person's file.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        # The file manager waits until this returns.
        QTimer.singleShot(0, self, lambda: self.files_given.emit(paths))

    def _show_drop(self, is_held: bool) -> None:
        """Show that files held over the window will be taken."""
        self.first_page.drop_area.set_hot(is_held)
        self._drop_frame.setGeometry(self.columns.geometry().translated(self._pages.pos()))
        self._drop_frame.setVisible(is_held and self._pages.currentWidget() is self.columns)
        self._drop_frame.raise_()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_asked.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visibility_changed.emit(True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.visibility_changed.emit(False)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def _lay_out(self) -> None:
        self._pages.addWidget(self.first_page)
        self._pages.addWidget(self.columns)
        notes = QVBoxLayout()
        notes.setContentsMargins(12, 0, 12, 0)
        notes.addWidget(self.note_bar)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        column.addLayout(notes)
        column.addWidget(self.status_line)
        whole = QWidget()
        whole.setObjectName("window")
        whole.setLayout(column)
        self.setCentralWidget(whole)
        # A ring around the first button is for those who came there by keyboard.
        whole.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        whole.setFocus()
        self._drop_frame = QFrame(whole)
        self._drop_frame.setObjectName("dropFrame")
        self._drop_frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._drop_frame.hide()

    def _add_keys(self) -> None:
        self._key(tr("Add PDFs…"), "Ctrl+O", self.ask_for_files)
        self._key(tr("Paste files"), "Ctrl+V", self._paste)
        self._key(tr("Pause or resume everything"), "Ctrl+Shift+P", self.pause_toggled.emit)
        self._key(tr("Redo"), "F5", self.redo_asked.emit)
        self._key(tr("Copy"), "Ctrl+C", self.copy_asked.emit)
        self._key(tr("Undo"), "Ctrl+Z", self.undo_asked.emit)
        self._key(tr("Search"), "Ctrl+F", self._search)
        self._key(tr("Next claim"), "N", lambda: self.pane.step(1))
        self._key(tr("Previous claim"), "P", lambda: self.pane.step(-1))
        self._key(tr("Close the window"), "Ctrl+W", self.close_asked.emit)
        self.bar.set_menu(
            [
                self._key(tr("Export the summary…"), "Ctrl+E", self.export_asked.emit),
                self._key(tr("Print the summary…"), "Ctrl+P", self.print_asked.emit),
                self._key(
                    tr("Try failed documents again"), "Shift+F5", self.retry_failed_asked.emit
                ),
                self._key(tr("Email set-up…"), "", self.email_setup_asked.emit),
                self._key(tr("Outbox…"), "", self.outbox_asked.emit),
                self._key(tr("Models…"), "Ctrl+M", self.models_asked.emit),
                self._key(tr("Settings…"), "Ctrl+,", self.settings_asked.emit),
                self._key(tr("Another server…"), "", self.server_asked.emit),
                self._key(tr("This computer…"), "", self.doctor_asked.emit),
                self._key(tr("Keys and signs"), "F1", self.help_asked.emit),
                self._key(tr("About Sunto"), "", self.about_asked.emit),
                self._key(tr("Quit"), "Ctrl+Q", self.quit_asked.emit),
            ]
        )

    def _key(self, text: str, keys: str, on_use: object) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: on_use())  # type: ignore[operator]
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self.bar.add_asked.connect(self.ask_for_files)
        self.first_page.drop_area.add_asked.connect(self.ask_for_files)
        self.job_list.opened.connect(self._on_opened)
        self.job_list.clicked.connect(lambda: self.columns.read(True))
        self.pane.left.connect(lambda: self.columns.read(False))
        self.columns.folded.connect(lambda _: self._show_evidence())
        self.pane.place_chosen.connect(lambda *_: self.columns.show_page(True))
        self.pane.look_asked.connect(lambda *_: self._look())
        self.page.left.connect(self._on_page_left)

    def _show_evidence(self) -> None:
        """The sentence stands under the summary where its page does not stand beside it."""
        self.pane.show_evidence(not self.columns.has_page_column)

    def _look(self) -> None:
        """Show the place of a claim; where its page takes the summary's place, go there."""
        self.columns.show_page(True)
        if not self.columns.has_page_column:
            self.page.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_page_left(self) -> None:
        self.columns.show_page(False)
        self.pane.enter()

    def _search(self) -> None:
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def _on_opened(self) -> None:
        self.columns.read(True)
        self.pane.enter()

    def _paste(self) -> None:
        paths = files_in(QGuiApplication.clipboard().mimeData())
        if paths:
            self.files_given.emit(paths)
