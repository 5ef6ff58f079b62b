"""Fonts for PDFs: for each stretch of text one that has its letters, so that no script is lost.

reportlab brings fonts for Western Europe only. The rest comes from the system's fonts, and for
Chinese, Japanese and Korean without one, from the fonts that every PDF reader knows by name.
"""

import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FOLDERS = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("C:/Windows/Fonts",),
}
PREFERRED = (
    *("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial Unicode.ttf", "arial.ttf", "segoeui.ttf"),
    *("LiberationSans-Regular.ttf", "FreeSans.ttf", "NotoSansArabic-Regular.ttf"),
    *("NotoSansHebrew-Regular.ttf", "NotoSansDevanagari-Regular.ttf", "NotoSansThai-Regular.ttf"),
    *("DroidSansFallbackFull.ttf", "malgun.ttf", "msgothic.ttc", "msyh.ttc", "simsun.ttc"),
    *("seguisym.ttf", "Symbola.ttf", "DejaVuSansMono.ttf"),
)
"""In this order; each is tried where the ones before it lack a letter."""

BOLD = {
    "DejaVuSans.ttf": "DejaVuSans-Bold.ttf",
    "NotoSans-Regular.ttf": "NotoSans-Bold.ttf",
    "arial.ttf": "arialbd.ttf",
    "LiberationSans-Regular.ttf": "LiberationSans-Bold.ttf",
}
MISSING = "\N{WHITE SQUARE}"


@dataclass(frozen=True, slots=True)
class Face:
    """A font that is registered, and the letters it has."""

    name: str
    bold: str
    letters: frozenset[int] = field(repr=False)

    def has(self, character: str) -> bool:
        """Whether it can draw a letter."""
        return ord(character) in self.letters


def runs(text: str) -> list[tuple[Face, str]]:
    """Text in stretches, each with a font that has its letters."""
    found: list[tuple[Face, str]] = []
    for character in text:
        face = _face_for(character, found[-1][0] if found else faces()[0])
        shown = character
        if face is None:
            face = found[-1][0] if found else faces()[0]
            shown = MISSING if face.has(MISSING) else "?"
        if found and found[-1][0] is face:
            found[-1] = (face, found[-1][1] + shown)
        else:
            found.append((face, shown))
    return found


@cache
def faces() -> tuple[Face, ...]:
    """The fonts there are, in the order they are asked."""
    here = {path.name: path for folder in _folders() for path in _fonts_below(folder)}
    found = [face for name in PREFERRED if (face := _system_face(name, here)) is not None]
    return (*found, _own_face(), *_named_faces())


def _face_for(character: str, current: Face) -> Face | None:
    """A font with this letter; the one in use if it can be, so that words stay together."""
    if current.has(character):
        return current
    return next((face for face in faces() if face.has(character)), None)


def _folders() -> list[Path]:
    known = FOLDERS.get(sys.platform, FOLDERS["linux"])
    return [folder for name in known if (folder := Path(name).expanduser()).is_dir()]


def _fonts_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.tt[fc]") if path.name in {*PREFERRED, *BOLD.values()}]


def _system_face(name: str, here: dict[str, Path]) -> Face | None:
    font = _registered(name, here)
    if font is None:
        return None
    bold = _registered(BOLD[name], here) if name in BOLD else None
    return Face(font.fontName, (bold or font).fontName, frozenset(font.face.charToGlyph))


def _registered(name: str, here: dict[str, Path]) -> TTFont | None:
    if name not in here:
        return None
    try:
        font = TTFont(name, str(here[name]))
    except (TTFError, OSError):
        return None
    pdfmetrics.registerFont(font)
    return font


def _own_face() -> Face:
    """What reportlab brings: enough for Western Europe, and always there."""
    font = TTFont("Vera", "Vera.ttf")
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFont(TTFont("VeraBd", "VeraBd.ttf"))
    return Face("Vera", "VeraBd", frozenset(font.face.charToGlyph))


def _named_faces() -> tuple[Face, ...]:
    """Fonts that are not in the file: a reader has them, or one that stands for them."""
    kana = frozenset((*range(0x3000, 0x3100), *range(0xFF00, 0xFFF0)))
    hanzi = frozenset(range(0x4E00, 0xA000))
    hangul = frozenset((*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xAC00, 0xD7A4)))
    named = (("HeiseiKakuGo-W5", kana | hanzi), ("HYGothic-Medium", hangul))
    for name, _ in named:
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return tuple(Face(name, name, letters) for name, letters in named)
