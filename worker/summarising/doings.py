"""Who does what to what: a verb with what stands before and behind it, turned about in the passive.

Common nouns as well as names (English). A narrow side is the words right beside the verb, a broad
one all that its part of the sentence has there: only what is in neither is another doer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from worker.summarising.doers import is_passive
from worker.summarising.figures import is_month
from worker.summarising.statement import RELATIVE, CueKind, Statement
from worker.summarising.word_tokens import Token

_BY = "by"
_DETERMINERS = frozenset(
    ("the", "a", "an", "its", "their", "his", "her", "our", "your", "my", "all", "every", "each",
     "any", "this", "these", "both", "some")
)  # fmt: skip
_HELPING = frozenset(
    ("did", "does", "do", "has", "have", "had", "will", "would", "also", "then", "later", "soon",
     "now", "already", "still", "that", "which", "who", "to")
)  # fmt: skip
_MARKERS = frozenset(
    ("of", "in", "on", "at", "by", "for", "from", "with", "to", "into", "than", "as", "and", "or",
     "near", "between", "under", "over", "about", "without")
)  # fmt: skip
_TOWARDS = frozenset(("at", "on", "to", "into", "upon", "against", "for", "from", "with", "over"))
"""Behind them stands to what something was done: `fired at the crowd`."""

_PAST = "ed"
_TO_AGENT = 6
"""Tokens."""

Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Doing:
    """A verb's doer, narrow and broad, and what it is done to."""

    doer: Stems
    broad_doer: Stems
    object: Stems

    @property
    def is_read(self) -> bool:
        """Whether both are told, and of one clause."""
        is_told = any(one.isalpha() for one in self.object)
        return is_told and bool(self.doer) and self.doer <= self.broad_doer


def exchanges_doing(claim: Statement, passage: Statement) -> bool:
    """Whether the passage has a doing of the claim only with another doer, or turned about."""
    if claim.language != "en":
        return False
    theirs = dict[str, list[Doing]]()
    for stem, doing in _doings(passage):
        theirs.setdefault(stem, []).append(doing)
    return any(_is_exchanged(mine, theirs.get(stem, []), passage) for stem, mine in _doings(claim))


def _is_exchanged(mine: Doing, theirs: Sequence[Doing], passage: Statement) -> bool:
    if any(mine.doer & one.broad_doer for one in theirs):
        same = [one for one in theirs if _has_same_object(mine, one)]
    else:
        same = list(theirs)
    return (
        bool(same)
        and all(not mine.doer & one.broad_doer and not one.doer & mine.broad_doer for one in same)
        and mine.doer <= passage.places.keys()
        and any(_is_turned(mine, one) or _has_same_object(mine, one) for one in same)
    )


def _is_turned(mine: Doing, one: Doing) -> bool:
    return bool(mine.doer & one.object and mine.object & one.doer)


def _has_same_object(mine: Doing, one: Doing) -> bool:
    return mine.object <= one.object or one.object <= mine.object


def _doings(statement: Statement) -> Iterator[tuple[str, Doing]]:
    for verb in statement.content:
        if verb.is_capital or verb.is_number:
            continue
        read = _passive if _is_passive(statement, verb) else _active
        doing = read(statement, verb)
        if doing and doing.is_read:
            yield verb.stem, doing


def _active(statement: Statement, verb: Token) -> Doing | None:
    behind = statement.tokens[verb.at + 1 : verb.at + 2]
    # Of `temperature sensors`, the first word is no verb.
    if not any(
        verb.word.endswith(_PAST) or one.word in _DETERMINERS or one.is_capital or one.is_number
        for one in behind
    ):
        return None
    broad = _broad(statement, verb, range(verb.at))
    doer = _run_before(statement, verb.at - 1)
    is_at = verb.word.endswith(_PAST) and any(one.word in _TOWARDS for one in behind)
    return Doing(doer, broad, _run_behind(statement, verb.at + 1 + is_at))


def _passive(statement: Statement, verb: Token) -> Doing | None:
    last = min(verb.at + 1 + _TO_AGENT, len(statement.tokens) - 1)
    for token in statement.tokens[verb.at + 1 : last]:
        if token.part != verb.part:
            break
        behind = statement.tokens[token.at + 1]
        if token.word == _BY and not (behind.is_number or is_month(behind.word)):
            broad = _broad(statement, verb, range(token.at, len(statement.tokens)))
            object_ = _done_to(statement, verb)
            return Doing(_run_behind(statement, behind.at), broad, object_)
    return None


def _done_to(statement: Statement, verb: Token) -> Stems:
    """The thing before a verb of the passive; before a bare participle it is the nearest one."""
    if is_passive(statement, verb):
        return _run_before(statement, verb.at - 1)
    is_apart = verb.at > 0 and statement.tokens[verb.at - 1].word == ","
    return _run(statement, verb.at - 1 - is_apart, -1)


def _broad(statement: Statement, verb: Token, places: range) -> Stems:
    """All that stands to one side of a verb in its clause."""
    same = (one for one in statement.content if one.clause == verb.clause)
    return frozenset(one.stem for one in same if one.at in places)


def _is_passive(statement: Statement, verb: Token) -> bool:
    """Whether it is done to what stands before a verb: `is cleaned`, `a roof cleaned by`."""
    behind = statement.tokens[verb.at + 1 : verb.at + 2]
    return is_passive(statement, verb) or any(one.word == _BY for one in behind)


def _run_before(statement: Statement, at: int) -> Stems:
    """The thing before a verb; what helps the verb, a *who* and one aside are passed."""
    helping = {cue.at for cue in statement.of(CueKind.MODALITY, CueKind.PASSIVE)}
    while at >= 0 and (at in helping or statement.tokens[at].word in _HELPING):
        at -= 1
    if at > 0 and statement.tokens[at].word == ",":
        is_who = statement.tokens[at + 1].word in RELATIVE
        clause = statement.tokens[at].clause
        before = statement.tokens[:at]
        commas = [one.at for one in before if one.word == "," and one.clause == clause]
        if not (is_who or commas):
            return frozenset()
        at = at - 1 if is_who else commas[-1] - 1
    first = at
    while first >= 0 and statement.tokens[first].is_content:
        first -= 1
    return frozenset() if _has_marker(statement, first) else _run(statement, at, -1)


def _has_marker(statement: Statement, at: int) -> bool:
    """Whether a small word before a thing makes it part of another: `the owner of the mill`."""
    while at >= 0 and statement.tokens[at].word in _DETERMINERS:
        at -= 1
    before = statement.tokens[max(0, at) : at + 1]
    return any(one.word in _MARKERS for one in before)


def _run_behind(statement: Statement, at: int) -> Stems:
    while at < len(statement.tokens) and statement.tokens[at].word in _DETERMINERS:
        at += 1
    return _run(statement, at, 1)


def _run(statement: Statement, at: int, step: int) -> Stems:
    """Content words side by side from a place on."""
    words = statement.tokens[at:] if step > 0 else reversed(statement.tokens[: max(0, at + 1)])
    return frozenset(one.stem for one in takewhile(lambda one: one.is_content, words))
