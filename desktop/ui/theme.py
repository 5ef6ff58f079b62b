"""Colours and sizes of the window: every token in one place, for light, dark and high contrast."""

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QIcon, QPalette, QPen
from PySide6.QtWidgets import QApplication

from desktop.ui.icons import RESOURCES, icon

BASE_PX = 14
HALF_LIGHT = 128


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for."""

    window: str
    pane: str
    side: str
    line: str
    ink: str
    soft: str
    faint: str
    accent: str
    accent_strong: str
    on_accent: str
    tint: str
    selection: str
    weak: str
    weak_tint: str
    failed: str
    mark: str
    track: str
    cell: str
    """A page that was read and is not cited."""
    edge: str = ""
    """Drawn around what light and dark tell apart by its ground alone; there it is not needed."""

    def color(self, name: str) -> QColor:
        """One of these as a colour to paint with."""
        return QColor(getattr(self, name))

    def edge_pen(self) -> QPen:
        """The pen for the edges of grounds."""
        return QPen(QColor(self.edge), 1.5) if self.edge else QPen(Qt.PenStyle.NoPen)


LIGHT = Tokens(
    window="#fbfaf8",
    pane="#ffffff",
    side="#f4f2ee",
    line="#e3dfd8",
    ink="#1f1d1a",
    soft="#6b665e",
    faint="#948e84",
    accent="#0b6e5f",
    accent_strong="#095a4e",
    on_accent="#ffffff",
    tint="#dff0ec",
    selection="#e6efe9",
    weak="#9a5b00",
    weak_tint="#fcf0dc",
    failed="#a3271b",
    mark="#ffe680",
    track="#dcd8d0",
    cell="#b0d0ca",
)
DARK = Tokens(
    window="#1d1c1a",
    pane="#232220",
    side="#1a1917",
    line="#38352f",
    ink="#ece8e1",
    soft="#aaa398",
    faint="#7d776d",
    accent="#5cc3ae",
    accent_strong="#7ad3c1",
    on_accent="#10231f",
    tint="#1f3b36",
    selection="#2b3430",
    weak="#e3b25c",
    weak_tint="#3b311d",
    failed="#ef8a7d",
    mark="#ffe680",
    track="#38352f",
    cell="#34544d",
)


def contrast_tokens(palette: QPalette) -> Tokens:
    """The system's own colours, for people who asked it for more contrast."""
    window, ink = palette.window().color().name(), palette.windowText().color().name()
    base, link = palette.base().color().name(), palette.link().color().name()
    return Tokens(
        window=window,
        pane=base,
        side=window,
        line=ink,
        ink=ink,
        soft=ink,
        faint=ink,
        accent=link,
        accent_strong=link,
        on_accent=base,
        tint=window,
        selection=window,
        weak=ink,
        weak_tint=window,
        failed=ink,
        mark=LIGHT.mark,
        track=window,
        cell=window,
        edge=ink,
    )


class Theme(QObject):
    """The colours in force; follows the system while the program runs.

    Signals:
        changed: the colours are others now.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        # Kept: PySide declares what hangs on the hints deleted when nobody holds the hints.
        self._hints = app.styleHints()
        self._system_palette = app.palette()
        self.base_px = max(BASE_PX, QFontInfo(app.font()).pixelSize() if _is_large(app) else 0)
        self.tokens = LIGHT
        self._scheme = Qt.ColorScheme.Unknown
        self._contrast = Qt.ContrastPreference.NoPreference
        self._fonts: dict[tuple[int, QFont.Weight], QFont] = {}
        self._metrics: dict[tuple[int, QFont.Weight], QFontMetricsF] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._is_dressed = False
        for effect in Qt.UIEffect:
            # Nothing here moves by itself, so that nobody has to ask for less of it.
            app.setEffectEnabled(effect, False)
        self._apply()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    def dress(self) -> None:
        """Give all widgets the style sheet, once they are there.

        Every widget that is made under a style sheet, or moved into a layout, is styled anew: for
        the whole window that is a tenth of a start.
        """
        self._is_dressed = True
        self._app.setStyleSheet(self._sheet())

    def use(
        self,
        scheme: Qt.ColorScheme,
        contrast: Qt.ContrastPreference = Qt.ContrastPreference.NoPreference,
    ) -> None:
        """Keep to these, whatever the system says; `Unknown` follows it again."""
        self._scheme, self._contrast = scheme, contrast
        self._on_system_changed()

    def font(self, step: int = 0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The window's font, `step` pixels larger or smaller."""
        known = self._fonts.get((step, weight))
        if known is None:
            known = QFont(self._app.font())
            known.setPixelSize(self.base_px + step)
            known.setWeight(weight)
            self._fonts[step, weight] = known
        return known

    def metrics(self, step: int = 0, weight: QFont.Weight = QFont.Weight.Normal) -> QFontMetricsF:
        """How much room that font takes."""
        known = self._metrics.get((step, weight))
        if known is None:
            known = self._metrics[step, weight] = QFontMetricsF(self.font(step, weight))
        return known

    def icon(self, name: str, tone: str, size: int) -> QIcon:
        """An icon in one of the colours, for what paints it often."""
        known = self._icons.get((name, tone, size))
        if known is None:
            known = self._icons[name, tone, size] = icon(name, self.tokens.color(tone), size)
        return known

    def _on_system_changed(self) -> None:
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        # Without one of ours the palette is the system's, as it is now.
        self._app.setPalette(QPalette())
        self._system_palette = self._app.palette()
        asked = self._hints.accessibility().contrastPreference()
        if Qt.ContrastPreference.HighContrast in (self._contrast, asked):
            self.tokens = contrast_tokens(self._system_palette)
        else:
            self.tokens = DARK if self._is_dark_wanted() else LIGHT
            self._app.setPalette(_palette(self.tokens))
        self._fonts.clear()
        self._metrics.clear()
        self._icons.clear()
        self._app.setFont(self.font())
        if self._is_dressed:
            self._app.setStyleSheet(self._sheet())

    def _is_dark_wanted(self) -> bool:
        asked = self._scheme
        if asked is Qt.ColorScheme.Unknown:
            asked = self._hints.colorScheme()
        if asked is Qt.ColorScheme.Unknown:
            # Desktops that name no scheme may still paint in dark.
            return self._system_palette.window().color().lightness() < HALF_LIGHT
        return asked is Qt.ColorScheme.Dark

    def _sheet(self) -> str:
        base = self.base_px
        sizes = {
            "tiny": base - 2,
            "small": base - 1,
            "lead": base + 1,
            "title": base + 7,
            "headline": base + 12,
        }
        template = (RESOURCES / "window.qss").read_text(encoding="utf-8")
        icons = (RESOURCES / "icons").as_posix()
        is_dark_on_accent = self.tokens.color("on_accent").lightness() < HALF_LIGHT
        tick = "tick-black" if is_dark_on_accent else "tick-white"
        return Template(template).substitute(asdict(self.tokens), icons=icons, tick=tick, **sizes)


def _is_large(app: QApplication) -> bool:
    """Whether the person chose larger text for the whole system (most systems use 12-15 px)."""
    return QFontInfo(app.font()).pixelSize() > BASE_PX + 2


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.pane,
        QPalette.ColorRole.AlternateBase: tokens.side,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.faint,
        QPalette.ColorRole.Button: tokens.side,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.ToolTipBase: tokens.pane,
        QPalette.ColorRole.ToolTipText: tokens.ink,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Light: tokens.pane,
        QPalette.ColorRole.Midlight: tokens.line,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.faint,
        QPalette.ColorRole.Shadow: tokens.line,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faint))
    return palette
