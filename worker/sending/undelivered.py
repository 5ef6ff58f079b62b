"""Why a try ended without the other side having taken what was sent; never crosses a process."""

from worker.contract.delivery import Outcome
from worker.contract.sending_states import OutcomeState, Problem

REPLY_LENGTH = 300


class Undelivered(Exception):
    """Ends a try: for now (`is_final` False) or for good."""

    def __init__(self, problem: Problem, *, is_final: bool = False, **params: str | int) -> None:
        super().__init__(problem, params)
        self.problem = problem
        self.is_final = is_final
        self.params = params

    def outcome(self) -> Outcome:
        """What is told to the owner."""
        state = OutcomeState.REFUSED if self.is_final else OutcomeState.POSTPONED
        return Outcome(state=state, problem=self.problem, params=dict(self.params))


def one_line(text: bytes | str) -> str:
    """What a server said, safe to keep and to show."""
    decoded = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    kept = "".join(c if c.isprintable() else " " for c in decoded)
    return " ".join(kept.split())[:REPLY_LENGTH]
