"""The points that a job under way has found so far, read only when somebody looks at it.

Apart from `Wire`: any process may look, also one that does not own the library, from any thread.
"""

from collections.abc import Sequence
from typing import cast

from pydantic import ValidationError
from redis import RedisError

from worker.contract import names
from worker.contract.celery_app import BrokerAddress
from worker.contract.messages import FoundPoint
from worker.contract.names import Database


def found_points(address: BrokerAddress, attempt: str) -> tuple[FoundPoint, ...]:
    """The newest points of an attempt, oldest first; none where the broker does not answer.

    Until the first real point is there, they are sentences of the document (`quoted`).
    """
    try:
        with address.connect(Database.RESULTS) as client:
            key = address.prefix + names.found_key(attempt)
            values = cast(list[bytes], client.lrange(key, 0, -1))
        points = [FoundPoint.model_validate_json(value) for value in values]
    except (RedisError, OSError, ValidationError):
        return ()
    return _without_quotes(points)


def _without_quotes(points: Sequence[FoundPoint]) -> tuple[FoundPoint, ...]:
    real = tuple(point for point in points if not point.quoted)
    return real or tuple(points)
