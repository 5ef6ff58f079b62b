"""German cases: articles that show who does what, whatever the order of the words."""

from enum import Enum, auto

from worker.summarising.statement import Statement

_FEMININE = frozenset(("die", "eine", "einer", "jede", "keine"))
_NEITHER = frozenset(
    (
        "das",
        "dem",
        "den",
        "des",
        "ein",
        "einem",
        "einen",
        "eines",
        "jeden",
        "jedem",
        "keinen",
        "keinem",
    )
)
_CASES_OF_FEMININE = {
    "die": "who whom", "eine": "who whom", "keine": "who whom", "jede": "who whom",
    "der": "to-whom whose", "einer": "to-whom whose",
}  # fmt: skip
_CASES_OF_OTHERS = {
    "der": "who", "ein": "who", "das": "who whom", "dem": "to-whom", "einem": "to-whom",
    "den": "whom", "einen": "whom", "jeden": "whom", "keinen": "whom", "des": "whose",
    "jedem": "to-whom", "keinem": "to-whom", "eines": "whose",
}  # fmt: skip
_ARTICLES = frozenset(_CASES_OF_FEMININE) | frozenset(_CASES_OF_OTHERS)
_FARTHEST = 3
_JOINED = {
    "vom": "von", "beim": "bei", "zum": "zu", "zur": "zu", "im": "in", "am": "an", "ins": "in",
    "ans": "an",
}  # fmt: skip
_PREPOSITIONS = frozenset(
    (
        "von",
        "bei",
        "zu",
        "durch",
        "gegen",
        "an",
        "für",
        "mit",
        "gegenüber",
        "in",
        "auf",
        "aus",
        "nach",
        "seit",
        "um",
        "über",
        "unter",
    )
)

Place = tuple[Statement, int, int]
"""A text, and where the first and the second of two things stand in it."""


class Cases(Enum):
    """What the articles of two things say of their parts in two texts."""

    UNKNOWN = auto()
    KEPT = auto()
    EXCHANGED = auto()


def cases_of(claim: Place, passage: Place) -> Cases:
    """Whether two things have kept their cases, or each has the other's."""
    if claim[0].language != "de":
        return Cases.UNKNOWN
    first = _article(claim[0], claim[1]), _article(passage[0], passage[1])
    second = _article(claim[0], claim[2]), _article(passage[0], passage[2])
    mine = _roles(first[0], first), _roles(second[0], second)
    theirs = _roles(first[1], first), _roles(second[1], second)
    kept = mine[0] & theirs[0], mine[1] & theirs[1]
    if all((*mine, *theirs)):
        is_exchanged = mine[0] & theirs[1] and mine[1] & theirs[0] and not any(kept)
        return Cases.EXCHANGED if is_exchanged else Cases.KEPT
    is_same = any(one[0] == one[1] and any(one[0]) for one in (first, second))
    return Cases.KEPT if is_same or any(kept) else Cases.UNKNOWN


def _article(statement: Statement, at: int) -> tuple[str, str]:
    """The article of a noun, and the preposition before it; adjectives and titles are passed."""
    before = at - 1
    while before > 0 and before >= at - _FARTHEST and statement.tokens[before].is_content:
        before -= 1
    if before < 0:
        return "", ""
    word = statement.tokens[before].word
    preposition = statement.tokens[before - 1].word if before else ""
    if word in _JOINED:
        return "der" if word == "zur" else "dem", _JOINED[word]
    if word not in _ARTICLES:
        return "", word if word in _PREPOSITIONS else ""
    return word, preposition if preposition in _PREPOSITIONS else ""


def _roles(
    article: tuple[str, str], both: tuple[tuple[str, str], tuple[str, str]]
) -> frozenset[str]:
    """What a noun may be in its sentence, where its gender shows in one of the texts."""
    word, preposition = article
    if preposition:
        return frozenset((preposition,))
    words = {one for one, _ in both}
    if words & _FEMININE:
        return frozenset(_CASES_OF_FEMININE.get(word, "").split())
    if words & _NEITHER:
        return frozenset(_CASES_OF_OTHERS.get(word, "").split())
    return frozenset()
