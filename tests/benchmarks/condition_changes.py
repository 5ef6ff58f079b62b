"""Gives a true claim another condition or time, or one that it has not: upon, if, until, within.

The word lists are the benchmark's own: the check is not to be measured with its own.
"""

import random
import re
from collections.abc import Sequence

_BEGINS = {
    "en": r"\b(?:upon|if|unless|when|after|before|until|within|without|on request|on demand)\b",
    "de": r"\b(?:wenn|falls|sofern|sobald|nachdem|nach|vor|bis|innerhalb|ohne|auf Verlangen)\b",
    "it": r"\b(?:se|quando|dopo|prima|entro|fino|senza|qualora|su richiesta)\b",
}
_STRANGERS = {
    "en": ("upon expiration of the lease", "upon written request", "if a court orders it",
           "unless the insurer objects", "within the first quarter", "when the season ends",
           "after an audit", "before the next election", "until further notice"),
    "de": ("nach Ablauf der Garantie", "auf schriftliche Anfrage", "wenn ein Gericht es anordnet",
           "sofern die Versicherung zustimmt", "innerhalb des ersten Quartals",
           "vor der nächsten Wahl", "nach einer Prüfung", "bis auf Weiteres"),
    "it": ("alla scadenza della garanzia", "su richiesta scritta", "se lo ordina un giudice",
           "entro il primo trimestre", "quando finisce la stagione", "dopo una verifica",
           "prima delle prossime elezioni", "fino a nuovo avviso"),
}  # fmt: skip
_SHORTEST, _LONGEST = 8, 70
_KIN = 5
"""Letters that two conditions may not share in a word."""


def conditions_of(texts: Sequence[str], language: str) -> list[str]:
    """The conditions that some texts hold."""
    pattern = re.compile(rf"{_BEGINS[language]}[^.,;:()]{{{_SHORTEST},{_LONGEST}}}(?=[.,;])")
    return list(dict.fromkeys(one for text in texts for one in pattern.findall(text)))


def other_condition(text: str, language: str, chance: random.Random) -> str | None:
    """A claim with a condition that no document of the benchmark is likely to have."""
    return _replaced(text, language, _STRANGERS[language], chance)


def condition_of(
    text: str, language: str, conditions: Sequence[str], chance: random.Random
) -> str | None:
    """A claim with another condition of its document."""
    return _replaced(text, language, conditions, chance)


def added_condition(text: str, language: str, chance: random.Random) -> str | None:
    """A claim without a condition, with one."""
    if re.search(_BEGINS[language], text, re.IGNORECASE) or not text.endswith("."):
        return None
    others = _unlike(text, _STRANGERS[language])
    return f"{text[:-1]} {chance.choice(others)}." if others else None


def _replaced(text: str, language: str, others: Sequence[str], chance: random.Random) -> str | None:
    found = list(re.finditer(rf"{_BEGINS[language]}[^.,;:()]+(?=[.,;])", text, re.IGNORECASE))
    left = _unlike(text, others)
    if not found or not left:
        return None
    match, other = chance.choice(found), chance.choice(left)
    if match.start() == 0:
        other = other[0].upper() + other[1:]
        if text[match.end()] != ",":
            return None
    return text[: match.start()] + other + text[match.end() :]


def _unlike(text: str, conditions: Sequence[str]) -> list[str]:
    """Those that share no longer word with a claim."""
    words = {word[:_KIN] for word in re.findall(r"[^\W\d_]{5,}", text.casefold())}
    return [
        one
        for one in conditions
        if not words & {word[:_KIN] for word in re.findall(r"[^\W\d_]{5,}", one.casefold())}
    ]
