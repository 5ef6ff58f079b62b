"""The settings page, built from the settings as they are declared."""

import typing
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
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

from desktop.settings import Group, Setting, Settings, declared
from desktop.ui.buttons import button_row
from desktop.ui.labels import label

GROUP_WORDS = {
    Group.ENGINE: "Engine",
    Group.SUMMARIES: "Summaries",
    Group.NOTICES: "Notifications",
    Group.EMAIL: "Email",
    Group.DELIVERY: "Files and programs",
    Group.NETWORK: "Network",
}
CHOICE_WORDS = {
    "auto": "Automatic",
    "ollama": "Ollama",
    "builtin": "Built in",
    "openai": "Another server",
    "md": "Markdown",
    "pdf": "PDF",
    "docx": "Word",
    "html": "HTML",
    "txt": "Text",
    "json": "JSON",
}
Field = QComboBox | QCheckBox | QLineEdit


class SettingsDialog(QDialog):
    """One field per declared setting; what the environment decides is shown and cannot be changed.

    Signals:
        chosen: the new `Settings`.
    """

    chosen = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(600, 620)
        self._settings = settings
        self._fields: dict[str, Field] = {}
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(14)
        column.setContentsMargins(24, 16, 24, 16)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setVerticalSpacing(6)
        form.setHorizontalSpacing(20)
        for group, words in GROUP_WORDS.items():
            self._add_group(form, group, words)
        column.addLayout(form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 16)
        whole.addWidget(scroll, 1)
        whole.addLayout(button_row(("Cancel", self.reject), ("Save", self._on_saved)))

    def _add_group(self, form: QFormLayout, group: Group, words: str) -> None:
        kinds = typing.get_type_hints(Settings)
        named = {name: about for name, about in declared().items() if about.group is group}
        if named:
            heading = label(words, role="heading")
            heading.setContentsMargins(0, 12 if form.rowCount() else 0, 0, 0)
            form.addRow(heading)
        for name, about in named.items():
            self._add_field(form, name, about, kinds[name])

    def _add_field(self, form: QFormLayout, name: str, about: Setting, kind: type) -> None:
        field = _field(kind, getattr(self._settings, name), about)
        field.setAccessibleName(about.label)
        help_text = about.help
        if name in self._settings.from_environment:
            field.setEnabled(False)
            help_text = f"Decided by {about.env} in the environment."
        self._fields[name] = field
        form.addRow("" if isinstance(field, QCheckBox) else about.label, field)
        if help_text:
            form.addRow("", label(help_text, role="tiny"))

    def _on_saved(self) -> None:
        values = {
            name: _value(field)
            for name, field in self._fields.items()
            if name not in self._settings.from_environment
        }
        self.chosen.emit(replace(self._settings, **values))
        self.accept()


def _field(kind: type, value: object, about: Setting) -> Field:
    if issubclass(kind, StrEnum):
        choice = QComboBox()
        for each in kind:
            choice.addItem(CHOICE_WORDS.get(each.value, each.value.capitalize()), each)
        choice.setCurrentIndex(list(kind).index(kind(str(value))))
        return choice
    if kind is bool:
        check = QCheckBox(about.label)
        check.setChecked(bool(value))
        return check
    return QLineEdit(str(value))


def _value(field: Field) -> Any:  # noqa: ANN401 - as many types as there are settings
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    return field.text().strip()
