"""A text as the name of a file, on any system."""

import unicodedata

LENGTH = 80
BYTES = 200
"""Most file systems take 255, and a number or a suffix may follow."""

RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
"""Names of devices on Windows, with any suffix."""


def file_name(text: str, otherwise: str = "summary") -> str:
    """A name without folders, control characters or signs that some system does not take."""
    normal = unicodedata.normalize("NFC", text)
    kept = "".join(c if c.isalnum() or _is_mark(c) or c in " -_.," else " " for c in normal)
    name = " ".join(kept.split()).strip(". ")[:LENGTH]
    while len(name.encode("utf-8", "replace")) > BYTES:
        name = name[:-1]
    name = name.strip(". ") or otherwise
    return f"{name}_" if name.split(".")[0].lower() in RESERVED else name


def _is_mark(character: str) -> bool:
    """Whether it belongs to the letter before it, as vowels do in many scripts."""
    return unicodedata.category(character) in ("Mn", "Mc")
