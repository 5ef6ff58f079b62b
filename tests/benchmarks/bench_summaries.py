"""A whole paper through a real engine: wall time over engine-busy time, tokens sent over text.

bench_paper [PDF…]; without arguments two papers of ../shared/pdfs. Ollama where there
is one, and the built-in engine, both with the 0.5B model.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from desktop.jobs.library import Library
from desktop.jobs.owner import Owner
from desktop.jobs.records import NewJob
from desktop.settings_file import load
from tests.benchmarks.numbers import say
from tests.engine_fixtures import CHATML, READING_MODEL, OllamaServer, find_ollama, mirror_folder
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

PAPERS = Path(__file__).parents[3] / "shared" / "pdfs" / "papers"
TICK_S = 0.25


def main() -> None:
    """Measure each paper with each engine."""
    files = [Path(name).absolute() for name in sys.argv[1:]]
    files = files or [PAPERS / "harvest-yield-5p.pdf", PAPERS / "mapreduce-13p.pdf"]
    model = mirror_folder() / READING_MODEL
    program = find_ollama()
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        if program is not None:
            server = OllamaServer(program, Path(folder))
            try:
                server.wait_ready()
                server.create("reader", f"FROM {model}\n{CHATML}", Path(folder))
                os.environ |= {"SUNTO_ENGINE": "ollama", "OLLAMA_HOST": server.address}
                _measure("ollama", "reader", files)
            finally:
                server.stop()
        os.environ |= {"SUNTO_ENGINE": "builtin"}
        _measure("builtin", str(model), files)


def _measure(engine: str, model: str, files: list[Path]) -> None:
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        paths = DataPaths.locate(Path(folder) / "data")
        paths.create()
        library = Library(paths.library)
        owner = Owner(paths, library, load(paths))
        try:
            for file in files:
                _one(owner, library, engine, model, file)
        finally:
            owner.stop()
            library.close()


def _one(owner: Owner, library: Library, engine: str, model: str, file: Path) -> None:
    (job,) = library.add([NewJob(file, SummaryOptions(model=model))])
    while library.unfinished():
        owner.tick()
        time.sleep(TICK_S)
    ended, summary = library.job(job.id), library.summary(job.id)
    if ended is None or ended.state is not JobState.DONE or summary is None:
        print(f"{engine} {file.name}: {ended}")
        return
    name, timings, coverage = f"{engine} {file.name}", summary.timings, summary.coverage
    say(f"{name}: wall", [timings.total_s], "s")
    say(f"{name}: wall / engine busy", [timings.total_s / timings.engine_s], "", "1.03")
    say(f"{name}: tokens sent / text", [coverage.tokens_sent / coverage.tokens_text], "")
    shown = len(summary.points) + sum(len(section.points) for section in summary.sections)
    say(f"{name}: claims shown, left out", [shown, len(summary.left_out)], "")


if __name__ == "__main__":
    main()
