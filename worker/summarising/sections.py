"""The sections of a long summary: chunks in a row, under a heading of the document if any."""

import re
from collections.abc import Sequence
from itertools import pairwise

from worker.contract.summary import Claim, Section
from worker.summarising.chunks import Chunk
from worker.summarising.sentences import Sentence

FEWEST_CHUNKS = 4
"""A document of fewer chunks is short enough to be told in its points."""

CHUNKS_A_SECTION = 3
MOST_SECTIONS = 12
_NO_TITLES = re.compile(
    r"[\d.\s]*(?:references|bibliography|literature(?: cited)?|literatur(?:verzeichnis)?"
    r"|bibliografia|riferimenti(?: bibliografici)?|bibliographie|références|bibliografía"
    r"|referencias|referências|contents|table of contents|index|inhalt(?:sverzeichnis)?"
    r"|indice|sommario|sommaire|índice|acknowledge?ments?|danksagung)\W*",
    re.IGNORECASE,
)
_LONGEST_TITLE = 80
_FEWEST_LETTERS = 4


def groups(count: int) -> tuple[range, ...]:
    """`count` chunks in groups of about equal size; none for a short document."""
    if count < FEWEST_CHUNKS:
        return ()
    parts = min(MOST_SECTIONS, max(2, round(count / CHUNKS_A_SECTION)))
    edges = [round(count * at / parts) for at in range(parts + 1)]
    return tuple(range(start, end) for start, end in pairwise(edges))


def section(chunks: Sequence[Chunk], claims: Sequence[Claim], taken: set[str]) -> Section:
    """One section; its title is empty where the document gives none that is not taken yet."""
    title = _title(chunks, taken)
    taken.add(title)
    first, last = chunks[0].pages[0], max(chunk.pages[1] for chunk in chunks)
    return Section(title=title, pages=(first, last), points=tuple(claims))


def _title(chunks: Sequence[Chunk], taken: set[str]) -> str:
    """The heading with the most text under it."""
    best, most = "", 0
    current, size = "", 0
    for sentence in (one for chunk in chunks for one in chunk.sentences):
        if sentence.is_heading:
            current, size = (sentence.text if _is_title(sentence) else current), 0
            continue
        size += len(sentence.text)
        if current and current not in taken and size > most:
            best, most = current, size
    return best


def _is_title(sentence: Sentence) -> bool:
    letters = sum(map(str.isalpha, sentence.text))
    fits = len(sentence.text) <= _LONGEST_TITLE and letters >= _FEWEST_LETTERS
    return fits and not _NO_TITLES.fullmatch(sentence.text)
