"""A second opinion on claims that shares no code with the check: letters instead of words.

A claim is right for it when most of its runs of four letters stand in three neighbouring sentences
of the text, all its digits and capitalised words stand there too, and a negation stands in both or
in neither.
"""

import re
import unicodedata
from collections.abc import Sequence

RUN = 4
SHARE_FROM = 0.55
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_CAPITALS = re.compile(r"(?<=[a-zà-ü,] )[A-Z][\w]+")
_DENIALS = re.compile(
    r"\b(not|no|never|neither|nor|cannot|without|non|nessun\w*|né|senza|nicht|kein\w*|ohne|in\w{5,}"
    r"|un\w{5,}|only|except|nur|solo|soltanto|ausgenommen|vietat\w|prohibit\w*|fail\w*)\b|n['\u2019]t\b",
    re.IGNORECASE,
)


def is_right(claim: str, sentences: Sequence[str]) -> bool:
    """Whether some three sentences in a row say what a claim says."""
    runs = _runs(claim)
    if not runs:
        return False
    windows = [" ".join(sentences[at : at + 3]) for at in range(max(1, len(sentences) - 2))]
    return any(_says(window, claim, runs) for window in windows)


def _says(window: str, claim: str, runs: frozenset[str]) -> bool:
    if len(runs & _runs(window)) < SHARE_FROM * len(runs):
        return False
    plain = _plain(window)
    figures = {one.replace(",", "").replace(".", "") for one in _DIGITS.findall(claim)}
    there = {one.replace(",", "").replace(".", "") for one in _DIGITS.findall(window)}
    capitals = {_plain(one)[:6] for one in _CAPITALS.findall(claim)}
    return (
        figures <= there
        and all(one in plain for one in capitals)
        and (not _DENIALS.search(claim) or bool(_DENIALS.search(window)))
    )


def _runs(text: str) -> frozenset[str]:
    words = _plain(text).split()
    return frozenset(word[at : at + RUN] for word in words for at in range(len(word) - RUN + 1))


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char if char.isalnum() else " " for char in split if char.isascii())
