"""The settings page, built from the settings as they are declared."""

import typing
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop import autostart
from desktop.setting import Group, Setting
from desktop.settings import Settings, declared
from desktop.translation import mark, tr
from desktop.ui.buttons import button_row
from desktop.ui.labels import label

GROUP_WORDS = {
    Group.ENGINE: mark("Engine"),
    Group.SUMMARIES: mark("Summaries"),
    Group.NOTICES: mark("Notifications"),
    Group.DESKTOP: mark("Desktop"),
    Group.EMAIL: mark("Email"),
    Group.DELIVERY: mark("Files and programs"),
    Group.SPACE: mark("Space"),
    Group.NETWORK: mark("Network"),
}
CHOICE_WORDS = {
    "auto": mark("Automatic"),
    "ollama": mark("Ollama"),
    "builtin": mark("Built in"),
    "openai": mark("Another server"),
    "md": mark("Markdown"),
    "pdf": mark("PDF"),
    "docx": mark("Word"),
    "html": mark("HTML"),
    "txt": mark("Text"),
    "json": mark("JSON"),
    "glance": mark("First look"),
    "brief": mark("Brief"),
    "standard": mark("Standard"),
    "detailed": mark("Detailed"),
    "yes": mark("Yes"),
    "no": mark("No"),
    "always": mark("As long as they are in the list"),
    "year": mark("For a year"),
    "quarter": mark("For three months"),
    "month": mark("For a month"),
    "none": mark("No limit"),
}
Field = QComboBox | QCheckBox | QLineEdit
SIZE = (640, 640)
NAME_WIDTH = 200
NAME_DROP = 7
"""A name stands on the line of the words in its field."""


class SettingsDialog(QDialog):
    """One field per declared setting; a change acts at once.

    What the environment decides is shown and cannot be changed.

    Signals:
        chosen: the `Settings` after a change.
    """

    chosen = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._settings = settings
        self._fields: dict[str, Field] = {}
        self._rows: list[SettingRow] = []
        self._space = label(role="tiny")
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search settings"))
        self._search.setAccessibleName(tr("Search settings"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._show_matching)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(14)
        column.setContentsMargins(24, 16, 24, 16)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setVerticalSpacing(16)
        form.setHorizontalSpacing(20)
        self._form = form
        for group, words in GROUP_WORDS.items():
            self._add_group(form, group, tr(words))
        column.addLayout(form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 16)
        top = QVBoxLayout()
        top.setContentsMargins(24, 0, 24, 4)
        top.addWidget(self._search)
        whole.addLayout(top)
        whole.addWidget(scroll, 1)
        whole.addLayout(button_row((tr("Close"), self.accept)))

    def _add_group(self, form: QFormLayout, group: Group, words: str) -> None:
        kinds = typing.get_type_hints(Settings)
        if group is Group.DESKTOP and not autostart.is_possible():
            return
        named = {name: about for name, about in declared().items() if about.group is group}
        if named:
            heading = label(words, role="heading")
            heading.setContentsMargins(0, 12 if form.rowCount() else 0, 0, 0)
            form.addRow(heading)
            self._rows.append(SettingRow(form.rowCount() - 1, group, ""))
        for name, about in named.items():
            self._add_field(form, name, about, kinds[name])
        if group is Group.SPACE:
            form.addRow("", self._space)
            self._rows.append(
                SettingRow(form.rowCount() - 1, group, "space disk room copies notes")
            )

    def _add_field(self, form: QFormLayout, name: str, about: Setting, kind: type) -> None:
        field = _field(kind, getattr(self._settings, name), about)
        field.setAccessibleName(tr(about.label))
        help_text = tr(about.help)
        if name in self._settings.from_environment:
            field.setEnabled(False)
            help_text = tr("Decided by {variable} in the environment.", variable=about.env)
        self._fields[name] = field
        name_label = label(tr(about.label))
        name_label.setFixedWidth(NAME_WIDTH)
        name_label.setContentsMargins(0, 0 if isinstance(field, QCheckBox) else NAME_DROP, 0, 0)
        name_label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        name_label.setBuddy(field)
        form.addRow(name_label, Cell(field, help_text))
        words = f"{tr(about.label)} {help_text} {tr(GROUP_WORDS[about.group])}".casefold()
        self._rows.append(SettingRow(form.rowCount() - 1, about.group, words))
        _connect(field, partial(self._on_changed, name))

    def show_space(self, words: str) -> None:
        """Say how much room everything takes."""
        self._space.setText(words)

    def _on_changed(self, name: str, *_: object) -> None:
        value = _value(self._fields[name])
        if value != getattr(self._settings, name):
            self._settings = replace(self._settings, **{name: value})
            self.chosen.emit(self._settings)

    def _show_matching(self, typed: str) -> None:
        """Leave the settings whose words hold what was typed, under their headings."""
        wanted = typed.casefold().strip()
        found = {row.group for row in self._rows if row.words and wanted in row.words}
        for row in self._rows:
            is_heading = not row.words
            is_shown = row.group in found if is_heading else wanted in row.words
            self._form.setRowVisible(row.number, is_shown)

    @override
    def done(self, result: int) -> None:
        # A field that is still being typed in is taken as it stands.
        for name, field in self._fields.items():
            if field.isEnabled():
                self._on_changed(name)
        super().done(result)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A row of the form; without words it is a heading."""

    number: int
    group: Group
    words: str


class Cell(QWidget):
    """A field with its help right under it, whatever the length of its name."""

    def __init__(self, field: Field, help_text: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._column.addWidget(field)
        if help_text:
            self._column.addWidget(label(help_text, role="tiny"))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            # A form asks no cell how tall its words get when they are wrapped.
            self.setMinimumHeight(self._column.totalHeightForWidth(self.width()))
        return super().event(event)


def _connect(field: Field, on_changed: Callable[..., None]) -> None:
    if isinstance(field, QComboBox):
        field.currentIndexChanged.connect(on_changed)
    elif isinstance(field, QCheckBox):
        field.toggled.connect(on_changed)
    else:
        field.editingFinished.connect(on_changed)


def _field(kind: type, value: object, about: Setting) -> Field:
    if issubclass(kind, StrEnum):
        choice = QComboBox()
        choice.setProperty("kind", kind)
        for each in kind:
            words = tr(CHOICE_WORDS[each.value]) if each.value in CHOICE_WORDS else each.value
            choice.addItem(words, each)
        choice.setCurrentIndex(list(kind).index(kind(str(value))))
        choice.setMinimumContentsLength(8)
        return choice
    if kind is bool:
        check = QCheckBox()
        check.setChecked(bool(value))
        return check
    return QLineEdit(str(value))


def _value(field: Field) -> Any:  # noqa: ANN401 - as many types as there are settings
    if isinstance(field, QComboBox):
        # Qt hands an enum of text back as bare text.
        return field.property("kind")(field.currentData())
    if isinstance(field, QCheckBox):
        return field.isChecked()
    return field.text().strip()
