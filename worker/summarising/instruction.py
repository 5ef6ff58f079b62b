"""What a person's own instruction says of which claims are wanted.

A small model hears "only what concerns payment terms" and tells the rest all the same. The words of
the instruction decide then what is shown, as far as claims hold any of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.contract.summary import Claim
from worker.summarising.words import content_stems

FEWEST = 2
"""With fewer claims that hold a word of the instruction, its words are not those of the text."""

_ONLY = re.compile(
    r"\b(?:only|just|nothing but|nur|ausschließlich|lediglich|solo|soltanto|solamente|unicamente"
    r"|seulement|uniquement|únicamente|sólo|apenas|somente|só)\b",
    re.IGNORECASE,
)
_ABOUT_ASKING = frozenset(
    ("concern", "regard", "about", "relat", "import", "focus", "summari", "list", "tell", "write")
)
"""Stems of what instructions are made of, whatever they ask for."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """An instruction by its words."""

    stems: frozenset[str]
    is_only: bool
    """Whether nothing else is wanted."""

    @classmethod
    def of(cls, text: str, language: str) -> "Instruction":
        """Read an instruction about a document in `language`."""
        return cls(content_stems(text, language) - _ABOUT_ASKING, bool(_ONLY.search(text)))

    def fits(self, text: str, language: str) -> bool:
        """Whether a text holds any word of the instruction."""
        return not self.stems.isdisjoint(content_stems(text, language))

    def wanted(self, claims: Sequence[Claim], language: str) -> tuple[Claim, ...]:
        """The claims that are asked for; all, where nothing is asked for or nothing fits."""
        if not self.is_only:
            return tuple(claims)
        fit = [one for one in claims if self.fits(one.text, language)]
        return tuple(fit if len(fit) >= FEWEST else claims)
