from dataclasses import replace
from pathlib import Path

import pytest

from desktop.jobs.job import Job, JobError
from desktop.ui.state_words import OF_SUNTO, OF_THE_MODEL, card_of
from desktop.ui.wording import Remedy, Surroundings
from worker.contract.errors import ErrorCode
from worker.contract.messages import SummaryOptions
from worker.contract.states import JobState

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
