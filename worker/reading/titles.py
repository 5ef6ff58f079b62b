"""Which titles in a PDF's metadata are titles: most are left there by the program that wrote it."""

import re

LONGEST_TITLE = 200

_LEFT_BY_PROGRAMS = re.compile(
    r"""^(?:
        (?:microsoft\s+(?:word|powerpoint|excel)|powerpoint\s+presentation|layout\s*\d*)\b.*
      | (?:untitled|unbenannt|senza\s+titolo|sans\s+titre|sin\s+t[ií]tulo|sem\s+t[ií]tulo|title
          |no\s+title|none|null|document|dokument|documento|slide|scan|image|print|fax)[\W\d_]*
      | .*\.(?:docx?|odt|rtf|tex|dvi|ps|eps|pdf|txt|html?|xlsx?|pptx?|indd|qxd|pages|wpd|md|sxw)
      | (?:https?|file|arxiv|doi):.*
      | [\w.:-]*[\\/].*
      | \(?(?:about:blank|anonymous)\)?
    )$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def sane_title(raw: str) -> str | None:
    """`raw` tidied if a person would call it a title, else None."""
    visible = "".join(char if char.isprintable() else " " for char in raw)
    title = " ".join(visible.split())
    if not title or len(title) > LONGEST_TITLE or _LEFT_BY_PROGRAMS.match(title):
        return None
    if "\ufffd" in title or sum(char.isalpha() for char in title) < max(3, len(title) * 0.4):
        return None
    return title
