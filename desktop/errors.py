"""Words for what went wrong and for what a job waits for, and the exit codes of the command line.

The worker sends a code and parameters; here each code has a title, a sentence and a remedy. They
are whole sentences, so that they can be translated, and they say what to do next.

    SuntoError (worker.contract.errors)
    ├── WrongUsage           the command line was used wrongly (2)
    ├── CannotStart          ends the program before it began (3)
    └── JobFailed, Parked    about one job; never end a program
"""

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from desktop.translation import mark, tr
from worker.contract.errors import CannotStart, ErrorCode, SuntoError
from worker.contract.states import WaitReason

if TYPE_CHECKING:
    # It brings pydantic with it, and `sunto --help` must not wait for that.
    from desktop.jobs.job import JobError


class ExitCode(IntEnum):
    """How the program ended, for scripts."""

    DONE = 0
    FAILED = 1
    """At least one job failed or was cancelled."""
    WRONG_USAGE = 2
    CANNOT_START = 3
    NEEDS_PERSON = 4
    """What is not finished needs a person; each job's `reason` says what for."""
    INTERRUPTED = 130


class WrongUsage(SuntoError):
    """The command line was used wrongly; the message says how it is used."""


def exit_code(error: SuntoError) -> ExitCode:
    """The exit code of an error that ends the program."""
    match error:
        case WrongUsage():
            return ExitCode.WRONG_USAGE
        case CannotStart():
            return ExitCode.CANNOT_START
        case _:
            return ExitCode.FAILED


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error or a wait in the words of a person."""

    title: str
    sentence: str
    hint: str
    """What to do next."""


def explain(error: "JobError") -> Explanation:
    """Words for why a job failed."""
    words = _BLANK if _is_blank(error) else _ERRORS[error.code]
    # A parameter that an older worker does not send leaves a gap, not a crash.
    params = defaultdict(lambda: "?", error.params)
    return Explanation(
        tr(words.title), tr(words.sentence).format_map(params), tr(words.hint).format_map(params)
    )


def _is_blank(error: "JobError") -> bool:
    """Whether nothing was found in which there could be text; an older worker does not say."""
    return error.code is ErrorCode.NO_TEXT and error.params.get("pictures") == 0


def explain_wait(reason: WaitReason, model: str | None = None) -> Explanation:
    """Words for what a waiting job waits for; without a hint where nobody has to do anything.

    `model` is the one that was asked for with the job.
    """
    if reason is WaitReason.MODEL and model:
        return Explanation(
            f"Waiting for the model {model}",
            "It is not on this computer, or the program that summarises cannot use it.",
            "`sunto models` lists what is there and what can be got; `sunto pull` gets one.",
        )
    return _WAITS[reason]


def explain_address(address: str) -> str:
    """Words for an address of a server that is none."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in address.strip())
    if not shown:
        return tr("No address of a server is set")
    return tr("“{address}” is not the address of a server", address=shown)


