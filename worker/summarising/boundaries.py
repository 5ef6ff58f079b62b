"""Where sentences end: full stops that are not part of an abbreviation, a number or a name."""

# ruff: noqa: RUF001 - typographic quotes, dashes and full-width marks are what this is about.

import re
from collections.abc import Iterator

_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?:[ \u00a0\u202f]»)?(?=\s)|[。！？][」』”’）]*"
)
_LETTER_STOP = re.compile(r"[^\W\d_]\.")
_TOKEN = re.compile(r"(?<!\S)\S+$")
_LOOK_BACK = 80
"""Characters; no abbreviation is longer, and text without spaces must not cost its square."""

_MONTHS = re.compile(
    r"(?:Jan|Feb|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec|Gen|Mag|Giu|Lug|Ago|Set|Ott"
    r"|Dic|Jahrhundert|Jh|Kapitel|Abschnitt|Auflage|Tag|Monat)"
)
_ABBREVIATIONS_BY_LANGUAGE = {
    "en": """
        dr mr mrs ms prof rev hon gen sen rep st jr sr vs etc e.g i.e cf al et.al ca approx
        eds trans inc ltd corp dept univ assn resp viz u.s u.k a.m p.m ph.d m.sc b.sc jan
        feb mar apr jun jul aug sept oct nov dec""",
    "de": """
        bzw z.b d.h u.a u.ä usw ggf evtl inkl exkl bspw sog vgl str hrsg aufl jh gem lt zzgl
        abzgl mind mio mrd dgl i.d.r i.s.d i.v.m o.ä z.t v.a tel bgbl
        bundesgesetzbl""",
    "it": """
        sig sigg sig.ra dott dott.ssa avv prof.ssa ecc cfr ss segg op cit d.l d.lgs d.p.r
        g.u l.cost""",
    "fr": """
        mm mme mlle c.-à-d env éd réf boul p.ex""",
    "es pt": """
        sra srta dra ud uds ej p.ej aprox exmo exma ilmo av.ª""",
}
_ABBREVIATIONS = frozenset(" ".join(_ABBREVIATIONS_BY_LANGUAGE.values()).split())
_BEFORE_NUMBERS = frozenset(
    part
    for line in (
        "no nos p pp fig figs eq eqs sec secs ch chap vol ref refs ex nr abs art artt s bd ziff",
        "buchst max min pag pagg pág págs cap capp n nn co comma lett num núm par tab teil ed v r",
    )
    for part in line.split()
)
"""Abbreviations only in front of a number; some are words of their own elsewhere."""


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Indices behind the sentences that end inside a block."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, begin, match, end):
            yield match.end()
            begin = match.end()


def _ends_sentence(text: str, begin: int, match: "re.Match[str]", end: int) -> bool:
    following = text[match.end() : min(end, match.end() + 40)].lstrip()
    if not following:
        return False
    stop = match.group()
    if stop[0] in "。！？":
        return True
    if following.lstrip("\"'“‘«„([")[:1].islower():
        return False
    before = text[max(begin, match.start() - _LOOK_BACK) : match.start()]
    return stop[0] in "!?" or not _belongs_to_word(before, stop, following)


def _belongs_to_word(before: str, stop: str, following: str) -> bool:
    """Whether the stop is part of an abbreviation, an initial, an ordinal or an entry's number."""
    found = _TOKEN.search(before)
    if found is None or len(stop) > 1:
        return stop.startswith("..") and found is None
    token = re.split(r"[\"'’“‘«„(\[]", found.group())[-1].casefold()
    is_first = not before[: found.start()].strip()
    if token.isdigit():
        return (is_first and len(token) <= 3) or bool(_MONTHS.match(following))
    if len(token) == 1 and token.isalpha():
        is_initial = found.group()[-1].isupper() or bool(_LETTER_STOP.match(following))
        return is_first or is_initial or following[0].isdigit()
    if token in _BEFORE_NUMBERS and following[0].isdigit():
        return True
    return token in _ABBREVIATIONS or (is_first and bool(re.fullmatch(r"[\d.]+|[ivx]+", token)))
