"""Whether a claim states a condition or a time that its passage has otherwise: on what, until when.

*Upon expiration* is not *upon written request*. What is asked for are the words of the condition,
and of a list such as (a), (b) the condition of the entry that the claim tells of. Numbers are left
to their own rule, and what turns *before* into *after* to that of opposites.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from worker.summarising.compared import Compared
from worker.summarising.figures import is_month
from worker.summarising.statement import CueKind, Statement, is_akin
from worker.summarising.word_tokens import Token
from worker.summarising.words import stem

_CLAUSE = {
    "en": "if, when, whenever, unless, as long as, as soon as, provided that",
    "de": "wenn, falls, sofern, sobald, nachdem, bevor, es sei denn",
    "it": "se, quando, qualora, purché, finché, a meno che, salvo che",
}
"""Behind them stands a clause."""

_PHRASE = {
    "en": "upon, after, before, until, till, within, without, prior to, in case of,"
    " in the event of",
    "de": "nach, vor, bis, binnen, innerhalb, ohne",
    "it": "dopo, entro, senza, prima di, prima del, prima della, prima dell, fino a, fino al,"
    " fino alla, fino all, in caso di, previo, previa",
}
"""Behind them stands what happens, as a noun."""

_PHRASE_OF_EVENTS = {"en": "on, at", "de": "auf, bei, mit, zum", "it": "su, al, alla, a"}
"""The same, where what is behind them is one of the events below."""

_EVENTS = {
    "en": (
        "expiry, expiration, expire, termination, terminate, end, lapse, conclusion",
        "request, demand, ask",
        "notice, notify, notification",
        "consent, approval, approve, permission, agree, authorisation, authorization",
        "breach, violation, violate",
        "delivery, deliver, arrival",
        "receipt, receive",
        "payment, pay",
        "death, die",
        "signature, sign, execution",
        "start, begin, beginning, commencement, commence",
        "delay, promptly, immediately",
    ),
    "de": (
        "Ablauf, Ende, enden, Beendigung",
        "Verlangen, Anfrage, Aufforderung, Wunsch, Antrag, Anforderung",
        "Zustimmung, Einwilligung, Genehmigung, Erlaubnis",
        "Lieferung, Zahlung, Bezahlung",
        "Beginn, beginnen, Anfang",
        "Tod, sterben",
        "unverzüglich, sofort, Verzug",
    ),
    "it": (
        "scadenza, termine, fine, cessazione, scadere",
        "richiesta, domanda, istanza, chiedere",
        "consenso, assenso, autorizzazione, permesso",
        "consegna, pagamento",
        "inizio, iniziare, cominciare",
        "morte, decesso",
        "indugio, ritardo, subito, immediatamente",
    ),
}
"""Events on which much depends; words of one entry say the same."""

_BE = frozenset(("is", "are", "was", "were"))
"""What is *without water* or *after all others* is so under no condition."""

_MOST_WORDS = 5
"""Content words of a condition that are looked at."""

_LONGEST_CUE = 4
_ENTRY = 3
"""Letters that number an entry, at most: `(iii)`."""


@dataclass(frozen=True, slots=True)
class _Condition:
    at: int
    words: tuple[Token, ...]
    head: Token | None
    """What happens, where it is a noun."""


def states_other_condition(it: Compared) -> bool:
    """Whether a condition of the claim is not in the passage, or is that of another entry there."""
    found = [one for one in _conditions(it.claim) if not any(map(_is_date, one.words))]
    outer = {one.stem for one in it.claim.content} - {
        word.stem for one in found for word in one.words
    }
    return any(_is_unknown(it, one, outer) or _is_of_other_entry(it, one) for one in found)


def _is_unknown(it: Compared, condition: _Condition, outer: set[str]) -> bool:
    """Whether the passage speaks of nothing that the condition speaks of."""
    if condition.head:
        return not _is_there(condition.head, it.passage.content, it.claim.language)
    telling = [one for one in condition.words if one.stem not in outer]
    return bool(telling) and not any(
        _is_there(one, it.passage.content, it.claim.language) for one in telling
    )


def _is_of_other_entry(it: Compared, condition: _Condition) -> bool:
    """Whether what the claim tells has a condition of its own in its entry of the passage."""
    verb = _ruled(it.claim, condition)
    if verb is None or verb.at not in it.image:
        return False
    language = it.claim.language
    entries = _entries(it.passage)
    entry = entries[it.image[verb.at]]
    here = [one for one in it.passage.content if entries[one.at] == entry]
    if any(_is_there(one, here, language) for one in condition.words):
        return False
    return any(entries[one.at] == entry and one.head for one in _conditions(it.passage))


def _ruled(claim: Statement, condition: _Condition) -> Token | None:
    """The verb that a claim's modal verb rules, outside of the condition."""
    modal = next(iter(claim.of(CueKind.MODALITY)), None)
    if modal is None:
        return None
    taken = {one.at for one in condition.words}
    behind = (one for one in claim.content if one.at > modal.at and one.at not in taken)
    return next(behind, None)


