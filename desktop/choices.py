"""What a setting can be where there are only a few answers."""

from enum import StrEnum


class EngineChoice(StrEnum):
    """Which program summarises."""

    AUTO = "auto"
    OLLAMA = "ollama"
    BUILTIN = "builtin"
    OPENAI = "openai"


class EngineSlots(StrEnum):
    """How many questions the engine is asked at a time."""

    ONE = "1"
    TWO = "2"
    FOUR = "4"
    EIGHT = "8"


class WorkHere(StrEnum):
    """Whether this computer works for a shared broker."""

    AUTO = "auto"
    YES = "yes"
    NO = "no"


class KeepCopies(StrEnum):
    """How long the copy of a document is kept after its summary is done."""

    ALWAYS = "always"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def days(self) -> int:
        """In days; 0: as long as its job is in the list."""
        return {"always": 0, "year": 365, "quarter": 91, "month": 30}[self.value]


class CopiesLimit(StrEnum):
    """How much all copies together may take."""

    NONE = "none"
    GB_1 = "1 GB"
    GB_5 = "5 GB"
    GB_20 = "20 GB"

    @property
    def size_bytes(self) -> int:
        """In bytes; 0: no limit."""
        return 0 if self is CopiesLimit.NONE else int(self.value.split()[0]) * 10**9


class Format(StrEnum):
    """What a summary can be written as; the value is the suffix of its files."""

    MARKDOWN = "md"
    HTML = "html"
    TEXT = "txt"
    JSON = "json"
    PDF = "pdf"
    DOCX = "docx"


class WindowSize(StrEnum):
    """How many tokens a model is shown at once."""

    AUTO = "auto"
    W2K = "2048"
    W4K = "4096"
    W8K = "8192"
    W16K = "16384"
    W32K = "32768"
    W64K = "65536"
    W128K = "131072"
