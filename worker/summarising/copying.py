"""Which claims only copy the text, and which of these a summary can do without.

A sentence of fifty words that a model repeats is shown in the text, but it is no summary of it.
"""

import re
from collections.abc import Sequence

from worker.contract.states import ClaimState
from worker.contract.summary import Claim
from worker.summarising.figures import numbers

COPIED_RUN = 12
"""Words in a row that stand in the text as they stand in a claim: fewer may be put no other way."""

FEWEST_OWN = 2
"""Claims in other words than the text's that tell enough of a chunk without its copied ones."""

_WORD = re.compile(r"[^\W_]+")


class Copies:
    """A text, asked what copies it."""

    def __init__(self, text: str) -> None:
        """Take the text that claims were made of."""
        self._words = f" {' '.join(_WORD.findall(text.casefold()))} "

    def has(self, claim: Claim) -> bool:
        """Whether a claim copies `COPIED_RUN` words in a row."""
        words = _WORD.findall(claim.text.casefold())
        runs = (words[at : at + COPIED_RUN] for at in range(len(words) - COPIED_RUN + 1))
        return any(f" {' '.join(run)} " in self._words for run in runs)


def spared(claims: Sequence[Claim], text: str, language: str) -> tuple[Claim, ...]:
    """The copied claims on `text` that can be left to a longer summary.

    None where less than `FEWEST_OWN` shown claims are in other words, and none with a number that
    these do not tell.
    """
    copies = Copies(text)
    shown = [one for one in claims if one.state is not ClaimState.UNSUPPORTED]
    own = [one for one in shown if not copies.has(one)]
    if len(own) < FEWEST_OWN:
        return ()
    told = frozenset[str]().union(*(numbers(one.text, language) for one in own))
    return tuple(one for one in shown if one not in own and numbers(one.text, language) <= told)
