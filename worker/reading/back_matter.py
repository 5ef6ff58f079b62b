"""Lists that a summary does not need: tables of contents, references, indexes.

Each must have its heading or its marks, and its lines must look like entries: of what is wrongly
left out nothing can be said. A list ends where its entries end, so that an appendix behind the
references is still read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from worker.reading.pages import Kind, LeftOut, PageText
from worker.reading.text_lines import line_ranges

_NUMBERED = r"(?:(?:\d{1,2}|[A-Z]|[IVX]{1,5})[.)]?\s+)?(?:§\s*)?"
_REFERENCES = re.compile(
    _NUMBERED
    + r"(?:list of |selected |cited )?(?:references(?: and notes| cited)?|bibliograph(?:y|ie)"
    r"|works cited|literature(?: cited)?|sources|notes and references"
    r"|(?:(?:references|bibliography|sources) and )?further reading"
    r"|(?:quellen-? und )?literatur(?:verzeichnis|angaben|nachweise)?|quellen(?:verzeichnis)?"
    r"|weiterführende literatur|zitierte literatur"
    r"|bibliografia(?: e sitografia| essenziale| generale)?|sitografia|opere citate"
    r"|riferimenti(?: bibliografici)?"
    r"|références(?: bibliographiques)?|ouvrages cités|bibliographie (?:sommaire|sélective)"
    r"|referencias(?: bibliográficas)?|bibliografía(?: consultada)?|obras citadas"
    r"|fuentes(?: consultadas)?|referências(?: bibliográficas)?"
    r"|literatuur(?:lijst)?|referenties)\s*:?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:table of )?contents|list of (?:figures|tables|algorithms)|inhalt(?:sverzeichnis)?"
    r"|inhaltsübersicht|abbildungsverzeichnis|tabellenverzeichnis|indice(?: generale)?|sommario"
    r"|table des matières|sommaire|índice(?: general)?|contenido|tabla de contenidos?|sumário"
    r"|inhoud(?:sopgave)?",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"(?:subject |author |name |general )?index(?: of [\w ]{3,30})?|stichwortverzeichnis"
    r"|sachregister|namensregister|register|index des noms|indice analitico|índice alfabético"
    r"|índice remissivo",
    re.IGNORECASE,
)
_NUMERAL = r"(?P<page>\d{1,4}|[ivxlc]{1,6})"
_CONTENTS_ENTRY = re.compile(
    rf"\S.*?(?:\s*(?:\.\s?|·\s?|…\s?|_){{3,}}\s*|\s+|\s*[”\"„]\s*){_NUMERAL}", re.IGNORECASE
)
_LEADERS = re.compile(rf"\S.*?(?:\.\s?|·\s?|…\s?){{4,}}\s*{_NUMERAL}", re.IGNORECASE)
_INDEX_PAGES = r"\d{1,4}(?:\s*[\u2013-]\s*\d{1,4})?(?:f{1,2}\.?)?"
_INDEX_ENTRY = re.compile(rf".{{1,70}}?[,\s]\s*{_INDEX_PAGES}(?:\s*,\s*{_INDEX_PAGES})*\s*,?")
_LABEL = re.compile(r"\[[\w+*.-]{1,12}(?:,? ?\d{2,4}\w?)?\]\s*\S|\(?\d{1,3}[.)]\s+\S")
_CITED = re.compile(
    r"\b(?:19|20)\d\d[a-z]?\b|\bpp?\.\s?\d|\bvol\.|\bno\.\s?\d|\bproc(?:\.|eedings)"
    r"|\bet al\b|\bIn:? [A-Z]|\bPress\b|\bdoi\b|https?:|arxiv|\bJournal\b"
    r"|\bTrans(?:\.|actions)|\bConf(?:\.|er)"
    r"|\b[A-Z]\.(?:[ -]?[A-Z]\.)*,? [A-Z][a-z]+|\b[A-Z][a-z]+, [A-Z]\.|\bSymposium\b|\bSpringer\b"
    r"|\beditors?\b|\bVerlag\b|\d+\(\d+\)|\d+[–-]\d+[.,]?$|technical report|\bthesis\b|\bISBN\b"  # noqa: RUF001
)
_NEXT_HEADING = re.compile(
    r"(?i:appendi(?:x|ces)|anhang|annex(?:es)?|allegat[oi]|appendice|annexe|apéndice|apêndice"
    r"|supplement(?:ary|al)?|acknowledge?ments?|danksagung|about the authors?|glossar\w*"
    r"|checklist)\b"
    r"[^.,\d]{0,60}(?:\d{0,2}|[A-Z])[.:]?|A(?:\.\d)*[.:]?\s+[A-Z][a-z][^.,\d\[\]]{3,60}"
)

_WINDOW = 12
_ENOUGH = 0.34
"""Share of a window's lines that must look like parts of references; of running text about one in
twenty does."""

_FEWEST_ENTRIES = 4
_LEAST_LEFT = 0.25
"""Share of a document's letters that must be left, or the lists are the document."""


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    start: int
    end: int
    text: str


