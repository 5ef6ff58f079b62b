"""Numbers and dates of a text in one spelling, so that they can be compared.

`1,000`, `1.000`, `1 000` and `one thousand` are 1000; `1 March 2024` and `01.03.2024` are one date;
`Article IV` is Article 4. Number words are read by text2num.
"""

# ruff: noqa: RUF001 - typographic quotes and dashes are what this is about.

import re
import unicodedata
from collections.abc import Iterator

from text_to_num import alpha2digit

_WORD_LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "nl", "pt"})
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.,])|\d+(?:[.,'’]\d+)*")
_UNSPACED = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’ ]\d{3})+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|ª|º|er|re|e|de)\b|\d+\.(?=\s+\w)")
_MAGNITUDES = {
    1_000: "thousand tausend tsd mila mille mil duizend",
    1_000_000: "million millions millionen mio milione milioni millón millones milhão milhões"
    " miljoen",
    1_000_000_000: "billion billions milliarde milliarden mrd miliardo miliardi milliard milliards"
    " bilhão bilhões miljard",
}
_FACTORS = {word: factor for factor, words in _MAGNITUDES.items() for word in words.split()}
_MAGNITUDE = re.compile(rf"(\d+(?:[.,]\d+)*)[ -]({'|'.join(_FACTORS)})\b\.?", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:first|erst\w*|prim[oaie]|premi(?:er|ère)s?|primer[oa]?s?|primeir[oa]s?"
    r"|(?-i:Dritte[nrs]?))\b",
    re.IGNORECASE,
)
"""*First* is a word of order and the opposite of *last*, a German *Dritter* is somebody else: no
number is made of them."""

_COMPOUND = re.compile(
    r"\b(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)"
    r"(?=(?:monat|jähr|wöch|täg|stünd|minüt|stell|seit)\w)",
    re.IGNORECASE,
)
"""*Sechsmonatig* is six months."""

_PERCENT = re.compile(r" (?:per ?cent[oi]?|vom hundert|pour cent|por cien(?:to)?|prozent)\b", re.I)
"""The hundred in *per cento* is no number."""

_MASK = "\u2060"
_ROMAN = re.compile(
    r"\b(articles?|articol[io]|artikel|artículo|artigo|art\.|sections?|sezione|abschnitt|sección"
    r"|chapter|kapitel|capitolo|chapitre|capítulo|part[es]?|teil|titl?e|titolo|titre|título|annex"
    r"|anhang|allegato|annexe|appendix|phase|type|stufe|volume|table|figure) ([IVXLC]+)\b",
    re.IGNORECASE,
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_MONTHS = (
    "january|jan|januar|jänner|gennaio|janvier|enero|janeiro|januari",
    "february|feb|februar|febbraio|février|febrero|fevereiro|februari",
    "march|mar|märz|marzo|mars|março|maart",
    "april|apr|aprile|avril|abril",
    "may|mai|maggio|mayo|maio|mei",
    "june|jun|juni|giugno|juin|junio|junho",
    "july|jul|juli|luglio|juillet|julio|julho",
    "august|aug|agosto|août|augustus",
    "september|sept|sep|settembre|septembre|septiembre|setembro",
    "october|oct|oktober|okt|ottobre|octobre|octubre|outubro",
    "november|nov|novembre|noviembre|novembro",
    "december|dec|dezember|dez|dicembre|décembre|diciembre|dezembro",
)
_MONTH_NUMBERS = {
    name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")
}
_NAMES = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?,? (?:of |de )?)?"
    rf"(?P<m>{_NAMES})\b\.?(?: ?,? ?(?:of |de |del )?(?P<y>\d{{4}})\b)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<m>{_NAMES})\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?: ?[–-] ?\d{{1,2}}\b)?"
    r"(?: ?,? ?(?P<y>\d{4})\b)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)")

_Date = tuple[str, int, str]
"""Year and day as digits or empty, the month."""


def in_digits(text: str, language: str) -> str:
    """`text` with its number words, magnitudes and Roman numerals in digits."""
    plain = _ROMAN.sub(_arabic, " ".join(unicodedata.normalize("NFKC", text).split()))
    plain = _PERCENT.sub(" %", plain)
    if language == "de":
        plain = _COMPOUND.sub(r"\1 ", plain)
    plain = _MAGNITUDE.sub(_multiplied, plain)
    if language not in _WORD_LANGUAGES:
        return plain
    masked = _FIRST.sub(lambda match: match[0][0] + _MASK + match[0][1:], plain)
    return str(alpha2digit(masked, language, threshold=0)).replace(_MASK, "")


