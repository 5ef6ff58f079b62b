"""The small words before a thing that say what part it has: to whom, from whom, by whom."""

from worker.summarising.statement import CueKind, Statement

_MARKERS = {
    "en": {"to": "to", "from": "from by", "against": "against", "before": "before"},
    "de": {"to": "an zu zum zur", "from": "von vom durch", "against": "gegen", "before": "vor"},
    "it": {"to": "a al allo alla ai agli alle all", "from": "da dal dallo dalla dai dagli dalle"
           " dall", "against": "contro", "before": "prima"},
    "fr": {"to": "à au aux", "from": "par", "against": "contre", "before": "avant"},
    "es": {"to": "a al", "from": "por", "against": "contra"},
    "pt": {"to": "ao aos à às", "from": "por pelo pela pelos pelas", "against": "contra"},
}  # fmt: skip
_MARKER_OF = {
    (language, word): marker
    for language, markers in _MARKERS.items()
    for marker, words in markers.items()
    for word in words.split()
}
_FARTHEST = 8
_OF = {
    "en": ("of",),
    "it": ("di", "d", "del", "dello", "della", "dell", "dei", "degli", "delle"),
}
"""Before them stands what a thing is part of: `al presidente del consiglio`."""


def marker(statement: Statement, at: int) -> str:
    """What the small word before a thing says; titles, adjectives and one article are passed."""
    has_article = False
    for token in reversed(statement.tokens[max(0, at - _FARTHEST) : at]):
        found = _MARKER_OF.get((statement.language, token.word))
        if found:
            return found
        if token.word in _OF.get(statement.language, ()):
            has_article = False
            continue
        if has_article or token.is_number or not token.word[0].isalpha():
            break
        has_article = not token.is_content
    return ""


def is_agent(statement: Statement, at: int) -> bool:
    """Whether a thing is by whom something is done, in the passive."""
    by = {cue.at for cue in statement.of(CueKind.BY)}
    is_marked = bool(by & set(range(max(0, at - _FARTHEST), at))) and marker(statement, at) != ""
    return is_marked and any(0 < at - cue.at <= 8 for cue in statement.of(CueKind.PASSIVE))
