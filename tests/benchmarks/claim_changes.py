"""Changes one thing in a true claim, so that it is false: by code and seeded, kind by kind.

The word lists are the benchmark's own: the check is not to be measured with its own.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.condition_changes import added_condition, condition_of, other_condition

MARKED = re.compile(r"\{([^}]*)\}")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w]|[.,]\d)")
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
}
_WORDED = {
    "en": "two three four five six seven eight nine ten twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn zwölf dreizehn",
    "it": "due tre quattro cinque sette otto nove dieci dodici",
}
_DENIES = re.compile(
    r"\b(not|cannot|n[eo]|never|neither|nicht|kein\w*|non|né|nessun\w*)\b", re.IGNORECASE
)
_STRANGERS = {"en": "Henderson", "de": "Brandmeister", "it": "Marchetti"}
_ADD_NOT = {
    "en": (
        r"\b(is|are|was|were|may|must|can|could|shall|should|will|has been|have been)\b"
        r"(?! (?:not|only|no|in no))",
        r"\1 not",
    ),
    "de": (
        r"\b(ist|sind|wird|werden|hat|haben|kann|können|muss|müssen|darf|dürfen|gilt|gelten|trat"
        r"|beträgt|erhalten)\b(?! nicht)",
        r"\1 nicht",
    ),
    "it": (
        r"(?<!non )\b(è|sono|ha|hanno|può|possono|deve|devono|appartiene|tutela|garantisce"
        r"|riconosce|ripudia|promuove)\b",
        r"non \1",
    ),
}
_ADD_NOT_TO_VERB = (
    r"\b(uses|provides|allows|supports|requires|means|contains|includes|produces|consists|starts"
    r"|keeps|takes|applies|assigns|reads|writes|pings|emphasizes|retains|grants|expresses)\b"
)
_DROP_NOT = {
    "en": (
        (r"\b(is|are|was|were|may|must|can|could|shall|should|will|do|does|did|has|have|had) not\b",
         r"\1"),
        (r"\bcannot\b", "can"), (r"\bNeither\b", "Either"), (r"\bwithout\b", "with"),
        (r"\bno\b(?! (?:one|longer))", "a"), (r"\bnever\b", "always"),
    ),
    "de": ((r" nicht\b", ""), (r"\b([Kk])ein(e|en|em|er|es)?\b", "ein\\2"), (r"\bohne\b", "mit")),
    "it": ((r"\b[Nn]on ", ""), (r"\bsenza\b", "con"), (r"\bNessun[oa]?\b", "Ognuno")),
}  # fmt: skip
_MODALS = {
    "en": (("may", "must"), ("must", "may"), ("shall", "may"), ("can", "must"), ("might", "must"),
           ("required to", "allowed to")),
    "de": (("muss", "kann"), ("müssen", "können"), ("muß", "kann"), ("kann", "muss"),
           ("können", "müssen"), ("darf", "muss"), ("dürfen", "müssen")),
    "it": (("può", "deve"), ("possono", "devono"), ("deve", "può"), ("devono", "possono")),
}  # fmt: skip
_CANNOT = {
    "en": ((r"\bcan\b(?! (?:not|only|no))", "cannot"), (r"\bmay\b(?! (?:not|only|no))", "may not")),
    "de": ((r"\b(kann|können|darf|dürfen)\b(?! nicht)", r"\1 nicht"),),
    "it": ((r"(?<!non )\b(può|possono)\b", r"non \1"),),
}
_OPPOSITES = {
    "en": (("more", "less"), ("less", "more"), ("before", "after"), ("after", "before"),
           ("increase", "decrease"), ("increases", "decreases"), ("reduces", "increases"),
           ("larger", "smaller"), ("smaller", "larger"), ("improve", "worsen"),
           ("higher", "lower"), ("lower", "higher"), ("longer", "shorter"), ("first", "last"),
           ("starts", "ends"), ("allows", "prevents"), ("increased", "decreased"),
           ("improves", "worsens"), ("fewer", "more"), ("high", "low"), ("with", "without")),
    "de": (("mehr", "weniger"), ("weniger", "mehr"), ("vor", "nach"), ("nach", "vor"),
           ("ersten", "letzten"), ("letzten", "ersten"), ("größer", "kleiner"),
           ("mit", "ohne"), ("höher", "niedriger"), ("früheren", "späteren")),
    "it": (("più", "meno"), ("prima", "dopo"), ("maggiore", "minore"), ("promuove", "ostacola"),
           ("con", "senza"), ("senza", "con"), ("massima", "minima"), ("pubblico", "privato")),
}  # fmt: skip
_QUANTIFIERS = {
    "en": (("all", "some"), ("every", "some"), ("each", "some"), ("some", "all"),
           ("at least", "at most"), ("at most", "at least"), ("most", "few"), ("several", "all"),
           ("always", "sometimes"), ("often", "never"), ("minimum", "maximum"), ("many", "few")),
    "de": (("alle", "einige"), ("jeder", "mancher"), ("jedem", "manchem"),
           ("mindestens", "höchstens"), ("einige", "alle"), ("immer", "manchmal")),
    "it": (("tutti", "alcuni"), ("ogni", "qualche"), ("tutte", "alcune"), ("almeno", "al massimo"),
           ("alcuni", "tutti"), ("massima", "minima"), ("sempre", "talvolta")),
}  # fmt: skip
_BECAUSE = {"en": "because", "de": "weil", "it": "perché"}
_ENTITIES = (
    ("Receiving Party", "Disclosing Party"), ("map", "reduce"), ("master", "worker"),
    ("user", "library"), ("client", "master"), ("clients", "servers"), ("client", "server"),
    ("Chubby", "GFS"), ("harvest", "yield"), ("consistency", "availability"),
    ("Arbeitgeber", "Arbeitnehmer"), ("Arbeitgebern", "Arbeitnehmern"),
    ("Heimarbeiter", "Auftraggeber"), ("Repubblica", "legge"), ("Stato", "Chiesa"),
    ("Presidente", "Parlamento"), ("Governo", "Camere"), ("Presidente della Repubblica", "Governo"),
    ("primary", "secondary"), ("Senato", "Camera"), ("legge", "Costituzione"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim with one thing changed."""

    kind: str
    text: str