def numbers(text: str, language: str = "") -> frozenset[str]:
    """The numbers that `text` claims; number words only where `language` is given.

    A date is one number (`2024-03-01`). `one` and ordinals in words are seldom meant as numbers.
    """
    plain = in_digits(text, "")
    dates, rest = _split_dates(plain, language)
    found = {_iso(*date) for date in dates} | {spelt(one) for one in _NUMBER.findall(rest)}
    if language in _WORD_LANGUAGES:
        worded = _ORDINAL.sub(" ", _split_dates(in_digits(text, language), language)[1])
        found |= {spelt(one) for one in _NUMBER.findall(worded)} - {"0", "1"}
    return frozenset(found)


def shown_numbers(text: str, language: str = "") -> frozenset[str]:
    """The numbers that `text` can show: also parts of dates, ordinals, and other readings."""
    plain = in_digits(text, "")
    found = {spelt(one) for one in _NUMBER.findall(plain)}
    for read in (plain, text):
        found |= {spelt(one) for one in _UNSPACED.findall(read)}
    if language in _WORD_LANGUAGES:
        found |= {spelt(one) for one in _NUMBER.findall(in_digits(text, language))}
    for date in (*_split_dates(plain, language)[0], *_turned(plain)):
        found |= set(_parts(*date))
    return frozenset(found)


def is_month(word: str) -> bool:
    """Whether a word is the name of a month."""
    return word in _MONTH_NUMBERS


def spelt(number: str) -> str:
    """One number without grouping and superfluous zeros, with a point before its decimals."""
    bare = re.sub(r"['’ ]", "", number)
    if _GROUPED.fullmatch(number) and not bare.startswith("0") and len(set(bare) & set(".,")) < 2:
        return re.sub(r"[.,]", "", bare)
    if "," in bare and "." in bare:
        point = max(bare.rfind(","), bare.rfind("."))
        bare = re.sub(r"[.,]", "", bare[:point]) + "." + bare[point + 1 :]
    bare = bare.replace(",", ".")
    if bare.count(".") == 1:
        bare = bare.rstrip("0").rstrip(".")
    return re.sub(r"^0+(?=\d)", "", bare)


def _arabic(match: re.Match[str]) -> str:
    values = [_ROMAN_VALUES[letter] for letter in match[2].upper()]
    following = [*values[1:], 0]
    total = sum(-a if a < b else a for a, b in zip(values, following, strict=True))
    return f"{match[1]} {total}"


def _multiplied(match: re.Match[str]) -> str:
    try:
        value = float(spelt(match[1])) * _FACTORS[match[2].casefold()]
    except ValueError:
        return match[0]
    return str(round(value))


def _split_dates(text: str, language: str) -> tuple[list[_Date], str]:
    """The dates of a text, and the text without them."""
    dates: list[_Date] = []

    def take(match: re.Match[str]) -> str:
        found = match.groupdict()
        if not found["d"] and not found["y"]:
            return match[0]
        name = found["m"].casefold()
        month = int(name) if name.isdecimal() else _MONTH_NUMBERS[name]
        dates.append((found["y"] or "", month, found["d"] or ""))
        return " "

    def take_numeric(match: re.Match[str]) -> str:
        first, second = int(match[1]), int(match[3])
        is_month_first = language == "en" and match[2] == "/" and first <= 12
        day, month = (second, first) if is_month_first or second > 12 else (first, second)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return match[0]
        dates.append((match[4], month, str(day)))
        return " "

    rest = _NUMERIC.sub(take_numeric, _ISO.sub(take, text))
    return dates, _DAY_FIRST.sub(take, _MONTH_FIRST.sub(take, rest))


def _turned(text: str) -> Iterator[_Date]:
    """Numeric dates with day and month the other way round: which is which cannot be told."""
    for first, _, second, year in _NUMERIC.findall(text):
        for day, month in ((first, second), (second, first)):
            if 1 <= int(month) <= 12:
                yield year, int(month), day


def _iso(year: str, month: int, day: str) -> str:
    return "-".join(part for part in (year, f"{month:02}", f"{int(day):02}" if day else "") if part)


def _parts(year: str, month: int, day: str) -> Iterator[str]:
    """A date, and what it also says."""
    yield _iso(year, month, day)
    if year:
        yield year
        yield _iso(year, month, "")
    if day:
        yield str(int(day))
        yield _iso("", month, day)
