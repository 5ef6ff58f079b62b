"""The export folder: every summary as a file of its own, named by a pattern, never over another."""

import os
import secrets
import time
from pathlib import Path
from typing import BinaryIO

from desktop.choices import Format
from desktop.export import export_bytes
from desktop.file_name import file_name
from desktop.jobs.job import Job
from desktop.sourced import Sourced
from worker.contract.delivery import Outcome
from worker.contract.sending_states import OutcomeState, Problem
from worker.contract.summary import Summary

MOST_OF_A_NAME = 10_000


def write(folder: Path, pattern: str, form: Format, job: Job, summary: Summary) -> Outcome:
    """Write one summary; what went wrong is tried again, for the folder's disk may just be away.

    The same summary once more, after a kill between file and library, finds its file and is done.
    """
    content = export_bytes([Sourced.of(job, summary)], form)
    wanted = folder / relative_path(pattern, form, job, summary)
    try:
        if not folder.is_dir():
            raise NotADirectoryError(0, "the folder is not there")
        wanted.parent.mkdir(parents=True, exist_ok=True)
        name = _place(wanted, content)
    except OSError as error:
        params: dict[str, str | int] = {"reason": error.strerror or str(error)}
        return Outcome(state=OutcomeState.POSTPONED, problem=Problem.FOLDER, params=params)
    return Outcome(state=OutcomeState.ACCEPTED, params={"reply": str(name)})


def relative_path(pattern: str, form: Format, job: Job, summary: Summary) -> Path:
    """The path that a pattern gives; nothing in a title can lead out of the folder."""
    values = {
        "{title}": summary.title,
        "{file}": job.file.stem.encode("utf-8", "replace").decode(),
        "{date}": time.strftime("%Y-%m-%d", time.localtime(job.finished_at or job.added_at)),
        "{language}": summary.language,
        "{style}": str(summary.style),
    }
    parts = []
    for part in (pattern.strip() or "{title}").split("/"):
        if not part.strip():
            continue
        filled = part
        for name, value in values.items():
            # A name that looks like another one must stay as it is.
            filled = filled.replace(name, value.replace("{", "(").replace("}", ")"))
        parts.append(file_name(filled))
    *folders, name = parts or ["summary"]
    return Path(*folders, f"{name}.{form.value}")


def _place(wanted: Path, content: bytes) -> Path:
    """Put the content where nothing is, whole or not at all; the path it got."""
    part = wanted.with_name(f".sunto-{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            _write_through(file, content)
        for number in range(1, MOST_OF_A_NAME):
            target = wanted if number == 1 else _numbered(wanted, number)
            if _link(part, target):
                return target
            if _holds(target, content):
                return target
        raise FileExistsError(0, "too many files of this name")
    finally:
        part.unlink(missing_ok=True)


def _link(part: Path, target: Path) -> bool:
    """Give the file its name, unless there is one of this name: asked and done in one step."""
    try:
        os.link(part, target)
    except FileExistsError:
        return False
    except OSError:
        return _copy(part, target)
    return True


def _copy(part: Path, target: Path) -> bool:
    """The same where the file system has no links, such as on a USB stick."""
    try:
        with target.open("xb") as file:
            _write_through(file, part.read_bytes())
    except FileExistsError:
        return False
    return True


def _write_through(file: BinaryIO, content: bytes) -> None:
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem} ({number}){path.suffix}")


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
