"""Who does what a verb says: the name that is its doer, also in a relative clause.

Only where the doer is surely read: a name right before the verb, the one before a *who* or before
an aside, or behind *by* in the passive, with or without its *was*. Elsewhere nothing is said.
"""

from dataclasses import dataclass
from itertools import takewhile

from worker.summarising.figures import is_month
from worker.summarising.statement import CueKind, Statement
from worker.summarising.word_tokens import Token
from worker.summarising.words import stem

_HELPING = {
    "en": frozenset(
        ("did", "does", "do", "has", "have", "had", "will", "would", "not", "never", "also",
         "then", "later", "soon", "now", "already", "still", "to")
    ),
    "it": frozenset(("ha", "hanno", "aveva", "avevano", "è", "sono", "non", "poi", "già")),
    "fr": frozenset(("a", "ont", "avait", "avaient", "est", "sont", "ne", "n", "pas", "puis",
                     "déjà", "aussi")),
    "es": frozenset(("ha", "han", "había", "habían", "es", "son", "no", "ya", "luego", "también")),
    "pt": frozenset(("tem", "têm", "tinha", "é", "são", "não", "já", "depois", "também")),
}  # fmt: skip
_RELATIVE = {
    "en": ("who", "which", "that"), "it": ("che",), "fr": ("qui",), "es": ("que",), "pt": ("que",),
}  # fmt: skip
_BY = {
    "en": ("by",),
    "it": ("da", "dal", "dalla", "dall", "dallo", "dai", "dagli", "dalle"),
    "fr": ("par",),
    "es": ("por",),
    "pt": ("por", "pelo", "pela", "pelos", "pelas"),
}
_PARTICIPLE = {
    "it": ("ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ito", "ita", "iti", "ite"),
    "fr": ("é", "ée", "és", "ées", "it", "ite", "u", "ue"),
    "es": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"),
    "pt": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"),
}
"""Ends of words behind which *by* says by whom, without a verb of the passive; any in English."""

_ADVERB = ("ly", "mente", "ment")
_CONJUNCTIONS = frozenset(
    ("if", "when", "whenever", "because", "that", "while", "although", "though", "unless", "until",
     "whether", "se", "quando", "perché", "che", "mentre", "si", "quand", "lorsque", "que",
     "cuando", "porque")
)  # fmt: skip
"""Behind them a clause begins, and with it who does something."""

_CONTROLS = frozenset(
    stem(word, "en")
    for word in ("wish", "want", "agree", "refuse", "try", "promise", "plan", "intend", "hope",
                 "decide", "choose", "attempt", "seek", "undertake", "decline", "fail", "manage",
                 "continue", "begin", "start")
)  # fmt: skip
"""Verbs that have the doer of what follows their *to* as their own: `wishes to fund`."""
LANGUAGES = frozenset(_RELATIVE)

TITLES = frozenset(
    ("dr", "mr", "mrs", "ms", "miss", "prof", "professor", "captain", "minister", "inspector",
     "sir", "lady", "st", "judge", "president", "frau", "herr", "herrn", "dott", "sig", "signor",
     "signora", "avv")
)  # fmt: skip
_ARTICLES = frozenset(
    ("the", "a", "an", "il", "la", "lo", "l", "i", "gli", "le", "les", "un", "une", "una", "el",
     "los", "las", "o", "os", "as")
)  # fmt: skip
_PAST = ("ed",)
_LONGEST_ASIDE = 12
_TO_AGENT = 6
_VOICE = 3
"""Tokens."""


@dataclass(frozen=True, slots=True)
class Doer:
    """The name that does something, or, in the passive without *by*, to which it is done."""

    name: tuple[Token, ...]
    is_done_to: bool

    @property
    def stems(self) -> frozenset[str]:
        """What is compared of the name."""
        return frozenset(one.stem for one in self.name if one.word not in TITLES)


def doer_of(statement: Statement, verb: Token) -> Doer | None:
    """Who does what a verb says, if that is a name."""
    if agent := agent_of(statement, verb):
        return Doer(agent, is_done_to=False)
    at = _before_helping(statement, verb.at - 1)
    name = _name_at(statement, at, is_participle=verb.word.endswith("ing"))
    return Doer(name, is_passive(statement, verb)) if name else None


