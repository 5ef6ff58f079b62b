from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.theme import DARK, LIGHT, Theme, Tokens

WORDS = ("ink", "soft", "accent", "weak", "failed")
GROUNDS = ("window", "pane", "side", "selection")
HIGH = Qt.ContrastPreference.HighContrast


def contrast(one: str, other: str) -> float:
    """WCAG 2: from 1 to 21."""
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_can_be_read_on_every_ground(tokens: Tokens, words: str, ground: str) -> None:
    assert contrast(getattr(tokens, words), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_chips_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.accent, tokens.tint) >= 4.5
    assert contrast(tokens.weak, tokens.weak_tint) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


def test_the_window_follows_the_system(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    theme.use(Qt.ColorScheme.Dark)
    assert theme.tokens == DARK
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    theme.use(Qt.ColorScheme.Light)
    assert theme.tokens == LIGHT
    with qtbot.waitSignal(theme.changed):
        theme._hints.accessibility().contrastPreferenceChanged.emit(HIGH)


def test_high_contrast_takes_the_systems_colours_and_draws_edges(theme: Theme) -> None:
    theme.use(Qt.ColorScheme.Dark)
    theme.use(Qt.ColorScheme.Unknown, HIGH)
    assert theme.tokens not in (LIGHT, DARK)
    for words in WORDS:
        for ground in GROUNDS:
            assert contrast(getattr(theme.tokens, words), getattr(theme.tokens, ground)) >= 4.5
    assert theme.tokens.edge_pen().style() is Qt.PenStyle.SolidLine
    assert LIGHT.edge_pen().style() is Qt.PenStyle.NoPen
    assert all(QColor(getattr(theme.tokens, each.name)).isValid() for each in fields(Tokens))


def test_nothing_moves_by_itself(theme: Theme, qapp: QApplication) -> None:
    assert not any(qapp.isEffectEnabled(effect) for effect in Qt.UIEffect)
