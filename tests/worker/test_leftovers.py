"""Messages of workers that died go after a week; those in somebody's hands stay."""

import signal
import time
from pathlib import Path

import redis

from tests.end2end.machines import OwnBroker
from worker.contract.celery_app import BrokerAddress, make_app
from worker.leftovers import LEFT_AFTER_S, MESSAGES_KEY, TIMES_KEY, sweep

PREFIX = BrokerAddress(url="redis://localhost").prefix


def test_only_what_was_taken_long_ago_goes(tmp_path: Path) -> None:
    broker = OwnBroker(tmp_path)
    broker.start()
    try:
        with redis.Redis.from_url(broker.url) as client:
            take_two(broker)
            assert client.hlen(PREFIX + MESSAGES_KEY) == 2, "kombu keeps them elsewhere now"
            assert sweep(client, PREFIX) == 0
            first, second = client.zrange(PREFIX + TIMES_KEY, 0, -1)
            client.zadd(PREFIX + TIMES_KEY, {first: time.time() - LEFT_AFTER_S - 60})
            assert sweep(client, PREFIX) == 1
            assert client.hkeys(PREFIX + MESSAGES_KEY) == [second]
            assert client.zrange(PREFIX + TIMES_KEY, 0, -1) == [second]
    finally:
        broker.end(signal.SIGKILL)


def take_two(broker: OwnBroker) -> None:
    """Take two messages as a worker does that dies before it has acknowledged them."""
    app = make_app(BrokerAddress(url=broker.url))
    for _ in range(2):
        app.send_task("anything", queue="small.1")
    with app.connection_for_read() as connection:
        channel = connection.default_channel
        channel.qos.restore_at_shutdown = False
        found = [channel.basic_get("small.1") for _ in range(2)]
        assert None not in found
        # As a kill would leave it: without a word.
        channel.qos._delivered.clear()
    app.close()
