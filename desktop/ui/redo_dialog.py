"""Asks how a document is to be summarised once more: length, language, model, what matters."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.account import STYLE_WORDS
from desktop.jobs.job import Job
from desktop.translation import tr
from desktop.ui.buttons import button_row
from desktop.ui.labels import label
from desktop.ui.summary_header import language_name
from desktop.ui.wording import one_line
from worker.contract.messages import SummaryOptions
from worker.contract.states import JobState, Style

WIDTH = 460
MOST_LETTERS = 2000
LANGUAGES = ("en", "it", "de", "es", "fr", "nl", "pl", "pt")


class RedoDialog(QDialog):
    """The options of one job, to be changed for a new one.

    Signals:
        chosen: the `SummaryOptions`.
    """

    chosen = Signal(object)

    def __init__(self, job: Job, models: Sequence[str], parent: QWidget | None = None) -> None:
        """`models` are names that the engine knows."""
        super().__init__(parent)
        self.setWindowTitle(tr("Summarise once more"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._options = job.options
        self._style, self._language, self._model = QComboBox(), QComboBox(), QComboBox()
        self._instruction = QPlainTextEdit(job.options.instruction)
        self._fill(job.options)
        self._fill_models(models, job.options.model or "")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(20)
        form.addRow(tr("Length"), self._style)
        form.addRow(tr("Language"), self._language)
        form.addRow(tr("Model"), self._model)
        form.addRow(tr("What matters to you"), self._instruction)
        words = tr("The summary you have stays; the new one is added to the list.")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(one_line(job.title), role="strong"))
        if job.state is JobState.DONE:
            column.addWidget(label(words, role="soft"))
        column.addLayout(form)
        column.addLayout(button_row((tr("Cancel"), self.reject), (tr("Summarise"), self.accept)))
        self.accepted.connect(lambda: self.chosen.emit(self.options()))

    def options(self) -> SummaryOptions:
        """What is chosen now."""
        return self._options.model_copy(
            update={
                "style": Style(self._style.currentData()),
                "language": self._language.currentData() or None,
                "model": self._model.currentData() or None,
                "instruction": self._instruction.toPlainText().strip()[:MOST_LETTERS],
            }
        )

    def _fill(self, options: SummaryOptions) -> None:
        for style in Style:
            self._style.addItem(tr(STYLE_WORDS[style]).capitalize(), style)
        self._style.setCurrentIndex(list(Style).index(options.style))
        self._language.addItem(tr("The document's own"), "")
        own = QLocale().name()[:2]
        codes = {code for code in (*LANGUAGES, own, options.language) if code and code.isalpha()}
        for code in sorted(codes, key=language_name):
            self._language.addItem(language_name(code), code)
        self._language.setCurrentIndex(max(0, self._language.findData(options.language or "")))
        self._style.setAccessibleName(tr("Length"))
        self._language.setAccessibleName(tr("Language"))
        self._instruction.setAccessibleName(tr("What matters to you"))
        self._instruction.setTabChangesFocus(True)
        self._instruction.setFixedHeight(76)
        self._instruction.setPlaceholderText(tr("For example: dates, sums and who has to do what"))

    def _fill_models(self, models: Sequence[str], chosen: str) -> None:
        self._model.setAccessibleName(tr("Model"))
        self._model.addItem(tr("As in the settings"), "")
        for name in dict.fromkeys((*models, *filter(None, [chosen]))):
            self._model.addItem(name, name)
        self._model.setCurrentIndex(max(0, self._model.findData(chosen)))

    def choose_model(self) -> None:
        """Begin with the model: it is what is to be another one."""
        self._model.setFocus()
