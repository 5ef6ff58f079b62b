from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop import translation
from desktop.translation import tr
from desktop.ui import language


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    for each in qapp.findChildren(QTranslator):
        qapp.removeTranslator(each)
        each.deleteLater()
    QLocale.setDefault(before)
    translation.use("en")


@pytest.mark.parametrize(
    ("wanted", "language_chosen"),
    [
        (["it-IT", "en"], "it"),
        (["de-DE", "it"], "it"),
        (["de_DE"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_there_are_words_in(wanted: list[str], language_chosen: str) -> None:
    assert language.chosen(wanted) == language_chosen


def test_english_words_with_the_dates_of_the_country() -> None:
    locale = language.written_as("en", QLocale("de_DE"))
    assert locale.language() is QLocale.Language.English
    assert locale.toString(1234.5, "f", 1) == QLocale("de_DE").toString(1234.5, "f", 1)


@pytest.mark.usefixtures("speaking")
def test_the_buttons_of_qt_speak_it_too(qapp: QApplication, qtbot: QtBot) -> None:
    language.install(qapp, QLocale("it_IT"))
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "Annulla"
    assert tr("Not a PDF") == "Non è un PDF"
