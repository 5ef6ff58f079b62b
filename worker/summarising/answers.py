"""Reads a list of sentences out of a model's answer, in whatever form it came."""

# ruff: noqa: RUF001 - typographic quotes, dashes and full-width marks are what this is about.

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from worker.engines.engine import Answer
from worker.summarising.boundaries import sentence_ends
from worker.summarising.stop_words import STOP_WORDS
from worker.summarising.words import content_stems, detect_language

LONGEST_POINT = 600
_MARKER = re.compile(r"^\s*(?:[-*•–·]+|\(?\d{1,2}[.):]|#+|>)\s+")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CITED = re.compile(r"\s*\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\](?=\s*[.!?]?\s*$)")
_FENCE = re.compile(r"^```\w*\s*|\s*```$")
_MARKUP = re.compile(r"\*\*|__|`|</?(?:document|notes|statements)>")
_ENDS = re.compile(r"[.!?。！？…][\"'”’»)\]]*$")
_FEWEST_STEMS = 2
_TELLING_WORDS = 12
"""Fewer words do not tell their language for sure."""

_FEWEST_WORDS = 4
_WORDS_OF_A_LINE = 6
"""A line without a full stop and with fewer words is a heading or a label."""

_ECHOED = 0.9
_ECHOED_RUN = 6
"""This many words in a row out of the question are an echo of it."""

_DISTINCT = 0.5
_DISTINCT_FROM = 12
"""Of this many words or more, at least half must be different ones."""

_NUMBERED_TITLE = re.compile(r"[^\W\d_]+ \d+[:.] ")
_SURELY = 0.9
"""A heading such as *Part 2: Rules for Members* to which a model has put a full stop."""

_LIST_FROM = 8
_WORDS_A_COMMA = 3
"""With fewer words to a comma, a line of many words is a list of catchwords."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_ABOUT = (
    r"(?:(?:this|the) (?:text|document|passage|section|article|paper|summary|statement|notes?)"
    r"|(?:dieser|der) (?:text|abschnitt|artikel)|(?:dieses|das) dokument"
    r"|(?:questo|il) (?:testo|documento|articolo|brano)"
    r"|(?:ce|le) (?:texte|document|passage)"
    r"|(?:este|el|o) (?:texto|documento|artículo|artigo))"
)
_THAT = re.compile(
    rf"{_ABOUT}\s+(?:also |further |clearly )?(?:states?|says?|explains?|notes?|mentions?|shows?"
    r"|indicates?|adds?|emphasi[sz]es|highlights|besagt|erklärt|erwähnt|afferma|spiega|indique"
    r"|explique|dice|afirma|explica|diz),? (?:that|dass|che|que)\s+(?=\S)",
    re.IGNORECASE,
)
"""What a statement loses nothing without."""

_TELLS_OF = re.compile(
    rf"{_ABOUT}\s+(?:also |further |then |briefly )?(?:discuss|describ|outlin|provid|cover"
    r"|highlight|mention|explor|emphasi|summari|focus|delv|touch|contain|appear|seem|talk"
    r"|is (?:about|a (?:summary|description|discussion|list))"
    r"|beschreibt|behandelt|erläutert|enthält|handelt"
    r"|descrive|tratta|presenta|discute|contiene|décrit|traite|présente|describe|trata|descreve"
    r"|apresenta)",
    re.IGNORECASE,
)
"""How sentences begin that tell what a text is about, and not what it says."""


def points_of(answer: Answer, *, question: str, language: str) -> tuple[str, ...]:
    """The sentences of an answer: no empty ones, no repeated ones, none out of the question.

    `question` is the prompt without the text it is about. A sentence that the token limit cut off
    is no sentence.
    """
    raw = _FENCE.sub("", answer.text.strip())
    found, is_complete = _strings(raw)
    if not found:
        found, is_complete = _lines(raw), not answer.stopped_by_limit
    points = [point for one in found if (point := _tidy(one))]
    if points and answer.stopped_by_limit and not is_complete and not _ENDS.search(points[-1]):
        points.pop()
    points = [_ended(point) for point in points if _is_statement(point)]
    asked = _Question(content_stems(question, language), _runs(question))
    return tuple(_distinct(points, asked, language))


def usable(answer: Answer, *, question: str, language: str) -> tuple[str, ...]:
    """`points_of` an answer, or none if it is in another language.

    Sentences that tell what the text is about give way to those that tell what it says.
    """
    points = points_of(answer, question=question, language=language)
    if not speaks(" ".join(points), language):
        return ()
    return tuple(point for point in points if not is_about_the_text(point)) or points


def speaks(text: str, language: str) -> bool:
    """Whether a text may be in a language; of a few words, or one unknown, nothing is told."""
    if language not in STOP_WORDS or len(text.split()) < _TELLING_WORDS:
        return True
    return detect_language(text) == language


def is_about_the_text(point: str) -> bool:
    """Whether a sentence tells what the text is about, and not what it says."""
    return bool(_TELLS_OF.match(point))


@dataclass(frozen=True, slots=True)
class _Question:
    """What an answer must not be made of."""

    stems: frozenset[str]
    runs: frozenset[tuple[str, ...]]


def _strings(raw: str) -> tuple[list[str], bool]:
    """The strings of a JSON answer, also of one that was cut off, and whether it is complete."""
    try:
        value = json.loads(raw)
    except ValueError:
        if not raw.startswith(("{", "[")):
            return [], True
        body = raw.partition("[")[2] or raw
        return [_unescaped(text) for text in _STRING.findall(body)], True
    return list(_strings_in(value)), True


def _unescaped(text: str) -> str:
    """The inside of a JSON string; as it stands if its escapes are broken."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _strings_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in _strings_in(item)]
    return []


