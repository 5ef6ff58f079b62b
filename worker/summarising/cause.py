"""Whether what is the cause in a claim is the effect in its passage."""

from worker.summarising.statement import Cue, CueKind, Statement
from worker.summarising.word_tokens import Token

_OF = frozenset(("of", "to"))
_BARE = 2
"""Words of a cause that no comma ends."""

_SOON = 6


def turns_cause(claim: Statement, passage: Statement, image: dict[int, int]) -> bool:
    """Whether what is the cause in the claim is the effect in the passage."""
    for cue in claim.of(CueKind.CAUSE):
        cause, effect = (_images(side, image) for side in _sides(claim, cue))
        for other in passage.of(CueKind.CAUSE):
            there_cause, there_effect = (_places(side) for side in _sides(passage, other))
            straight = len(cause & there_cause) + len(effect & there_effect)
            turned = len(cause & there_effect) + len(effect & there_cause)
            if turned > straight and cause & there_effect and effect & there_cause:
                return True
    return False


def _is_bare(statement: Statement, cue: Cue) -> bool:
    """Whether *because of* begins a sentence without a comma soon behind its cause."""
    behind = statement.tokens[cue.at + 1 : cue.at + 2 + _SOON]
    is_of = bool(behind) and behind[0].word in _OF
    return is_of and not any(token.word == "," for token in behind)


def _sides(statement: Statement, cue: Cue) -> tuple[list[Token], list[Token]]:
    """Cause and effect around a cue."""
    clause = statement.tokens[cue.at].clause
    tokens = [token for token in statement.content if token.clause == clause]
    ahead = [token for token in tokens if token.at > cue.at]
    before = [token for token in tokens if token.at < cue.at]
    if not before and ahead and cue.pole == 0 and _is_bare(statement, cue):
        # "Because of A B": nothing parts them.
        return ahead[:_BARE], ahead[_BARE:]
    if not before and ahead and cue.pole == 0:
        # "Because A, B": the comma parts them.
        part = statement.tokens[cue.at].part
        return (
            [token for token in ahead if token.part == part],
            [token for token in ahead if token.part > part],
        )
    return (ahead, before) if cue.pole == 0 else (before, ahead)


def _images(tokens: list[Token], image: dict[int, int]) -> set[int]:
    return {image[token.at] for token in tokens if token.at in image}


def _places(tokens: list[Token]) -> set[int]:
    return {token.at for token in tokens}
