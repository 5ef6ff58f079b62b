"""One poll of 1,000 live attempts against asking each AsyncResult."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from celery.result import AsyncResult
from redis import Redis

from desktop.jobs.wire import Wire
from desktop.services.broker import Broker
from tests.benchmarks.numbers import say
from worker.contract import names
from worker.contract.celery_app import make_app
from worker.contract.messages import Progress
from worker.contract.names import Database
from worker.contract.paths import DataPaths
from worker.contract.states import Stage

LIVE = 1000
RUNS = 9


def main() -> None:
    """Measure on a broker of our own."""
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        paths = DataPaths(Path(folder) / "data", Path(folder) / "run")
        paths.create()
        broker = Broker(paths)
        broker.start()
        try:
            _measure(broker)
        finally:
            broker.stop()


def _measure(broker: Broker) -> None:
    ids = [f"job{number}.1" for number in range(LIVE)]
    progress = Progress(stage=Stage.SUMMARISING, done=1, total=9).model_dump_json()
    with broker.address.connect(Database.RESULTS) as client:
        for each in ids:
            client.set(names.progress_key(each), progress)
        wire = Wire(broker.address)
        wire.read(ids)
        before = _commands(client)
        wire.read(ids)
        say("commands for one poll", [_commands(client) - before - 1], "", "1 round trip")
        say(
            f"one poll of {LIVE} live jobs",
            [_timed(lambda: wire.read(ids)) for _ in range(RUNS)],
            "ms",
        )
        app = make_app(broker.address)
        each_by_itself = [_timed(lambda: [AsyncResult(i, app=app).state for i in ids])]
        say("the same, each AsyncResult by itself", each_by_itself, "ms")
        wire.close()
        app.close()


def _commands(client: Redis) -> int:
    return int(client.info("stats")["total_commands_processed"])


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
