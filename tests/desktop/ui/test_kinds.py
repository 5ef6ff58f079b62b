from dataclasses import replace

from desktop.ui.kinds import in_need, kinds_of
from tests.desktop.ui.test_wording import WAITING
from worker.contract.states import JobState, WaitReason


def test_who_waits_for_a_password_needs_somebody_unless_it_is_paused() -> None:
    locked = replace(WAITING, reason=WaitReason.PASSWORD)
    paused = replace(locked, state=JobState.PAUSED)
    kinds = kinds_of([WAITING, locked, locked, paused])
    assert kinds[JobState.WAITING, WaitReason.PASSWORD] == 2
    assert in_need(kinds) == 2
