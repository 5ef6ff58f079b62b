import pytest

from desktop.errors import (
    ExitCode,
    Explanation,
    WrongUsage,
    exit_code,
    explain,
    explain_wait,
)
from desktop.jobs.job import JobError
from worker.contract.errors import CannotStart, ErrorCode, JobFailed, SuntoError
from worker.contract.states import WaitReason


@pytest.mark.parametrize("code", ErrorCode)
def test_every_error_has_words(code: ErrorCode) -> None:
    words = explain(JobError(code, {"pages": 3, "window": 512, "needed": 2048}))
    assert words.title
    assert words.sentence.endswith(".")
    assert words.hint.endswith(".")
    assert_plain(words)


def test_parameters_stand_in_the_sentence() -> None:
    words = explain(JobError(ErrorCode.WINDOW_TOO_SMALL, {"window": 512, "needed": 2048}))
    assert "512" in words.sentence
    assert "2048" in words.sentence


def test_a_missing_parameter_is_a_gap_not_a_crash() -> None:
    assert "?" in explain(JobError(ErrorCode.WINDOW_TOO_SMALL, {})).sentence


def test_only_a_scan_is_to_be_scanned_again() -> None:
    def hint(**params: int) -> str:
        return explain(JobError(ErrorCode.NO_TEXT, {"pages": 2, **params})).hint

    assert "scan them again" in hint(pictures=1)
    assert "scan" not in hint(pictures=0)
    assert "get the file again" in hint(pictures=0)
    assert "scan them again" in hint(), "an older worker does not say whether it is one"


def test_braces_in_a_parameter_are_text() -> None:
    words = explain(JobError(ErrorCode.WINDOW_TOO_SMALL, {"window": "{needed}", "needed": 1}))
    assert "{needed}" in words.sentence


@pytest.mark.parametrize("reason", WaitReason)
def test_every_wait_has_words(reason: WaitReason) -> None:
    assert_plain(explain_wait(reason))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (WrongUsage("x"), ExitCode.WRONG_USAGE),
        (CannotStart("x"), ExitCode.CANNOT_START),
        (JobFailed(ErrorCode.DAMAGED), ExitCode.FAILED),
    ],
)
def test_exit_codes(error: SuntoError, code: ExitCode) -> None:
    assert exit_code(error) is code


def assert_plain(words: Explanation) -> None:
    everything = f"{words.title} {words.sentence} {words.hint}"
    assert "!" not in everything
    assert "  " not in everything
    for jargon in ("chunk", "Celery", "Valkey", "exception", "daemon"):
        assert jargon not in everything
