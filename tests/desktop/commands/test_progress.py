import io
from dataclasses import replace

import pytest

from desktop.commands.progress import CLEAR_LINE, ProgressLine, overview, service_words, share_done
from desktop.jobs.job import Job, JobError
from desktop.jobs.status import ModelFetch, OwnerStatus, ServiceState
from tests.desktop.test_job_json import a_job
from worker.contract.errors import ErrorCode
from worker.contract.states import JobState, Stage, WaitReason

OWNS = OwnerStatus(is_owner=True)


def gets(fetch: ModelFetch) -> OwnerStatus:
    return replace(OWNS, fetches=(fetch,))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def running(stage: Stage, done: int, total: int, eta_s: float | None = None) -> Job:
    return replace(
        a_job(),
        state=JobState.RUNNING,
        reason=None,
        stage=stage,
        done=done,
        total=total,
        eta_s=eta_s,
    )


DONE = replace(a_job(), state=JobState.DONE, reason=None)
FAILED = replace(
    a_job(), state=JobState.FAILED, reason=None, error=JobError(ErrorCode.EMPTY_FILE, {})
)


def test_a_pipe_gets_a_line_for_every_change() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream)
    for job in (a_job(), a_job(), running(Stage.READING, 1, 3), running(Stage.READING, 1, 3), DONE):
        line.show([job], OWNS)
    line.close()
    assert stream.getvalue().splitlines() == [
        "paper.pdf: waiting for its turn",
        "paper.pdf: reading page 2 of 3",
        "done       paper.pdf",
    ]


def test_a_long_document_does_not_fill_a_log() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream)
    for page in range(1000):
        line.show([running(Stage.READING, page, 1000)], OWNS)
    assert len(stream.getvalue().splitlines()) == 10


def test_a_terminal_gets_one_line_that_moves() -> None:
    stream = Terminal()
    line = ProgressLine(stream)
    line.show([running(Stage.SUMMARISING, 4, 10, eta_s=130)], OWNS)
    line.show([FAILED], OWNS)
    line.close()
    text = stream.getvalue()
    assert "[#######.........]  paper.pdf: part 5 of 10  about 2 min left" in text
    assert f"{CLEAR_LINE}failed     paper.pdf: The file is empty." in text
    assert text.count("\n") == 1
    assert text.endswith(CLEAR_LINE)


def test_who_needs_a_person_is_told_with_what_to_do() -> None:
    stream = Terminal()
    ProgressLine(stream).show([replace(a_job(), reason=WaitReason.PASSWORD)], OWNS)
    assert "Add the file again with --password." in stream.getvalue()


def test_several_jobs_in_one_line() -> None:
    second = running(Stage.CHECKING, 0, 0)
    assert overview([DONE, second]) == (
        "[###############.]  1 of 2 done  paper.pdf: putting it together and checking it"
    )
    assert overview([]) == ""


def test_the_bar_never_moves_back() -> None:
    steps = [
        a_job(),
        running(Stage.READING, 1, 9),
        running(Stage.READING, 9, 9),
        running(Stage.SUMMARISING, 0, 4),
        running(Stage.SUMMARISING, 4, 4),
        running(Stage.CHECKING, 0, 0),
        DONE,
    ]
    shares = [share_done(job) for job in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (OWNS, ""),
        (OwnerStatus(), "Another Sunto of yours"),
        (
            replace(OWNS, fetches=(ModelFetch("starter", 0, 0),)),
            "Getting the model starter: starting",
        ),
        (
            replace(OWNS, fetches=(ModelFetch("s", 15, 100),)),
            "Getting the model s: 10% of 100 bytes",
        ),
        (
            replace(OWNS, fetches=(ModelFetch("s", 0, 0, "no_room"),)),
            "Not enough room for the model",
        ),
        (replace(OWNS, disk_low=True), "The disk is nearly full."),
        (replace(OWNS, worker=ServiceState.FAILED), "A part of Sunto ends again"),
    ],
)
def test_what_is_said_about_the_parts(status: OwnerStatus, words: str) -> None:
    assert service_words(status).startswith(words)
    assert bool(words) == bool(service_words(status))