def lists_of(pages: Sequence[PageText]) -> dict[int, tuple[LeftOut, ...]]:
    """What to leave out of which page (by its number)."""
    lines = [line for page in pages for line in _lines(page)]
    kinds: dict[int, Kind] = {}
    for kind, find in _FINDERS:
        for start, end in find(lines):
            kinds |= {at: kind for at in range(start, end) if at not in kinds}
    if not kinds or not _leaves_enough(lines, kinds):
        return {}
    found: dict[int, list[LeftOut]] = {}
    for at, kind in sorted(kinds.items()):
        line = lines[at]
        found.setdefault(line.page, []).append(LeftOut(line.start, line.end, kind))
    return {number: tuple(each) for number, each in found.items()}


def _lines(page: PageText) -> Iterator[_Line]:
    shown = page.shown
    for start, end in line_ranges(shown):
        yield _Line(page.number, start, end, shown[start:end])


def _leaves_enough(lines: Sequence[_Line], kinds: dict[int, Kind]) -> bool:
    whole = sum(len(line.text) for line in lines)
    out = sum(len(lines[at].text) for at in kinds)
    return whole - out >= _LEAST_LEFT * whole


def _references(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Lists of references: a heading, then line after line that names works."""
    at = 0
    while at < len(lines):
        if not _REFERENCES.fullmatch(lines[at].text):
            at += 1
            continue
        end = _end_of_references(lines, at + 1)
        if end - at > _FEWEST_ENTRIES:
            yield at, end
        at = max(end, at + 1)


def _end_of_references(lines: Sequence[_Line], start: int) -> int:
    """The line behind the last one that names a work; an appendix ends the list."""
    marks = [_names_work(line.text) for line in lines[start:]]
    last = 0
    for at in range(len(marks)):
        if _is_heading(lines, start + at) and not _goes_on(marks, at + 1):
            break
        window = marks[at : at + _WINDOW]
        if sum(window) < _ENOUGH * len(window) and not any(marks[at : at + 2]):
            break
        last = at + 1 if marks[at] or _is_inside(marks, at) else last
    return start + last


def _is_heading(lines: Sequence[_Line], at: int) -> bool:
    """Whether an appendix or the like begins here, and not in the middle of an entry."""
    before = lines[at - 1]
    ended = before.text.endswith((".", "]", ")", "/")) or before.page != lines[at].page
    return ended and bool(_NEXT_HEADING.fullmatch(lines[at].text))


def _names_work(text: str) -> bool:
    return bool(_LABEL.match(text) or _CITED.search(text))


def _goes_on(marks: Sequence[bool], at: int) -> bool:
    window = marks[at : at + _WINDOW]
    return bool(window) and sum(window) >= 0.6 * len(window)


def _is_inside(marks: Sequence[bool], at: int) -> bool:
    """Whether a line without a mark of its own stands between lines that have one."""
    return any(marks[at + 1 : at + 4])


def _contents(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Tables of contents: under a heading, or told by their leaders alone."""
    at = 0
    while at < len(lines):
        headed = bool(_CONTENTS.fullmatch(lines[at].text))
        entry = _CONTENTS_ENTRY if headed else _LEADERS
        start = at + headed
        end = _end_of_contents(lines, start, entry)
        if end - start >= _FEWEST_ENTRIES:
            yield at, end
            at = end
        else:
            at += 1


def _index(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Indexes, which stand in the last third of a document."""
    at = 0
    while at < len(lines):
        if _INDEX.fullmatch(lines[at].text) and at > len(lines) * 0.6:
            end = _end_of_index(lines, at + 1)
            if end - at > 2 * _FEWEST_ENTRIES:
                yield at, end
                at = end
                continue
        at += 1


def _end_of_contents(lines: Sequence[_Line], start: int, entry: "re.Pattern[str]") -> int:
    """The line behind the last entry: one may take several lines, and their pages only grow."""
    last = at = start
    page = 0
    while at < len(lines) and at - last <= 2:
        found = entry.fullmatch(lines[at].text.strip())
        if found:
            number = int(found["page"]) if found["page"].isdecimal() else 0
            if number and number < page:
                break
            last, page = at + 1, max(number, page)
        at += 1
    return last


def _end_of_index(lines: Sequence[_Line], start: int) -> int:
    """The line behind the last entry; headwords without a page stand between entries."""
    marks = [bool(_INDEX_ENTRY.fullmatch(line.text)) for line in lines[start:]]
    last = 0
    for at in range(len(marks)):
        window = marks[at : at + _WINDOW]
        if sum(window) < len(window) / 2:
            break
        last = at + 1
    return start + last


_FINDERS: tuple[tuple[Kind, Callable[[Sequence[_Line]], Iterator[tuple[int, int]]]], ...] = (
    (Kind.CONTENTS, _contents),
    (Kind.INDEX, _index),
    (Kind.REFERENCES, _references),
)
