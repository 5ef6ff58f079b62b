"""Takes what a model thought aloud out of what it answered."""

import re

_PAIR = re.compile(r"<(think|thinking)>.*?</\1>", re.DOTALL)
_UNFINISHED = re.compile(r"\A\s*<(?:think|thinking)>.*\Z", re.DOTALL)
_STARTED_BY_TEMPLATE = re.compile(r"\A.*?</(?:think|thinking)>", re.DOTALL)


def without_thinking(text: str) -> str:
    """The answer alone, also where the limit ended the thinking or the template opened it."""
    text = _PAIR.sub("", text)
    text = _UNFINISHED.sub("", text)
    return _STARTED_BY_TEMPLATE.sub("", text).strip()
