from dataclasses import replace
from pathlib import Path

import pytest

from desktop.jobs.job import Job, JobError
from desktop.ui.state_words import OF_SUNTO, OF_THE_MODEL, card_of
from desktop.ui.wording import Remedy, Surroundings
from worker.contract.errors import ErrorCode
from worker.contract.messages import SummaryOptions
from worker.contract.states import EngineKind, JobState, WaitReason

FAILED = Job(
    id="aaaa",
    batch="b",
    file=Path("/x.pdf"),
    title="x",
    options=SummaryOptions(),
    position=1.0,
    added_at=0.0,
    state=JobState.FAILED,
    reason=None,
)


@pytest.mark.parametrize("code", ErrorCode)
def test_every_failure_has_words_and_buttons(code: ErrorCode) -> None:
    card = card_of(replace(FAILED, error=JobError(code, {})), Surroundings())
    assert card.title
    assert card.sentence
    assert card.hint
    offered = [link.remedy for link in card.remedies]
    assert {Remedy.AGAIN, Remedy.LOG} <= set(offered)
    assert (offered[0] is Remedy.OTHER_MODEL) == (code in OF_THE_MODEL)
    assert (Remedy.SHOW_FILE in offered) == (code not in OF_THE_MODEL | OF_SUNTO)


def test_a_server_that_does_not_take_us_is_quoted() -> None:
    job = replace(FAILED, state=JobState.WAITING, reason=WaitReason.ENGINE)
    said = "https://gpu.example.org: Incorrect API key provided (401)"
    around = Surroundings(engine=EngineKind.OPENAI, address="https://gpu.example.org")
    assert "Incorrect API key" in card_of(job, replace(around, engine_said=said)).hint
    assert card_of(job, around).hint
    running = replace(job, state=JobState.RUNNING, reason=None)
    assert "gpu.example.org" in card_of(running, around).hint
    assert not card_of(running, Surroundings(address="http://127.0.0.1:11434")).hint


def test_what_waits_for_a_shared_broker_says_where_to_look() -> None:
    job = replace(FAILED, state=JobState.WAITING, reason=WaitReason.BROKER)
    card = card_of(job, Surroundings(broker_place="mill.example.org:6379"))
    assert card.title == "Waiting for the broker at mill.example.org:6379"
    assert "network" in card.hint
    assert "Sunto restarts" in card_of(job, Surroundings()).title
