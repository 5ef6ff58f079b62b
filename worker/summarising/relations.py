"""Relations that a claim may turn: whose something is, who comes after whom, which is more.

Each is read from its own small words, in the claim and in the passage; what counts is only that two
things of one relation have changed places.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from worker.summarising.figures import is_month
from worker.summarising.statement import CueKind, Statement
from worker.summarising.word_tokens import Token

_OF = {
    "en": frozenset(("of",)),
    "de": frozenset(("des", "der", "von", "vom")),
    "it": frozenset(("di", "d", "del", "dello", "della", "dell", "dei", "degli", "delle")),
}
_ARTICLES = frozenset(
    ("the", "a", "an", "its", "their", "his", "her", "der", "die", "das", "dem", "den", "il", "la",
     "lo", "l", "i", "gli", "le")
)  # fmt: skip
_AFTER = {
    "en": "replaces, replaced, succeeds, succeeded, takes the place of, took the place of,"
    " in place of, successor of, successor to, instead of",
    "de": "folgt auf, folgte auf, nachfolger von, nachfolgerin von,"
    " an die stelle von, nachfolger des, nachfolgerin der",
    "it": "sostituisce, sostituito, sostituita, il posto di, successore di, al posto di",
}
"""Before them stands who comes, behind them who was there."""

_BEFORE = {
    "en": "replaced by, succeeded by, successor is, successor was",
    "de": "ihm folgt, ihm folgte, ihr folgt, ihr folgte, nachfolger ist, nachfolgerin ist",
    "it": "sostituito da, sostituita da, sostituito dal, sostituita dalla, lo sostituisce,"
    " la sostituisce, successore è",
}
_THAN = {"en": ("than",), "de": ("als",), "it": ("di", "del", "dello", "della", "dell", "dei",
         "degli", "delle", "che")}  # fmt: skip
_MORE = frozenset(("more", "less", "fewer", "mehr", "weniger", "più", "meno"))
_EVERY = frozenset(
    ("every", "each", "all", "jede", "jeder", "jedes", "alle", "ogni", "tutti", "tutte")
)
_BE = frozenset(("is", "are", "ist", "sind", "è", "sono"))
_LONGEST = 4
_WIDEST = 12

Names = frozenset[str]
"""Stems of the words of a name, or of all words on one side."""

Pair = tuple[Names, Names]


def turns_relation(claim: Statement, passage: Statement) -> bool:
    """Whether two things have changed places in one of the relations."""
    if _has_other_owner(claim, passage) or _exchanged_doings(claim, passage):
        return True
    return any(
        _is_turned(mine, theirs)
        for read in _READERS
        for mine in read(claim)
        for theirs in read(passage)
    )


def _is_turned(mine: Pair, theirs: Pair) -> bool:
    """Whether what only one side of a pair has stands on the other side there, and the reverse."""
    first, second = mine[0] - mine[1], mine[1] - mine[0]
    there_first, there_second = theirs[0] - theirs[1], theirs[1] - theirs[0]
    return bool(first & there_second and second & there_first)


def _has_other_owner(claim: Statement, passage: Statement) -> bool:
    """Whether what belongs to one in the claim belongs to another of its things there."""
    theirs = _owners(passage)
    known = {token.stem for token in claim.content}
    for thing, owners in _owners(claim).items():
        there = theirs.get(thing, [])
        if not there or any(one <= other or other <= one for one in owners for other in there):
            continue
        if all(one - other <= known for one in there for other in owners):
            return True
    return False


def _owners(statement: Statement) -> dict[str, list[Names]]:
    """What belongs to whom: `the party's approval`, `approval of the party`."""
    found: dict[str, list[Names]] = {}
    of = _OF.get(statement.language, frozenset())
    for token in statement.tokens:
        if token.owns:
            owner = _run(statement, token.at, -1)
            things = _run(statement, token.at + 1, 1)
        elif token.word in of and token.at and statement.tokens[token.at - 1].is_content:
            owner = _run(statement, _past_articles(statement, token.at + 1), 1)
            things = _run(statement, token.at - 1, -1)[:1]
            if statement.language == "de" and not all(one.is_capital for one in (*owner, *things)):
                continue
        else:
            continue
        for thing in things:
            if owner and not any(one.is_number for one in (thing, *owner)):
                found.setdefault(thing.stem, []).append(_stems(owner))
    return found


def _past_articles(statement: Statement, at: int) -> int:
    while at < len(statement.tokens) and statement.tokens[at].word in _ARTICLES:
        at += 1
    return at


def _run(statement: Statement, at: int, step: int) -> list[Token]:
    """Content words side by side from a place on; a name's end where its capitals end."""
    found: list[Token] = []
    while 0 <= at < len(statement.tokens) and len(found) < _LONGEST:
        token = statement.tokens[at]
        ends_name = found and found[0].is_capital and not token.is_capital
        if not token.is_content or ends_name or (found and token.owns):
            break
        found.append(token)
        at += step
    return found


def _stems(tokens: list[Token]) -> Names:
    return frozenset(token.stem for token in tokens)