def _entries(statement: Statement) -> list[int]:
    """For each token which entry of a list, or which clause, it is in."""
    found: list[int] = []
    count = clause = 0
    for token in statement.tokens:
        behind = statement.tokens[token.at + 1 : token.at + 3]
        is_number = (
            token.word == "("
            and len(behind) == 2
            and behind[1].word == ")"
            and len(behind[0].word) <= _ENTRY
        )
        count += is_number or token.clause != clause
        clause = token.clause
        found.append(count)
    return found


def _conditions(statement: Statement) -> Iterator[_Condition]:
    tokens = statement.tokens
    at = 0
    while at < len(tokens):
        size, kind = _cue_at(statement, at)
        if not size:
            at += 1
            continue
        words = _behind(statement, at + size)
        head = _head(words, statement.language) if kind != "clause" else None
        is_event = head is not None and bool(_groups(statement.language).get(head.stem))
        is_state = at > 0 and tokens[at - 1].word in _BE
        if words and not is_state and (kind != "event" or is_event):
            yield _Condition(at, words, head)
        at += size


def _cue_at(statement: Statement, at: int) -> tuple[int, str]:
    """How many words of a cue begin at a place, and of which kind it is."""
    cues = _cues(statement.language)
    for size in range(_LONGEST_CUE, 0, -1):
        kind = cues.get(tuple(one.word for one in statement.tokens[at : at + size]))
        if kind:
            return size, kind
    return 0, ""


@cache
def _cues(language: str) -> dict[tuple[str, ...], str]:
    tables = {"clause": _CLAUSE, "phrase": _PHRASE, "event": _PHRASE_OF_EVENTS}
    return {
        tuple(cue.split()): kind
        for kind, table in tables.items()
        for cue in table.get(language, "").split(", ")
    }


def _behind(statement: Statement, at: int) -> tuple[Token, ...]:
    """The content words behind a cue, up to a comma, a modal verb or another cue."""
    modal = {cue.at for cue in statement.of(CueKind.MODALITY)}
    found: list[Token] = []
    for token in statement.tokens[at:]:
        is_end = token.part != statement.tokens[at].part or token.at in modal
        if is_end or _cue_at(statement, token.at)[1] in ("clause", "phrase"):
            break
        # A *one* may be an article that was taken for a number.
        if token.is_content and token.stem != "1":
            found.append(token)
    return tuple(found[:_MOST_WORDS])


def _head(words: tuple[Token, ...], language: str) -> Token | None:
    """The noun of the words that stand side by side: `upon prior written request of …`."""
    run = list(takewhile(lambda pair: pair[1].at == words[0].at + pair[0], enumerate(words)))
    if not run:
        return None
    return run[0 if language == "it" else -1][1]


def _is_date(token: Token) -> bool:
    return token.is_number or is_month(token.word)


def _is_there(word: Token, among: Iterable[Token], language: str) -> bool:
    """Whether a word, or one that says the same of an event, is among others."""
    events = _groups(language)
    mine = events.get(word.stem, frozenset())
    return any(
        one.stem == word.stem
        or is_akin(one.stem, word.stem)
        or not mine.isdisjoint(events.get(one.stem, ()))
        for one in among
    )


@cache
def _groups(language: str) -> dict[str, frozenset[int]]:
    """The events that a stem may stand for."""
    found: dict[str, set[int]] = {}
    for number, entry in enumerate(_EVENTS.get(language, ())):
        for word in entry.split(", "):
            found.setdefault(stem(word, language), set()).add(number)
    return {one: frozenset(numbers) for one, numbers in found.items()}
