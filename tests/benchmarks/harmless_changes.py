"""Changes in a true sentence that leave its meaning: articles, marks, quotes, capitals, asides.

What is refused of them is a false alarm. Each kind at most once a sentence.
"""

import re
from collections.abc import Callable, Iterator

_ARTICLE = {
    "en": r"(?<=[a-z] )(?:the|an?) ",
    "de": r"(?<=[a-zß] )(?:der|die|das|den|dem|des) (?=[A-ZÄÖÜ])",
    "it": r"(?<=[a-z] )(?:il|lo|la|i|gli|le) ",
}
_OPENINGS = {
    "en": "According to the document, ",
    "de": "Laut Dokument gilt: ",
    "it": "Secondo il documento, ",
}

_TWO_WORDS = re.compile(r"(?<=[a-z] )([a-zà-ü]{4,} [a-zà-ü]{4,})(?= )")


def harmless(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The kind of each change, and the sentence with it."""
    makers: dict[str, Callable[[], str]] = {
        "article": lambda: re.sub(_ARTICLE[language], "", text, count=1),
        "all articles": lambda: re.sub(_ARTICLE[language], "", text),
        "all capitals": text.upper,
        "no capitals": lambda: text if language == "de" else text[0] + text[1:].lower(),
        "title": lambda: text if language == "de" else text.title().replace("'S ", "'s "),
        "no stop": lambda: text.rstrip(".!?"),
        "no commas": lambda: text.replace(", ", " "),
        "dashes": lambda: re.sub(r", ([^,]+), ", r" – \1 – ", text, count=1),  # noqa: RUF001
        "semicolon": lambda: text.replace("; ", ", "),
        "quoted": lambda: _TWO_WORDS.sub(r'"\1"', text, count=1),
        "curly": lambda: _TWO_WORDS.sub(r"“\1”", text, count=1),
        "not quoted": lambda: re.sub(r"[\"“”„«»]", "", text),
        "opening": lambda: _OPENINGS[language] + _lowered(text),
        "no brackets": lambda: re.sub(r" ?\([^()]*\)", "", text),
        "no which": lambda: re.sub(r", (?:which|who|die|der|das|che) [^,.]+(?=[,.])", "", text),
        "no last part": lambda: _without_last_part(text),
        "shall to must": lambda: re.sub(r"\bshall\b", "must", text),
        "will to shall": lambda: re.sub(r"\bwill\b", "shall", text),
        "may to can": lambda: re.sub(r"\bmay\b(?! not)", "can", text),
        "number behind word": lambda: re.sub(r"\b[a-z-]+ \((\d+)\)", r"\1", text),
        "such as": lambda: re.sub(r", (?:such as|including) [^.;]+(?=[.;])", "", text),
    }  # fmt: skip
    for kind, make in makers.items():
        changed = make().strip()
        if changed and changed != text:
            yield kind, changed


def _lowered(text: str) -> str:
    word = text.split()[0]
    return text[0].lower() + text[1:] if word.istitle() and len(word) <= 3 else text


def _without_last_part(text: str) -> str:
    head, comma, _ = text.rpartition(", ")
    return head + "." if comma and len(head) >= 50 else text
