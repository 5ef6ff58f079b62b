import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.job_json import SCHEMAS, JobJson, JobsJson, ProblemJson, schema, to_json
from desktop.jobs.job import Job, JobError
from tests.samples import a_summary
from worker.contract.errors import ErrorCode
from worker.contract.messages import SummaryOptions
from worker.contract.states import JobState, Stage, WaitReason

FOLDER = Path(__file__).parents[2] / "resources" / "schema"

PROMISED = [
    *("id", "file", "sha256", "pages", "state", "reason", "stage", "done", "total"),
    *("eta_s", "attempt", "redo_of", "error", "summary"),
]


def a_job() -> Job:
    return Job(
        id="abcd234567",
        batch="b" * 10,
        file=Path("/documents/paper.pdf"),
        title="paper",
        options=SummaryOptions(),
        position=1.0,
        added_at=1.5e9,
    )


def dumped(job: JobJson | JobsJson) -> dict[str, object]:
    found: dict[str, object] = json.loads(job.model_dump_json(by_alias=True))
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_files_are_those_of_the_models(name: str) -> None:
    # To write them anew: python -m desktop.job_json resources/schema
    assert json.loads((FOLDER / name).read_text()) == schema(SCHEMAS[name])


def test_the_schemas_promise_every_key_and_allow_more() -> None:
    job = schema(JobJson)
    assert set(PROMISED) <= set(job["required"])
    assert "additionalProperties" not in json.dumps(job)
    assert schema(JobsJson)["required"] == ["jobs"]


def test_a_waiting_job() -> None:
    shown = dumped(to_json(a_job()))
    assert set(PROMISED) <= set(shown)
    assert shown["file"] == "/documents/paper.pdf"
    assert (shown["state"], shown["reason"]) == ("waiting", "turn")
    assert shown["error"] is None
    assert shown["summary"] is None


def test_only_what_is_worked_on_has_a_stage() -> None:
    """A job that waits for its next attempt keeps how far it was; nothing is done meanwhile."""
    job = replace(a_job(), stage=Stage.SUMMARISING, done=2, total=5)
    assert dumped(to_json(job))["stage"] is None
    assert dumped(to_json(replace(job, state=JobState.RUNNING)))["stage"] == "summarising"


def test_a_failed_job_says_why() -> None:
    failed = replace(
        a_job(), state=JobState.FAILED, reason=None, error=JobError(ErrorCode.NO_TEXT, {"pages": 2})
    )
    error = dumped(to_json(failed))["error"]
    assert isinstance(error, dict)
    assert error["code"] == "no_text"
    assert error["title"]
    assert error["hint"]


def test_a_done_job_has_its_summary() -> None:
    shown = dumped(to_json(replace(a_job(), state=JobState.DONE, reason=None), a_summary()))
    summary = shown["summary"]
    assert isinstance(summary, dict)
    assert summary["schema"] == 1
    assert summary["coverage"]["pages"] == 1


def test_a_name_that_is_no_text() -> None:
    job = replace(a_job(), file=Path(b"/documents/\xff.pdf".decode("utf-8", "surrogateescape")))
    assert dumped(to_json(job))["file"] == "/documents/�.pdf"


def test_problems_only_when_there_are_any() -> None:
    assert dumped(JobsJson(jobs=(), problems=())) == {"jobs": []}
    problem = ProblemJson(path="/empty", code="no_pdfs", title="No PDFs", hint="Look elsewhere.")
    assert dumped(JobsJson(jobs=(), problems=(problem,))) == {
        "jobs": [],
        "problems": [problem.model_dump()],
    }


def test_every_wait_reason_can_be_shown() -> None:
    for reason in WaitReason:
        assert to_json(replace(a_job(), reason=reason)).reason is reason