def _successions(statement: Statement) -> Iterator[Pair]:
    """Who comes after whom: names, the new one first."""
    phrases = _AFTER.get(statement.language, ""), _BEFORE.get(statement.language, "")
    backward = list(_places(statement, phrases[1]))
    taken = {at for first, last in backward for at in range(first, last)}
    for first, last in backward:
        yield _name_near(statement, last, 1), _names_before(statement, first)
    for first, last in _places(statement, phrases[0]):
        if taken & set(range(first, last)):
            continue
        old = _name_near(statement, last, 1)
        new = _name_near(statement, first - 1, -1)
        yield new or _name_near(statement, last + len(old) + 1, 1), old


def _places(statement: Statement, phrases: str) -> Iterator[tuple[int, int]]:
    """Where phrases stand: their first token and the one behind their last."""
    words = [token.word for token in statement.tokens]
    for phrase in filter(None, phrases.split(", ")):
        parts = phrase.split()
        for at in range(len(words) - len(parts) + 1):
            if words[at : at + len(parts)] == parts:
                yield at, at + len(parts)


def _name_near(statement: Statement, at: int, step: int) -> Names:
    """The nearest name from a place on."""
    for _ in range(_WIDEST):
        if not 0 <= at < len(statement.tokens):
            break
        token = statement.tokens[at]
        if token.is_capital and token.is_content and not is_month(token.word):
            return _stems(_run(statement, at, step))
        at += step
    return frozenset()


def _names_before(statement: Statement, at: int) -> Names:
    """The names that a pronoun may stand for."""
    before = statement.tokens[max(0, at - _WIDEST) : at]
    return _stems([one for one in before if one.is_capital and one.is_content])


def _comparisons(statement: Statement) -> Iterator[Pair]:
    """What is more than what: the greater side first."""
    for left, right, is_less in _compared(statement):
        yield (right, left) if is_less else (left, right)


def _compared(statement: Statement) -> Iterator[tuple[Names, Names, bool]]:
    """What stands before and behind a comparison, and whether it says *less*."""
    than = _THAN.get(statement.language, ())
    for token in statement.tokens:
        if token.word not in than:
            continue
        before = statement.tokens[max(0, token.at - 3) : token.at]
        degree = next((one for one in before if _is_comparative(one, statement.language)), None)
        if degree is None:
            continue
        mine = [one for one in statement.content if one.clause == token.clause]
        left = frozenset(one.stem for one in mine if one.at < degree.at) or frozenset(
            one.stem for one in mine if degree.at < one.at < token.at
        )
        right = frozenset(one.stem for one in mine if token.at < one.at <= token.at + _WIDEST)
        yield left, right, _is_less(statement, degree)


def _is_comparative(token: Token, language: str) -> bool:
    if token.word in _MORE:
        return True
    ending = {"en": ("er",), "de": ("er", "ere", "eren")}.get(language, ())
    return bool(ending) and token.is_content and token.word.endswith(ending)


def _is_less(statement: Statement, degree: Token) -> bool:
    """Whether a word of degree is at the lesser end of its opposites."""
    poles = {cue.pole for cue in statement.of(CueKind.OPPOSITE) if cue.at == degree.at}
    return poles == {1}


def _doings(statement: Statement) -> dict[str, list[str]]:
    """For each word what stands right before it in its clause: who does what."""
    found: dict[str, list[str]] = {}
    content = statement.content
    for one, other in pairwise(content):
        if one.clause == other.clause and not (one.is_number or other.is_number):
            found.setdefault(other.stem, []).append(one.stem)
    return found


def _exchanged_doings(claim: Statement, passage: Statement) -> bool:
    """Whether each of two does, in the passage, what the other does in the claim."""
    # Who does what in German is told by the articles.
    if claim.language == "de" or _has_agent(claim) != _has_agent(passage):
        return False
    mine, theirs = _doings(claim), _doings(passage)
    shared = [
        (verb, doers[0], theirs[verb][0])
        for verb, doers in mine.items()
        if len(doers) == 1 and len(theirs.get(verb, ())) == 1
    ]
    changed = {(doer, other) for _, doer, other in shared if doer != other}
    return any((other, doer) in changed for doer, other in changed)


def _has_agent(statement: Statement) -> bool:
    """Whether something is done *by* somebody."""
    by = [cue.at for cue in statement.of(CueKind.BY)]
    return any(0 < at - cue.at <= _WIDEST for cue in statement.of(CueKind.PASSIVE) for at in by)


def keeps_comparison(claim: Statement, passage: Statement) -> bool:
    """Whether one says that a thing is more than another, and one that this is less than that."""
    return any(
        mine[2] != theirs[2] and _is_turned(mine[:2], theirs[:2])
        for mine in _compared(claim)
        for theirs in _compared(passage)
    )


def _universals(statement: Statement) -> Iterator[Pair]:
    """Of what all are what: `every basis is a subbasis`."""
    for token in statement.tokens:
        if token.word not in _EVERY:
            continue
        subject = _run(statement, token.at + 1, 1)
        end = token.at + 1 + len(subject)
        verb = statement.tokens[end : end + 1]
        if subject and verb and verb[0].word in _BE:
            ahead = (one for one in statement.content if one.at > verb[0].at)
            first = next(ahead, None)
            if first is not None and first.at - verb[0].at <= _LONGEST:
                yield _stems(subject), _stems(_run(statement, first.at, 1))


_READERS: tuple[Callable[[Statement], Iterator[Pair]], ...] = (
    _successions,
    _comparisons,
    _universals,
)
