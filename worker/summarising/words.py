"""Words and stems of a text, and the language they belong to: plain code, no model."""

# ruff: noqa: RUF001 - typographic quotes, dashes and full-width marks are what this is about.

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

import snowballstemmer

from worker.summarising.irregular_words import BASE_FORMS
from worker.summarising.stop_words import STOP_WORDS

FALLBACK_LANGUAGE = "en"
SAMPLE_CHARACTERS = 40_000

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_STEMMERS = {
    "ar": "arabic", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fr": "french", "hi": "hindi", "it": "italian", "nl": "dutch", "pt": "portuguese",
    "ru": "russian",
}  # fmt: skip
_GERMAN_VERB = re.compile(r"(?<=[a-z]{4})(?:e?t|end|s)$")
"""What Snowball leaves on German verbs: of *beträgt* and *betragen* one stem should come."""


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language most of `text` is in; English where nothing tells."""
    sample = text[:SAMPLE_CHARACTERS]
    letters = sum(map(str.isalpha, sample))
    for code, script in _SCRIPTS:
        # Japanese is told from Chinese by a fair share of kana among the characters.
        if len(script.findall(sample)) > letters * (0.15 if code == "ja" else 0.4):
            return code
    counts = Counter(word.casefold() for word in _WORD.findall(sample))
    scores = {
        code: sum(counts[word] / len(languages_of(word)) for word in words)
        for code, words in STOP_WORDS.items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > 0 else FALLBACK_LANGUAGE


@lru_cache(maxsize=4096)
def languages_of(word: str) -> tuple[str, ...]:
    """The languages that have `word` among their stop words."""
    return tuple(code for code, words in STOP_WORDS.items() if word in words)


def content_stems(text: str, language: str) -> frozenset[str]:
    """Stems of the words that carry meaning; numbers are not among them."""
    if _UNSPACED.search(text):
        return _bigrams(text)
    stop = STOP_WORDS.get(language, frozenset())
    words = (word.casefold().replace("’", "'") for word in _WORD.findall(text))
    parts = (part for word in words for part in _without_elision(word))
    return frozenset(stem(word, language) for word in parts if len(word) > 1 and word not in stop)


def _without_elision(word: str) -> tuple[str, ...]:
    """`l'acqua` is `acqua`, `party's` is `party`."""
    if "'" not in word:
        return (word,)
    head, _, tail = word.partition("'")
    return (tail,) if len(head) <= len(tail) else (head,)


def _bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring letters, for scripts that put no spaces between words."""
    letters = "".join(char.casefold() for char in text if char.isalpha())
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """`word` without its endings, by the Snowball stemmer of its language, and without accents."""
    plain = word.casefold()
    plain = BASE_FORMS.get(language, {}).get(plain, plain)
    if language in _STEMMERS:
        plain = _stemmer(language).stemWord(plain)
    plain = without_accents(plain)
    return _GERMAN_VERB.sub("", plain) if language == "de" else plain


@cache
def _stemmer(language: str) -> "snowballstemmer.Stemmer":
    return snowballstemmer.stemmer(_STEMMERS[language])


def without_accents(word: str) -> str:
    """`word` in plain letters."""
    if word.isascii():
        return word
    split = unicodedata.normalize("NFKD", word)
    return "".join(char for char in split if not unicodedata.combining(char))
