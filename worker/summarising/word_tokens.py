"""A text as words, numbers and marks of punctuation, each with what can be told of it alone."""

# ruff: noqa: RUF001 - typographic quotes and dashes are what this is about.

import re
from collections.abc import Iterator
from dataclasses import dataclass

from worker.summarising.figures import in_digits, spelt
from worker.summarising.stop_words import STOP_WORDS
from worker.summarising.words import stem

_TOKEN = re.compile(
    r"\d{1,3}(?: \d{3})+(?![\d.,])|\d+(?:[.,'’]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[.,;:!?()–—%]"
)
_ORDINAL = re.compile(r"(?<!\d)(\d{1,2})\.(?= +[A-ZÄÖÜ])")
"""In German: `3. November`, `12. Tag`; its stop ends nothing."""

_TITLE = re.compile(
    r"\b(Mr|Mrs|Ms|St|Hr|Fr|Dipl|Ing|Mag|Arch|Rag|Mme|[Dd]r|[Pp]rof|[Dd]ott|[Ss]igg?|[Aa]vv|[Gg]eom)"
    r"\.(?= ?\w)"
)
"""The stop of a title ends nothing: `Dr. Fink`."""

_NOT = re.compile(r"(?i)\b(ca|wo|sha)?(n't|n’t)\b|\bcannot\b")
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_CITED = re.compile(r"\[[A-Z][A-Za-z+]{0,9}\d\d[a-z]?(?:, ?[A-Z][A-Za-z+]{0,9}\d\d[a-z]?)*\]")
"""`[Bro86]`: no part of what a sentence says."""

_SHOUTED_FROM = 4
"""Words in capitals, one after the other."""

_NAMED = frozenset(("stato", "section", "part", "paper", "text", "author", "parte", "testo"))
"""Stop words that, with a capital inside a sentence, are what it speaks of: *lo Stato*."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark of punctuation."""

    at: int
    word: str
    stem: str
    is_content: bool
    is_number: bool
    is_capital: bool
    clause: int
    """Counts the marks that end a clause, commas left out."""
    part: int
    """Counts those and commas."""
    owns: bool = False
    """Whether an *'s* follows that makes it an owner."""


def tokens_of(text: str, language: str) -> Iterator[Token]:
    """The words, numbers and marks of a text."""
    stop = STOP_WORDS.get(language, frozenset())
    clause = part = 0
    plain = _TITLE.sub(r"\1", _CITED.sub("", in_digits(text, language)))
    if language == "de":
        plain = _ORDINAL.sub(r"\1", plain)
    pairs = list(_words(plain, language))
    words = [word for word, _ in pairs]
    shouted = _shouted(words, stop)
    for at, (raw, owns) in enumerate(pairs):
        word = raw.casefold()
        is_number = raw[0].isdigit()
        is_word = is_number or raw[0].isalpha()
        if not is_word and raw != "%":
            part += 1
            clause += raw not in ",()" and not _goes_on(words, at)
        elif raw == "%":
            word = "percent"
        is_named = word in _NAMED and raw[0].isupper() and not raw.isupper() and at > 0
        is_stop = word in stop and not is_named
        yield Token(
            at=at,
            word=word,
            stem=spelt(word) if is_number else stem(word, language),
            is_content=is_word and not is_stop and (is_number or len(word) > 1),
            is_number=is_number,
            is_capital=raw[0].isupper() and at not in shouted,
            clause=clause,
            part=part,
            owns=owns,
        )


def _shouted(words: list[str], stop: frozenset[str]) -> set[int]:
    """Where words are set in capitals with all around them: there a capital makes no name.

    Names side by side have no *of* or *is* in capitals among them.
    """
    found: set[int] = set()
    run: list[int] = []
    for at, word in enumerate((*words, "end")):
        if word.isupper():
            run.append(at)
        elif word[0].isalpha():
            is_told = any(words[one].casefold() in stop for one in run)
            found.update(run if is_told and len(run) >= _SHOUTED_FROM else ())
            run = []
    return found


def _goes_on(words: list[str], at: int) -> bool:
    """Whether a mark ends no clause: `Abs. 1`, `04:20`."""
    before, behind = words[at - 1 : at], words[at + 1 : at + 2]
    if not behind:
        return False
    if words[at] == ":":
        return bool(before) and before[0].isdigit() and behind[0].isdigit()
    return words[at] == "." and not behind[0][0].isupper()


def _words(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """Each word, number or mark, and whether it is an owner's name."""
    if language == "en":
        text = _NOT.sub(_spelt_out, text)
    for raw in _TOKEN.findall(text):
        if raw[0].isdigit() or not ("'" in raw or "’" in raw):
            yield raw, False
            continue
        head, tail = re.split("['’]", raw, maxsplit=1)
        # `party's` is `party`; of `l'acqua` both parts are words.
        yield head, language == "en" and tail == "s"
        if language != "en" and tail:
            yield tail, False


def _spelt_out(match: re.Match[str]) -> str:
    if not match[2]:
        return "can not"
    return f"{_WHOLE.get((match[1] or '').casefold(), match[1] or '')} not"
