"""Picks the most telling sentences of a text by plain code.

A sentence tells much when it holds the words that the text keeps coming back to. This serves where
there is no time to show a model everything, and where a model had nothing usable to say.
"""

# ruff: noqa: RUF001 - typographic quotes and full-width marks are what this is about.

import math
import re
from collections import Counter
from collections.abc import Sequence

from worker.summarising.sentences import Sentence
from worker.summarising.words import content_stems

FEWEST_WORDS, MOST_WORDS = 6, 50
_FEWEST_LETTERS = 0.7
"""Share of letters among the characters that are no space: less is a table or a formula."""

_CANDIDATES_A_PICK = 12
"""Of the best sentences, how many are weighed against what is already picked."""

_EARLY = 0.1
_EARLY_BONUS, _OPENING_BONUS = 1.3, 1.1
_SAID_ALREADY = 0.25
_LENGTH_SMOOTHING = 6
_ONCE = 0.1
"""What a word that the text never comes back to counts, beside one that is there again."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_END = re.compile(r"[.!?。！？…][\"'”’»)\]]*$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{4}")
_FEWEST_UNSPACED = 10


def most_telling_sentences(
    sentences: Sequence[Sentence], count: int, language: str, most_characters: float = math.inf
) -> tuple[Sentence, ...]:
    """At most `count` sentences that stand for the text, in its order.

    None is taken on when the others have `most_characters` or more together. Whole sentences are
    preferred; where there is none, lines and headings must do. None only for text without a word.
    """
    for wanted in (_is_whole, _has_words, _has_any_word):
        places = [at for at, one in enumerate(sentences) if wanted(one)]
        if places:
            chosen = _choose(sentences, places, count, language, most_characters)
            return tuple(sentences[at] for at in sorted(chosen))
    return ()


def _is_whole(sentence: Sentence) -> bool:
    """Whether it reads as a sentence, not as a heading, a table row or a formula."""
    text = sentence.text
    dense = re.sub(r"\s", "", text)
    if sentence.is_heading or not _END.search(text) or not (text[0].isalpha() or text[0] in '"“„«'):
        return False
    if sum(map(str.isalpha, dense)) < _FEWEST_LETTERS * len(dense) or text[0].islower():
        return False
    words = len(_WORD.findall(text))
    is_unspaced = _UNSPACED.search(text) and len(dense) >= _FEWEST_UNSPACED
    return bool(is_unspaced) or FEWEST_WORDS <= words <= MOST_WORDS


def _has_words(sentence: Sentence) -> bool:
    return not sentence.is_heading and len(_WORD.findall(sentence.text)) >= 2


def _has_any_word(sentence: Sentence) -> bool:
    return any(map(str.isalnum, sentence.text))


def _choose(
    sentences: Sequence[Sentence],
    places: Sequence[int],
    count: int,
    language: str,
    most_characters: float,
) -> list[int]:
    stems = {at: content_stems(sentences[at].text, language) for at in places}
    weights = _weights(list(stems.values()))
    bonus = {at: _bonus(sentences[at], at, len(sentences)) for at in places}

    def worth(at: int, said: set[str]) -> float:
        told = sum(weights[one] * (_SAID_ALREADY if one in said else 1.0) for one in stems[at])
        return bonus[at] * told / (len(stems[at]) + _LENGTH_SMOOTHING)

    best = sorted(places, key=lambda at: -worth(at, set()))[: count * _CANDIDATES_A_PICK]
    chosen: list[int] = []
    said: set[str] = set()
    room = most_characters
    while best and len(chosen) < count and room > 0:
        next_one = max(best, key=lambda at: worth(at, said))
        best.remove(next_one)
        chosen.append(next_one)
        room -= len(sentences[next_one].text)
        said |= stems[next_one]
    return chosen


def _weights(stems: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each word stands for the text: often there, and not in every sentence."""
    there = Counter(stem for one in stems for stem in one)
    total = len(stems) + 1
    return {
        stem: (math.log(found) + _ONCE) * math.log(1 + total / found)
        for stem, found in there.items()
    }


def _bonus(sentence: Sentence, at: int, total: int) -> float:
    early = _EARLY_BONUS if at < total * _EARLY else 1.0
    return early * (_OPENING_BONUS if sentence.opens_block else 1.0)
