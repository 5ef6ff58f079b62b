"""The export folder: names by a pattern, nothing written over, nothing outside, whole or not."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.choices import Format
from desktop.delivery.folder import relative_path, write
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from tests.samples import a_summary
from worker.contract.messages import SummaryOptions
from worker.contract.sending_states import OutcomeState, Problem


@pytest.fixture
def job(library: Library) -> Job:
    (added,) = library.add([NewJob(Path("/x/paper one.pdf"), SummaryOptions())])
    return replace(added, finished_at=1_764_036_000.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("{title}", "MapReduce.md"),
        ("", "MapReduce.md"),
        ("{date} {title}", "2025-11-25 MapReduce.md"),
        ("{language}/{file}-{style}", "en/paper one-standard.md"),
        ("/{title}/", "MapReduce.md"),
        ("../../{title}", "summary/summary/MapReduce.md"),
        ("{unknown} {title}", "unknown MapReduce.md"),
    ],
)
def test_names_come_from_the_pattern(job: Job, pattern: str, path: str) -> None:
    assert str(relative_path(pattern, Format.MARKDOWN, job, a_summary())) == path


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "/etc/passwd", "a\0b", "..", "{file}", "con"]
)
def test_no_title_leads_out_of_the_folder(
    job: Job, folder: Path, tmp_path: Path, title: str
) -> None:
    outcome = write(folder, "{title}", Format.MARKDOWN, job, a_summary(title))
    assert outcome.state is OutcomeState.ACCEPTED
    (written,) = tmp_path.rglob("*.md")
    assert written.parent == folder
    assert written.stem != "paper one"


@pytest.mark.parametrize("form", list(Format))
def test_every_kind_of_file_is_written(job: Job, folder: Path, form: Format) -> None:
    write(folder, "{title}", form, job, a_summary())
    assert (folder / f"MapReduce.{form.value}").stat().st_size > 100


def test_nothing_is_written_over(job: Job, folder: Path) -> None:
    mine = folder / "MapReduce.md"
    mine.write_text("a file of mine")
    for language in ("en", "it", "de"):
        summary = a_summary().model_copy(update={"language": language})
        write(folder, "{title}", Format.JSON, job, summary)
        write(folder, "{title}", Format.MARKDOWN, job, summary)
    assert mine.read_text() == "a file of mine"
    names = sorted(path.name for path in folder.glob("*.json"))
    assert names == ["MapReduce (2).json", "MapReduce (3).json", "MapReduce.json"]
    assert len(list(folder.iterdir())) == 5


@pytest.mark.parametrize("form", list(Format))
def test_the_same_summary_once_more_is_one_file(job: Job, folder: Path, form: Format) -> None:
    for _ in range(3):
        write(folder, "{title}", form, job, a_summary())
    assert [path.name for path in folder.iterdir()] == [f"MapReduce.{form.value}"]


def test_a_folder_that_is_away_is_waited_for_and_not_made(job: Job, folder: Path) -> None:
    away = folder / "usb stick"
    outcome = write(away, "{title}", Format.MARKDOWN, job, a_summary())
    assert (outcome.state, outcome.problem) == (OutcomeState.POSTPONED, Problem.FOLDER)
    assert not away.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said_so(job: Job, folder: Path) -> None:
    folder.chmod(0o500)
    outcome = write(folder, "{title}", Format.MARKDOWN, job, a_summary())
    folder.chmod(0o700)
    assert outcome.problem is Problem.FOLDER
    assert outcome.params["reason"] == "Permission denied"