def _before_helping(statement: Statement, at: int) -> int:
    """The place before what helps a verb, or joins a noun to what *is* or *has* it."""
    helping = {cue.at for cue in statement.of(CueKind.MODALITY, CueKind.PASSIVE)}
    words = _HELPING[statement.language]
    if at > 0 and statement.tokens[at].word in _ARTICLES:
        is_joined = at - 1 in helping or statement.tokens[at - 1].word in words
        at -= is_joined
    while at >= 0 and (at in helping or statement.tokens[at].word in words):
        is_to = statement.tokens[at].word == "to"
        at -= 1
        if is_to and at >= 0 and statement.tokens[at].stem in _CONTROLS:
            at -= 1
    return at


def is_passive(statement: Statement, verb: Token) -> bool:
    """Whether a verb of the passive stands shortly before a verb."""
    near = range(verb.at - _VOICE, verb.at)
    return not verb.word.endswith("ing") and any(
        cue.at in near for cue in statement.of(CueKind.PASSIVE)
    )


def agent_of(statement: Statement, verb: Token) -> tuple[Token, ...]:
    """The name behind *by*; without a verb of the passive right behind: `a tool written by Orr`."""
    words = _BY[statement.language]
    is_bare = not is_passive(statement, verb)
    ends = _PARTICIPLE.get(statement.language, ("",))
    if is_bare and not verb.word.endswith(ends):
        return ()
    for token in statement.tokens[verb.at + 1 : verb.at + 1 + _TO_AGENT]:
        if token.part != verb.part:
            break
        if token.word in words:
            return _name_behind(statement, token.at + 1)
        if is_bare and not token.word.endswith(_ADVERB):
            break
    return ()


def _name_behind(statement: Statement, at: int) -> tuple[Token, ...]:
    """The name at a place; an article is passed, and what it says the name is: `the firm Orr`."""
    behind = statement.tokens[at : at + 2]
    if behind and behind[0].word in _ARTICLES:
        is_kind = len(behind) > 1 and behind[1].is_content and not behind[1].is_capital
        at += 1 + is_kind
    return _run(statement, at, 1)


def _name_at(statement: Statement, at: int, *, is_participle: bool = False) -> tuple[Token, ...]:
    """The name that ends at a place, is meant by a *who* there, or stands before an aside."""
    if at < 0:
        return ()
    token = statement.tokens[at]
    if token.word in _RELATIVE[statement.language]:
        comma = at > 0 and statement.tokens[at - 1].word == ","
        return _name_at(statement, at - 1 - comma) if comma else _run(statement, at - 1, -1)
    if token.word == "," and not is_participle:
        return _before_aside(statement, at)
    # `The Lokono, living on the coast`: who does it stands before the comma.
    at -= token.word == ","
    name = _run(statement, at, -1)
    return () if name and _has_marker(statement, name[0].at) else name


def _before_aside(statement: Statement, comma: int) -> tuple[Token, ...]:
    """The name before an aside that ends at a comma."""
    for at in range(comma - 1, max(0, comma - _LONGEST_ASIDE), -1):
        token = statement.tokens[at]
        if token.clause != statement.tokens[comma].clause:
            break
        if token.word == ",":
            return _run(statement, at - 1, -1)
    return ()


def _has_marker(statement: Statement, at: int) -> bool:
    """Whether a small word before a name says that it belongs to another thing."""
    at -= 1
    while at > 0 and statement.tokens[at].word in _ARTICLES:
        at -= 1
    before = statement.tokens[max(0, at) : at + 1]
    return any(
        not one.is_content and one.word[0].isalpha() and one.word not in _ARTICLES | _CONJUNCTIONS
        for one in before
    )


def name_from(statement: Statement, at: int) -> tuple[Token, ...]:
    """The name that begins at a place."""
    return _run(statement, at, 1)


def _run(statement: Statement, at: int, step: int) -> tuple[Token, ...]:
    """Words with capitals side by side from a place on."""
    found: list[Token] = []
    while 0 <= at < len(statement.tokens):
        token = statement.tokens[at]
        if not (token.is_capital and token.is_content) or is_month(token.word):
            break
        found.append(token)
        at += step
    return tuple(sorted(found, key=lambda one: one.at))


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
