"""Short sentences that give a measure, such as a term or an amount, which no claim tells.

A small model may leave out the one number that a reader looks for. Such a sentence is worth being
quoted, for it is short and says what it says.
"""

from collections.abc import Sequence
from itertools import pairwise

from worker.contract.summary import Claim
from worker.summarising.figures import numbers
from worker.summarising.quoting import without_number
from worker.summarising.sentences import Sentence
from worker.summarising.statement import Statement
from worker.summarising.telling import most_telling_sentences
from worker.summarising.word_tokens import Token

MOST_WORDS = 11
"""A longer quotation is better told by the model."""

_FEWEST_WORDS = 4
_UNITS = frozenset(
    (
        *("day", "week", "month", "year", "hour", "minute", "percent", "euro", "dollar", "pound"),
        *("tag", "werktag", "arbeitstag", "kalendertag", "woche", "monat", "jahr", "stunde"),
        *("prozent", "giorno", "giorni", "settimana", "settimane", "mese", "mesi", "anno", "anni"),
        *("ora", "ore", "minuto", "minuti", "jour", "semaine", "mois", "an", "heure"),
        *("día", "mes", "semana", "año", "hora", "dia", "ano", "eur", "usd"),
    )
)
_ENDINGS = ("", "s", "e", "n", "en", "es")
_REFERENCES = frozenset(
    (
        *("section", "figure", "table", "chapter", "page", "article", "step", "version", "part"),
        *("abs", "absatz", "art", "artikel", "nummer", "nr", "satz", "seite", "kapitel"),
        *("abschnitt", "articolo", "comma", "capitolo", "sezione", "tabella", "pagina", "figura"),
    )
)
_FIRST_YEAR, _LAST_YEAR = 1500, 2200


def untold_measures(
    sentences: Sequence[Sentence], told: Sequence[Claim], language: str, count: int
) -> tuple[Sentence, ...]:
    """At most `count` short sentences with a measure whose number none of the claims holds."""
    known = frozenset[str]().union(*(numbers(one.text, language) for one in told))
    fit = [
        one
        for one in sentences
        if len(one.text.split()) <= MOST_WORDS
        and _is_whole(one)
        and _measures(one.text, language) - known
    ]
    return most_telling_sentences(fit, count, language) if fit else ()


def _is_whole(sentence: Sentence) -> bool:
    """Whether it reads as a sentence, be it an entry of a numbered list."""
    bare = without_number(sentence.text)
    words = [word for word in bare.split() if word[0].isalpha()]
    return (
        not sentence.is_heading
        and bare.endswith(".")
        and bare[0].isupper()
        and len(words) >= _FEWEST_WORDS
        and any(word.islower() for word in words)
    )


def _measures(text: str, language: str) -> frozenset[str]:
    """The numbers of a text that stand before a unit, or before a percent sign."""
    tokens = Statement(text, language).tokens
    return frozenset(
        token.stem
        for token, behind in pairwise(tokens)
        if token.is_number
        and _is_unit(behind.word)
        and not _is_year(token)
        and not (token.at and tokens[token.at - 1].word in _REFERENCES)
    )


def _is_unit(word: str) -> bool:
    return any(word.removesuffix(ending) in _UNITS for ending in _ENDINGS)


def _is_year(token: Token) -> bool:
    return token.word.isdecimal() and _FIRST_YEAR <= int(token.word) <= _LAST_YEAR