def changes(
    marked: str,
    language: str,
    names: Sequence[str],
    figures: Sequence[str],
    conditions: Sequence[str],
    seed: int,
) -> Iterator[Changed]:
    """Each kind of change that a claim allows, at most once.

    `names`, `figures` and `conditions` are others of the same document; braces mark two things to
    exchange.
    """
    chance = random.Random(f"{seed}{marked}")
    plain = unmarked(marked)
    makers: dict[str, Callable[[], str | None]] = {
        "number": lambda: _other_number(plain, language, chance),
        "number of the document": lambda: _number_of(plain, figures, chance),
        "date": lambda: _other_date(plain, language, chance),
        "name of the document": lambda: _other_name(plain, language, names, chance),
        "name not in it": lambda: _other_name(plain, language, [_STRANGERS[language]], chance),
        "negation added": lambda: _negated(plain, language),
        "negation dropped": lambda: _substituted(plain, _DROP_NOT[language]),
        "can to cannot": lambda: _if_affirmed(plain, _substituted(plain, _CANNOT[language])),
        "may to must": lambda: _if_affirmed(plain, _worded(plain, _MODALS[language])),
        "opposite": lambda: _worded(plain, _OPPOSITES[language]),
        "quantifier": lambda: _worded(plain, _QUANTIFIERS[language]),
        "swap": lambda: _swapped(marked, plain),
        "cause": lambda: _turned(plain, language),
        "condition": lambda: other_condition(plain, language, chance),
        "condition of the document": lambda: condition_of(plain, language, conditions, chance),
        "condition added": lambda: added_condition(plain, language, chance),
    }
    for kind, make in makers.items():
        text = make()
        if text and text != plain:
            yield Changed(kind, text)


def unmarked(marked: str) -> str:
    """A claim without its braces."""
    return MARKED.sub(r"\1", marked)


def names_of(texts: Sequence[str], language: str) -> list[str]:
    """Words with a capital inside a sentence, and never without; in German those are nouns."""
    small = {word for text in texts for word in re.findall(r"\b[a-z][\w]+", text)}
    found: dict[str, None] = {}
    for text in texts:
        for word in _capitals(text, language):
            if word.lower() not in small and not word.isupper():
                found.setdefault(word)
    return list(found)


def figures_of(texts: Sequence[str]) -> list[str]:
    """Numbers of some texts."""
    return list(dict.fromkeys(one for text in texts for one in _NUMBER.findall(text)))


def _capitals(text: str, language: str) -> list[str]:
    least = 4 if language == "de" else 3
    return [
        match[0]
        for match in re.finditer(r"(?<=[a-zà-ü,] )[A-Z][A-Za-zà-ü]+\b", text)
        if len(match[0]) >= least and not text[match.start() - 3 : match.start()].endswith(". ")
    ]


