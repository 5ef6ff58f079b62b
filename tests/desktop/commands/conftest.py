"""The command line as others see it: a process, its exit code and its output."""

import os
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from desktop.job_json import JobJson, JobsJson
from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from tests.pdf_files import a_paper
from tests.program import SUNTO
from tests.samples import a_summary
from worker.contract.paths import DataPaths

ROOT = Path(__file__).parents[3]

Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]


@pytest.fixture
def sunto(paths: DataPaths) -> Run:
    """Run a command in the test's data directory; the exit code is checked."""

    def run(
        *arguments: str | Path, code: int = 0, cwd: Path | None = None, input: str | None = None
    ) -> Ran:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            environment.pop(name, None)
        done = subprocess.run(
            [*SUNTO, *map(str, arguments)],
            env=environment,
            text=True,
            capture_output=True,
            timeout=60,
            check=False,
            cwd=cwd,
            input=input,
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done

    return run


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return a_paper(tmp_path, pages=1)


@pytest.fixture
def done_job(add: Callable[..., Job], library: Library, paths: DataPaths) -> Job:
    job = add("done paper.pdf")
    paths.document("a" * 64).write_bytes(b"%PDF-")
    finish = partial(transitions.summarised, pages=1, title="MapReduce", now=time.time())
    stored = library.store_summary(job.id, a_summary(), finish)
    assert stored is not None
    return stored


def jobs_of(ran: Ran) -> list[JobJson]:
    """The jobs of a JSON document, which must be the only thing there is."""
    return list(JobsJson.model_validate_json(ran.stdout).jobs)