_ERRORS: dict[ErrorCode, Explanation] = {
    ErrorCode.NOT_A_PDF: Explanation(
        mark("Not a PDF"),
        mark("This file is something else, whatever its name says."),
        mark("Open it in its own program and save it as PDF, then add that."),
    ),
    ErrorCode.EMPTY_FILE: Explanation(
        mark("The file is empty"),
        mark("There is nothing in this file: 0 bytes."),
        mark("It may not have been downloaded or copied to its end. Get it again, then retry."),
    ),
    ErrorCode.DAMAGED: Explanation(
        mark("The PDF is damaged"),
        mark("Its pages cannot be read, because parts of the file are missing or broken."),
        mark(
            "Get the file again. If it opens in a PDF reader, print it to a new PDF and add that."
        ),
    ),
    ErrorCode.NO_TEXT: Explanation(
        mark("No text in this PDF"),
        mark("Its pages are empty, or pictures in which no words were recognised."),
        mark("If there is writing on them, scan them again, sharper and straight."),
    ),
    ErrorCode.TOO_LARGE: Explanation(
        mark("The PDF is too large"),
        mark("This document is larger than what can be read safely."),
        mark("Split it into parts and add those."),
    ),
    ErrorCode.FILE_MISSING: Explanation(
        mark("The file is not there"),
        mark("It was moved, renamed or deleted before it could be read."),
        mark("Put it back or find its new place, then add it again."),
    ),
    ErrorCode.FILE_UNREADABLE: Explanation(
        mark("The file cannot be opened"),
        mark("This computer does not let Sunto read it, or the disk it lies on does not answer."),
        mark("Look at its permissions, or copy it to your own folder, then add it again."),
    ),
    ErrorCode.READER_CRASHED: Explanation(
        mark("Reading the PDF broke off"),
        mark(
            "Something in this file stops the program that reads it. Other files are not affected."
        ),
        mark("Print it to a new PDF from a PDF reader and add that."),
    ),
    ErrorCode.READER_TIMED_OUT: Explanation(
        mark("Reading the PDF takes too long"),
        mark("A page of this document could not be read in reasonable time."),
        mark("Print it to a new PDF from a PDF reader and add that."),
    ),
    ErrorCode.ENGINE_REFUSED: Explanation(
        mark("The model did not do it"),
        mark("The program that summarises answered: “{reason}”."),
        mark("Try again with another model."),
    ),
    ErrorCode.MODEL_UNFIT: Explanation(
        mark("This model cannot summarise"),
        mark("It does not understand instructions, or it was made for something else."),
        mark("Choose another model, then retry."),
    ),
    ErrorCode.WINDOW_TOO_SMALL: Explanation(
        mark("The model sees too little at once"),
        mark("Its context window holds {window} tokens, and a summary needs {needed}."),
        mark(
            "Choose a model with a larger context window, or give this one a larger one, "
            "then retry."
        ),
    ),
    ErrorCode.ANSWER_UNUSABLE: Explanation(
        mark("The model's answers could not be used"),
        mark("It was asked several times and wrote nothing that makes a summary."),
        mark("Try again with another model."),
    ),
    ErrorCode.DISK_FULL: Explanation(
        mark("The disk is full"),
        mark("There was no room for a copy of this document."),
        mark("Make room on the disk, then retry."),
    ),
    ErrorCode.WORKER_LOST: Explanation(
        mark("The work stopped several times"),
        mark(
            "The part of Sunto that summarises ended three times while it worked on this document."
        ),
        mark("Close other large programs or choose a smaller model, then retry."),
    ),
    ErrorCode.INTERNAL: Explanation(
        mark("Something in Sunto went wrong"),
        mark("This is a mistake of the program, not of your document."),
        mark("Retry. If it happens again, the log of the worker says more."),
    ),
}

_BLANK = Explanation(
    mark("No text in this PDF"),
    mark("Its pages hold neither text nor pictures of text; the file may be damaged."),
    mark(
        "Open it in a PDF reader. If you see writing there, print it to a new PDF and add that; "
        "else get the file again."
    ),
)
"""A document without text and without a picture is no scan: to scan it again would not help."""

_WAITS: dict[WaitReason, Explanation] = {
    WaitReason.TURN: Explanation(
        "Waiting for its turn", "Other documents are worked on before it.", ""
    ),
    WaitReason.ENGINE: Explanation(
        "Waiting for the program that summarises",
        "It does not answer at the moment. This goes on by itself as soon as it does.",
        "Start Ollama, or choose the built-in program (SUNTO_ENGINE=builtin).",
    ),
    WaitReason.BROKER: Explanation(
        "Waiting for the broker",
        "The part that hands out the work does not answer. This goes on by itself.",
        "",
    ),
    WaitReason.PASSWORD: Explanation(
        "Waiting for its password",
        "This document is locked, and only its password opens it.",
        "Add the file again with --password.",
    ),
    WaitReason.MODEL: Explanation(
        "Waiting for a model",
        "The program that summarises is there, and the model it needs is not.",
        "Get the model, for example with `sunto pull`, or choose another one.",
    ),
    WaitReason.DISK: Explanation(
        "Waiting for room on the disk",
        "The disk is nearly full. This goes on by itself when there is room.",
        "Make room on the disk.",
    ),
}