def _other_number(text: str, language: str, chance: random.Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    if found:
        match = chance.choice(found)
        digits = match[0]
        other = str(int(digits[0]) % 9 + 1) + digits[1:]
        return text[: match.start()] + other + text[match.end() :]
    words = _WORDED[language].split()
    there = [word for word in words if re.search(rf"\b{word}\b", text)]
    if not there:
        return None
    other = chance.choice([word for word in words if word not in there])
    return re.sub(rf"\b{there[0]}\b", other, text, count=1)


def _number_of(text: str, figures: Sequence[str], chance: random.Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    others = [one for one in figures if one not in text]
    if not found or not others:
        return None
    match = chance.choice(found)
    return text[: match.start()] + chance.choice(others) + text[match.end() :]


def _other_date(text: str, language: str, chance: random.Random) -> str | None:
    months = _MONTHS[language].split()
    match = re.search(rf"\b({'|'.join(months)})\b(?= \d)|(?<=\d )({'|'.join(months)})\b", text)
    match = match or re.search(rf"(?<=\. )({'|'.join(months)})\b(?= \d)", text)
    match = match or re.search(rf"\b({'|'.join(months)})\b(?= of \d)", text)
    if not match:
        return None
    other = chance.choice([month for month in months if month != match[0]])
    return text[: match.start()] + other + text[match.end() :]


def _other_name(
    text: str, language: str, names: Sequence[str], chance: random.Random
) -> str | None:
    there = _capitals(text, language)
    months = _MONTHS[language].split()
    there = [name for name in there if name not in months]
    others = [
        name for name in names if name[:4].casefold() not in text.casefold() and name not in months
    ]
    if not there or not others:
        return None
    return re.sub(rf"\b{chance.choice(there)}\b", chance.choice(others), text, count=1)


def _negated(text: str, language: str) -> str | None:
    changed = _if_affirmed(text, re.sub(*_ADD_NOT[language], text, count=1))
    if changed is None or changed != text or language != "en":
        return changed
    return re.sub(_ADD_NOT_TO_VERB, lambda match: f"does not {_bare(match[1])}", text, count=1)


def _if_affirmed(text: str, changed: str | None) -> str | None:
    """The change, unless the claim denies something: must not and may not say the same."""
    return None if _DENIES.search(text) else changed


def _bare(verb: str) -> str:
    return "apply" if verb == "applies" else verb[:-1]


def _substituted(text: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    for pattern, other in pairs:
        changed = re.sub(pattern, other, text, count=1)
        if changed != text:
            return changed[0].upper() + changed[1:]
    return None


def _worded(text: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    for word, other in pairs:
        # With a capital only where a sentence begins: May is a month.
        for one, another in ((rf"\b{word}", other), (f"^{word.capitalize()}", other.capitalize())):
            changed = re.sub(rf"{one}\b(?! (?:not|nicht|than one|only))", another, text, count=1)
            if changed != text:
                return changed
    return None


def _swapped(marked: str, plain: str) -> str | None:
    things = MARKED.findall(marked)
    if len(things) == 2:
        first, second = things
        text = marked.replace("{" + first + "}", "\0").replace("{" + second + "}", first)
        text = text.replace("\0", second)
        return text[0].upper() + text[1:]
    for one, other in _ENTITIES:
        pattern = rf"\b(?:{one}|{other})\b"
        found = re.findall(pattern, plain)
        between = re.search(rf"\b(?:{one}|{other})\b(.*?)\b(?:{one}|{other})\b", plain)
        if sorted(found) == sorted((one, other)) and between and not _is_list(between[1]):
            return re.sub(pattern, lambda m, a=one, b=other: b if m[0] == a else a, plain)
    return None


def _is_list(between: str) -> bool:
    """Whether the order of two things means nothing: they are joined, or far apart."""
    words = between.split()
    joins = {"and", "or", "und", "oder", "e", "o", "sowie", "and/or", "from", "versus"}
    return len(words) < 2 or len(words) > 9 or bool(joins & set(words)) or "," in between


def _turned(text: str, language: str) -> str | None:
    match = re.fullmatch(rf"(.{{15,}}?),? {_BECAUSE[language]} (.{{15,}}?)\.", text)
    if not match or ";" in text:
        return None
    first, second = match[1], match[2]
    turned = f"{second} {_BECAUSE[language]} {first[0].lower()}{first[1:]}."
    return turned[0].upper() + turned[1:]