def _lines(raw: str) -> list[str]:
    """The entries of a bulleted list; without bullets, the sentences."""
    lines = [line for line in raw.splitlines() if line.strip()]
    marked = [line for line in lines if _MARKER.match(line)]
    return marked or [sentence for line in lines for sentence in _sentences(line)]


def _sentences(line: str) -> Iterator[str]:
    start = 0
    for end in (*sentence_ends(line, 0, len(line)), len(line)):
        yield line[start:end]
        start = end


def _tidy(point: str) -> str:
    text = " ".join(_MARKUP.sub("", _CITED.sub("", _MARKER.sub("", point))).split())
    bare = _THAT.sub("", text, count=1) if _THAT.match(text) else text
    if bare != text:
        text = bare[:1].upper() + bare[1:]
    return text if len(text) <= LONGEST_POINT else ""


def _is_statement(point: str) -> bool:
    """Whether it can be a sentence: no heading, no label, no loop, no middle of another one."""
    if _UNSPACED.search(point):
        return not point.endswith((":", "："))
    words = point.casefold().split()
    if point.endswith((":", ";", ",")) or len(words) < _FEWEST_WORDS or point[0].islower():
        return False
    if not _ENDS.search(point) and (len(words) < _WORDS_OF_A_LINE or _is_title(point)):
        return False
    if _NUMBERED_TITLE.match(point) and _is_title(point, _SURELY):
        return False
    if point.count(",") * _WORDS_A_COMMA > len(words) >= _LIST_FROM:
        return False
    return len(words) < _DISTINCT_FROM or len(set(words)) >= _DISTINCT * len(words)


def _is_title(line: str, share: float = 0.7) -> bool:
    """Whether most longer words of a line are written large, as in a heading."""
    longer = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return line.isupper() or sum(word[0].isupper() for word in longer) > share * len(longer)


def _ended(point: str) -> str:
    return point if _ENDS.search(point) or _UNSPACED.search(point) else f"{point}."


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(
        tuple(words[at : at + _ECHOED_RUN]) for at in range(len(words) - _ECHOED_RUN + 1)
    )


def _distinct(points: list[str], asked: _Question, language: str) -> list[str]:
    """Points that say something, once, and something other than the question."""
    kept: list[str] = []
    seen: set[frozenset[str]] = set()
    for point in points:
        stems = content_stems(point, language)
        is_echo = len(stems & asked.stems) >= _ECHOED * len(stems) or bool(
            asked.runs & _runs(point)
        )
        if len(stems) >= _FEWEST_STEMS and not is_echo and stems not in seen:
            seen.add(stems)
            kept.append(point)
    return kept
