"""Whether another name stands in a claim between the same words as in its passage, small ones too.

`The key of the Hall door` is not what `the key of the Barn door` says, wherever else the passage
names the Hall.
"""

from collections.abc import Iterator

from worker.summarising.compared import Compared
from worker.summarising.figures import is_month
from worker.summarising.relations import keeps_comparison
from worker.summarising.statement import Statement, is_akin
from worker.summarising.word_tokens import Token

_BESIDE = 2
"""Words to each side that are the same."""

_KIN = 4
"""Letters at the beginning of two words that are kin."""

Words = tuple[str, ...]


def has_other_name_between(it: Compared) -> bool:
    """Whether a name has taken the place of another, which the claim has not at all."""
    if keeps_comparison(it.claim, it.passage):
        return False
    theirs = list(_framed(it.passage))
    known = {(left, name.word) for left, name, _ in theirs} | {
        (name.word, right) for _, name, right in theirs
    }
    return any(
        left == their_left and right == their_right and _is_other(it, mine, other)
        for left, mine, right in _framed(it.claim)
        if mine.at > 0 and _is_name(mine)
        and (left, mine.word) not in known
        and (mine.word, right) not in known
        for their_left, other, their_right in theirs
        if _is_name(other) and other.stem not in it.claim.places
    )  # fmt: skip


def _framed(statement: Statement) -> Iterator[tuple[Words, Token, Words]]:
    """Each word with those before and behind it, marks of punctuation included."""
    words = tuple(one.word for one in statement.tokens)
    for token in statement.tokens:
        left = words[max(0, token.at - _BESIDE) : token.at]
        right = words[token.at + 1 : token.at + 1 + _BESIDE]
        if len(left) == _BESIDE and right:
            yield left, token, right


def _is_name(token: Token) -> bool:
    return token.is_capital and len(token.word) > 1 and not is_month(token.word)


def _is_other(it: Compared, mine: Token, other: Token) -> bool:
    """Whether two names are not kin; a German noun only if the text has it elsewhere."""
    if mine.stem == other.stem or is_akin(mine.stem, other.stem):
        return False
    if it.claim.language != "de":
        return True
    if mine.word[:_KIN] == other.word[:_KIN] or mine.word in other.word or other.word in mine.word:
        return False
    return mine.stem in it.before or mine.stem in it.passage.places
