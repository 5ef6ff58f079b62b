"""Reads a list of sentences out of a model's answer, in whatever form it came."""

# ruff: noqa: RUF001 - typographic quotes, dashes and full-width marks are what this is about.

import json
import re
from collections.abc import Iterator

from worker.engines.engine import Answer
from worker.summarising.boundaries import sentence_ends
from worker.summarising.words import content_stems

LONGEST_POINT = 600
_MARKER = re.compile(r"^\s*(?:[-*•–·]+|\(?\d{1,2}[.):]|#+|>)\s+")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FENCE = re.compile(r"^```\w*\s*|\s*```$")
_MARKUP = re.compile(r"\*\*|__|`|</?(?:document|notes|statements)>")
_ENDS = re.compile(r"[.!?。！？…][\"'”’»)\]]*$")
_FEWEST_STEMS = 2
_ECHOED = 0.9


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
    asked = content_stems(question, language)
    return tuple(_distinct(points, asked, language))


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
    text = " ".join(_MARKUP.sub("", _MARKER.sub("", point)).split())
    return text if len(text) <= LONGEST_POINT else ""


def _distinct(points: list[str], asked: frozenset[str], language: str) -> list[str]:
    """Points that say something, once, and something other than the question."""
    kept: list[str] = []
    seen: set[frozenset[str]] = set()
    for point in points:
        stems = content_stems(point, language)
        is_echo = len(stems & asked) >= _ECHOED * len(stems)
        if len(stems) >= _FEWEST_STEMS and not is_echo and stems not in seen:
            seen.add(stems)
            kept.append(point)
    return kept
