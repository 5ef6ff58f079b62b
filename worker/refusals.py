"""Messages that are refused: unknown tasks, unknown fields, other formats; each is counted.

The count stands in the broker (`names.REFUSED_KEY`), for `sunto doctor`; the log says what kind it
was and nothing of what was in it.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeVar

from celery.signals import task_rejected, task_unknown
from pydantic import ValidationError
from redis import RedisError

from worker.contract.celery_app import BrokerAddress
from worker.contract.errors import ErrorCode, JobFailed
from worker.contract.names import REFUSED_KEY, Database
from worker.contract.summary import Record

log = logging.getLogger(__name__)

R = TypeVar("R", bound=Record)


class Refusals:
    """Counts what one worker refuses."""

    def __init__(self, broker: BrokerAddress) -> None:
        """Connects only when something is refused."""
        self._broker = broker

    def watch(self) -> None:
        """Count what Celery refuses by itself: tasks that nobody knows, and other formats."""
        task_unknown.connect(self._on_refused, weak=False)
        task_rejected.connect(self._on_refused, weak=False)

    def understood(self, kind: type[R], message: Mapping[str, Any]) -> R:
        """A message, if it is one of this kind to the letter.

        Raises:
            JobFailed: it is not.
        """
        try:
            return kind.model_validate(message)
        except ValidationError as error:
            self._count()
            log.error("a message is refused: %s", error)
            # The message may hold anything: nothing of it goes on in the chain of errors.
            raise JobFailed(ErrorCode.INTERNAL, {"error": "message refused"}) from None

    def _on_refused(self, **_: object) -> None:
        self._count()

    def _count(self) -> None:
        with suppress(RedisError), self._broker.connect(Database.RESULTS) as results:
            results.incr(self._broker.prefix + REFUSED_KEY)
