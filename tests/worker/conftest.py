"""What several tests of the worker stand on."""

from collections.abc import Iterator

import pytest
from redis import Redis

from desktop.services.broker import Broker
from worker.contract.names import Database
from worker.contract.paths import DataPaths


@pytest.fixture
def client(paths: DataPaths) -> Iterator[Redis]:
    broker = Broker(paths)
    broker.start()
    try:
        with broker.address.connect(Database.RESULTS) as client:
            yield client
    finally:
        broker.stop()
