"""Pulling: the stream as a scripted server sends it."""

import time

import pytest

from tests.fakes.ollama_server import FakeModel, FakeOllama
from worker.engines.engine import Interrupted
from worker.engines.fetch_errors import (
    EngineSilent,
    EngineTooOld,
    NoMemory,
    NotUsable,
    UnknownModel,
    Unreachable,
    WrongContent,
)
from worker.engines.pull import pull

WEIGHTS = "sha256:" + "ab" * 32
Lines = list[dict[str, object]]


def blob(completed: int, total: int = 1000, digest: str = WEIGHTS) -> dict[str, object]:
    return {"status": "pulling abab", "digest": digest, "total": total, "completed": completed}


WHOLE: Lines = [
    {"status": "pulling manifest"},
    {"status": "pulling abab", "digest": WEIGHTS, "total": 1000},
    blob(400),
    blob(1000),
    blob(20, 20, "sha256:" + "cd" * 32),
    {"status": "verifying sha256 digest"},
    {"status": "success"},
]


def get(fake: FakeOllama, name: str = "small") -> tuple[str, Lines]:
    reports: list[tuple[int, int]] = []
    found = pull(fake.address, name, report=lambda *r: reports.append(r))
    return found, reports  # type: ignore[return-value]


def test_progress_over_all_blobs(fake_ollama: FakeOllama) -> None:
    fake_ollama.pulls = [WHOLE]
    name, reports = get(fake_ollama)
    assert name == "small:latest"
    assert reports == [
        (0, 1000),
        (400, 1000),
        (1000, 1000),
        (1020, 1020),
        (1020, 1020),
        (1020, 1020),
    ]


def test_a_cut_stream_is_taken_up(fake_ollama: FakeOllama) -> None:
    fake_ollama.pulls = [WHOLE[:3], WHOLE]
    assert get(fake_ollama)[0] == "small:latest"
    assert len(fake_ollama.pulled) == 2


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("pull model manifest: file does not exist", UnknownModel),
        ("invalid model name", UnknownModel),
        ("pull model manifest: 412: this model requires a newer version of Ollama", EngineTooOld),
        ("digest mismatch, file must be downloaded again: want a, got b", WrongContent),
        ("max retries exceeded: dial tcp: i/o timeout", Unreachable),
    ],
)
def test_why_it_was_not_to_be_had(
    fake_ollama: FakeOllama, error: str, kind: type[Exception]
) -> None:
    fake_ollama.pulls = [[{"status": "pulling manifest"}, {"error": error}]]
    with pytest.raises(kind):
        get(fake_ollama)


def test_a_model_that_could_never_run_here_is_stopped_at_its_first_line(
    fake_ollama: FakeOllama,
) -> None:
    huge = {"status": "pulling abab", "digest": WEIGHTS, "total": 10**16, "completed": 10**16}
    fake_ollama.pulls = [[huge, {"status": "success"}]]
    with pytest.raises(NoMemory):
        get(fake_ollama)


def test_a_model_that_turns_out_unfit_is_said(fake_ollama: FakeOllama) -> None:
    fake_ollama.models = [FakeModel("raw:latest", template="{{ .Prompt }}")]
    fake_ollama.pulls = [WHOLE]
    with pytest.raises(NotUsable, match="no_chat_template"):
        get(fake_ollama, "raw")


def test_stopping_closes_the_stream(fake_ollama: FakeOllama) -> None:
    fake_ollama.pulls = [[blob(1), {"stall": True}]]
    asked = time.monotonic() + 0.5
    with pytest.raises(Interrupted):
        pull(
            fake_ollama.address,
            "small",
            report=lambda *_: None,
            interrupted=lambda: time.monotonic() > asked,
        )
    assert time.monotonic() - asked < 1


def test_no_ollama() -> None:
    with pytest.raises(EngineSilent):
        pull("http://127.0.0.1:9", "small", report=lambda *_: None)
