"""Takes what a model thought aloud out of what it answered.

Models are told not to think (`think`, `enable_thinking`); some do all the same, each family between
marks of its own.
"""

import re

_NAME = "think|thinking|thought|reasoning|seed:think"
_OPEN = rf"<(?:{_NAME})>|\[THINK\]|<\|begin_of_thought\|>"
_CLOSE = rf"</(?:{_NAME})>|\[/THINK\]|<\|end_of_thought\|>"

_PAIR = re.compile(rf"(?:{_OPEN}).*?(?:{_CLOSE})", re.DOTALL)
_UNFINISHED = re.compile(rf"\A\s*(?:{_OPEN}).*\Z", re.DOTALL)
_STARTED_BY_TEMPLATE = re.compile(rf"\A.*(?:{_CLOSE})", re.DOTALL)


def without_thinking(text: str) -> str:
    """The answer alone, also where the limit ended the thinking or the template opened it."""
    text = _PAIR.sub("", text)
    text = _UNFINISHED.sub("", text)
    return _STARTED_BY_TEMPLATE.sub("", text).strip()
