"""Why a model could not be had.

FetchError
├── NoRoom          the disk is too full; nothing was fetched
├── NoMemory        this computer could never run it; nothing was fetched
├── Unreachable     no source could be reached to the end; what came is kept for the next try
├── WrongContent    it is not the file that it should be; deleted
├── AlreadyFetching another process is at it
├── UnknownModel    nobody has a model of this name
├── EngineSilent    the program that would get it does not answer
├── EngineTooOld    the program that would get it is too old for it
└── NotUsable       it is a model, or a file, and it cannot summarise
"""


class FetchError(Exception):
    """A model could not be had; `code` is for the words in `desktop.errors`."""

    code = "unreachable"


class _TooLittle(FetchError):
    def __init__(self, needed: int, there: int) -> None:
        super().__init__(needed, there)
        self.needed = needed
        self.there = there


class NoRoom(_TooLittle):
    """The disk is too full."""

    code = "no_room"


class NoMemory(_TooLittle):
    """The memory of this computer is too small."""

    code = "no_memory"


class Unreachable(FetchError):
    """No source could be reached to the end."""


class WrongContent(FetchError):
    """What came is not the file of the catalogue."""

    code = "wrong_content"


class AlreadyFetching(FetchError):
    """Another process is fetching this file."""

    code = "already_fetching"


class UnknownModel(FetchError):
    """Nobody has a model of this name."""

    code = "unknown_model"


class EngineSilent(FetchError):
    """The program that would get it does not answer."""

    code = "engine_silent"


class EngineTooOld(FetchError):
    """The program that would get it is too old for it."""

    code = "engine_too_old"


class NotUsable(FetchError):
    """It is there, and it cannot summarise; the message is the reason of `ModelInfo`."""

    code = "not_usable"
