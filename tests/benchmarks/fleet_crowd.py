"""10,000 jobs of 20 owners at one broker: what it holds meanwhile, and how long they take.

Broker, owners, libraries and Celery's workers are real; only the work is not: a task here fetches
its document and answers with a finished summary, so that what is measured is everything else.

python -m tests.benchmarks.fleet_crowd                 all of it
python -m tests.benchmarks.fleet_crowd owner FOLDER N  one owner with N jobs, until they are done
python -m tests.benchmarks.fleet_crowd worker FOLDER   one worker
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import redis
from celery import Celery
from celery.app.task import Task

from tests.benchmarks.numbers import say
from tests.end2end.machines import ROOT, OwnBroker
from tests.fakes.ollama_server import FakeOllama
from tests.samples import a_summary
from worker import service
from worker.contract.celery_app import BrokerAddress
from worker.contract.messages import JobSummarised, SummariseRequest, SummaryOptions, to_wire
from worker.contract.names import TaskName
from worker.contract.paths import DataPaths
from worker.contract.states import JobState
from worker.steps import Bench

OWNERS, WORKERS, CONCURRENCY = 20, 2, 4
JOBS = int(os.environ.get("SUNTO_BENCH_JOBS", "10000"))
DOCUMENT_BYTES = 100_000
LOOK_EVERY_S = 0.25
WITHIN_S = 3600.0


def main() -> None:
    """Measure on a broker of our own."""
    with (
        tempfile.TemporaryDirectory(prefix="sunto-crowd-") as folder,
        FakeOllama() as ollama,
        ExitStack() as stack,
    ):
        top = Path(folder)
        broker = OwnBroker(top)
        broker.start()
        stack.callback(broker.end)
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SUNTO_BROKER_URL": broker.url,
            "SUNTO_WORK_HERE": "no",
            "SUNTO_ENGINE": "ollama",
            "OLLAMA_HOST": ollama.address,
        }
        for number in range(WORKERS):
            worker = started(environment, "worker", str(top / f"worker{number}"))
            stack.callback(worker.wait)
            stack.callback(worker.terminate)
        began = time.monotonic()
        owners = [
            started(environment, "owner", str(top / f"owner{number}"), str(JOBS // OWNERS))
            for number in range(OWNERS)
        ]
        for owner in owners:
            stack.callback(owner.kill)
        most, queued = watch(broker, owners)
        took_s = time.monotonic() - began
        assert [owner.returncode for owner in owners] == [0] * OWNERS
        say(f"{JOBS} jobs of {OWNERS} owners, until all are done", [took_s], "s")
        say("  jobs a second", [JOBS / took_s], "")
        say("  broker's memory at most", [most / 1e6], "MB")
        say("  messages waiting at most", [queued], "")
        say("  load of the machine", [os.getloadavg()[0]], "")
        with redis.Redis.from_url(broker.url) as client:
            left = int(client.info("memory")["used_memory"])
            say("  broker's memory afterwards", [left / 1e6], "MB")
            say("  keys afterwards", [client.dbsize()], "")


def started(environment: dict[str, str], *arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.benchmarks.fleet_crowd", *arguments]
    log = Path(arguments[1] + ".log").open("wb")  # noqa: SIM115  # the child's
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)


def watch(broker: OwnBroker, owners: "list[subprocess.Popen[bytes]]") -> tuple[int, int]:
    """Until every owner has ended: the broker's bytes and waiting messages at most."""
    most, queued, end = 0, 0, time.monotonic() + WITHIN_S
    with redis.Redis.from_url(broker.url) as client:
        while any(owner.poll() is None for owner in owners) and time.monotonic() < end:
            most = max(most, int(client.info("memory")["used_memory"]))
            queued = max(queued, int(client.llen("sunto:small.1")))
            time.sleep(LOOK_EVERY_S)
    return most, queued


def owner(folder: Path, count: int) -> int:
    """Have that many jobs done."""
    from desktop.jobs.library import Library
    from desktop.jobs.owner import Owner
    from desktop.jobs.records import NewJob
    from desktop.settings_file import load

    paths = DataPaths(folder / "data", folder / "run")
    paths.create()
    new_jobs = []
    for number in range(count):
        content = f"%PDF-1.4 {folder.name} {number} ".encode() + os.urandom(DOCUMENT_BYTES)
        sha256 = hashlib.sha256(content).hexdigest()
        file = paths.document(sha256)
        file.write_bytes(content)
        new_jobs.append(NewJob(file, SummaryOptions(), sha256=sha256, size_bytes=len(content)))
    library = Library(paths.library)
    library.add(new_jobs)
    working = Owner(paths, library, load(paths))
    end = time.monotonic() + WITHIN_S
    try:
        while library.unfinished() and time.monotonic() < end:
            working.tick()
            time.sleep(0.2)
        return 0 if len(library.jobs(JobState.DONE)) == count else 1
    finally:
        working.stop()
        library.close()


def worker(folder: Path) -> int:
    """Work until told to stop."""
    service.register = register_finished
    broker = BrokerAddress(url=os.environ["SUNTO_BROKER_URL"])
    paths = DataPaths(folder / "data", folder / "run")
    return service.run(service.ServiceOptions(broker, paths, CONCURRENCY, is_child=False))


def register_finished(app: Celery, _: BrokerAddress, make_bench: Callable[[], Bench]) -> None:
    """A task of the name that owners send to, for which there is nothing to do."""
    benches: list[Bench] = []

    def summarise(self: Task, message: dict[str, Any]) -> dict[str, Any]:
        if not benches:
            benches.append(make_bench())
        request = SummariseRequest.model_validate(message)
        with benches[0].flights.of(request.attempt, self.request.id):
            benches[0].documents.locate(request.document)
            return to_wire(JobSummarised(summary=a_summary(request.title), pages=1))

    app.task(summarise, name=str(TaskName.SUMMARISE), bind=True, resultrepr_maxsize=16)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["owner", folder, count]:
            sys.exit(owner(Path(folder), int(count)))
        case ["worker", folder]:
            sys.exit(worker(Path(folder)))
        case _:
            main()
