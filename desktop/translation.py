"""Words in the person's language: English stands in the code, other languages in Qt Linguist files.

Read without Qt, so that what has no window (errors, notices, letters) has the same words. They stay
English until a window chooses; the command line never does, for scripts read what it says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "translations"
SOURCE_LANGUAGE = "en"

Key = tuple[str, str]
"""A text and, where it is counted, its singular."""


def _plain(number: float) -> str:
    return f"{number:.1f}" if isinstance(number, float) else str(number)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language."""

    language: str = SOURCE_LANGUAGE
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """One form of each text, or two where it is counted: for one thing, for all other numbers."""
    number: Callable[[int | float], str] = _plain


def tr(text: str, /, **values: object) -> str:
    """A text in the person's language; `{name}` in it stands for a value."""
    found = _in_use.messages.get((text, ""))
    return _filled(found[0] if found else text, values)


def plural(many: str, one: str, n: int, /, **values: object) -> str:
    """The text for this number of things; `{n}` in it is the number."""
    forms = _in_use.messages.get((many, one)) or (one, many)
    return _filled(forms[0 if n == 1 else 1], {"n": n, **values})


def mark(text: str) -> str:
    """A text of a table, given to `tr` when it is shown: at import no language is chosen yet."""
    return text


def languages() -> list[str]:
    """The languages there are words in."""
    return [SOURCE_LANGUAGE, *sorted(path.stem.partition("_")[2] for path in _files())]


def use(language: str, number: Callable[[int | float], str] = _plain) -> None:
    """Speak this language from now on; `number` writes a number as people do where they live."""
    global _in_use  # one language a process, as with gettext and QTranslator
    _in_use = Catalogue(language, read(language), number)


def language_in_use() -> str:
    """The language that is spoken."""
    return _in_use.language


def read(language: str) -> dict[Key, tuple[str, ...]]:
    """The finished translations of a language; what has none stays English."""
    if language == SOURCE_LANGUAGE:
        return {}
    # Imported here: the window of most is in English, and is not to wait for it.
    from xml.etree import ElementTree

    found = {}
    for message in ElementTree.parse(FOLDER / f"sunto_{language}.ts").iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type"):
            continue
        forms = [form.text or "" for form in translation.iter("numerusform")]
        key = (message.findtext("source", ""), message.findtext("comment", ""))
        found[key] = tuple(forms) if forms else (translation.text or "",)
    return found


def _filled(text: str, values: Mapping[str, object]) -> str:
    if not values:
        return text
    number = _in_use.number
    shown = {k: number(v) if isinstance(v, int | float) else v for k, v in values.items()}
    return text.format(**shown)


def _files() -> list[Path]:
    return list(FOLDER.glob("sunto_*.ts"))


_in_use = Catalogue()
