"""What an owner says of itself, as far as rows depend on it."""

from desktop.jobs.status import OwnerStatus
from desktop.model_words import explain_window
from desktop.ui.wording import Surroundings


def surroundings_of(status: OwnerStatus | None, next_id: str) -> Surroundings:
    """The surroundings of all rows; `next_id` is the job whose turn is next."""
    if status is None:
        return Surroundings(next_id=next_id)
    engine = status.engine
    return Surroundings(
        next_id=next_id,
        engine=engine.kind if engine else None,
        address=engine.address if engine else "",
        engine_said=engine.detail if engine and engine.missing == "engine" else "",
        impossible_window=explain_window(engine),
        engine_is_away=status.is_engine_away,
        fetch=status.fetch,
        silent=status.silent,
        broker_place=status.broker_place,
    )
