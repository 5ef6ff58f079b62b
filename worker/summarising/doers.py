"""What stands before a verb: who does it, in texts where the doer comes first."""

from itertools import takewhile

from worker.summarising.statement import CueKind, Statement
from worker.summarising.word_tokens import Token

_PAST = ("ed",)


def is_done_by(statement: Statement, verb: Token, thing: Token) -> bool:
    """Whether a verb follows what does it, with nothing between them but a modal verb."""
    between = {token.at for token in statement.tokens[thing.at + 1 : verb.at]}
    modal = {cue.at for cue in statement.of(CueKind.MODALITY)}
    is_bare = not any(statement.tokens[at].is_content and at not in modal for at in between)
    return is_bare and (bool(between & modal) or (not between and verb.word.endswith(_PAST)))


def content_before(statement: Statement, place: Token) -> Token | None:
    """The content word before a place, in its clause."""
    rank = statement.ranks.get(place.at, 0) - 1
    before = statement.content[rank] if rank >= 0 else None
    return before if before and before.clause == place.clause else None


def name_before(statement: Statement, at: int) -> frozenset[str]:
    """Stems of the name that stands before a verb, small words between them passed."""
    before = list(reversed(statement.tokens[:at]))
    behind = next((rank for rank, token in enumerate(before) if token.is_content), len(before))
    name = takewhile(lambda token: token.is_content and token.is_capital, before[behind:])
    return frozenset(token.stem for token in name)
