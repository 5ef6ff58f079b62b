"""A library to test with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths


@pytest.fixture
def library(paths: DataPaths) -> Iterator[Library]:
    found = Library(paths.library)
    yield found
    found.close()


@pytest.fixture
def add(library: Library) -> Callable[..., Job]:
    """Add one job of a file that is said to be taken in."""

    def add_one(name: str = "paper.pdf", **fields: object) -> Job:
        new = NewJob(
            file=Path("/documents") / name,
            options=fields.pop("options", SummaryOptions()),  # type: ignore[arg-type]
            sha256=fields.pop("sha256", "a" * 64),  # type: ignore[arg-type]
            **fields,  # type: ignore[arg-type]
        )
        return library.add([new])[0]

    return add_one
