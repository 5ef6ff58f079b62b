"""Whole documents through the whole program: what it costs, and how good the summaries are.

bench_summaries [--engine ollama|builtin] [--model 0.5b|1.5b] [NAME…]

Each document is summarised in standard style, again as brief (the notes are there), and as a first
look. Runs are kept in the cache folder: see `kept_runs`.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.jobs.library import Library
from desktop.jobs.owner import Owner
from desktop.jobs.records import NewJob
from desktop.settings_file import load
from tests.benchmarks.engines_at_work import MODELS, environment, ollama_at_work
from tests.benchmarks.kept_runs import Run, kept, load_now
from tests.benchmarks.known_documents import EVERYDAY, PAPERS, Known, known_documents
from tests.benchmarks.papers import READER
from tests.benchmarks.quality import NOTHING, Judge, Quality, rouge
from tests.engine_fixtures import mirror_folder
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, Style
from worker.contract.summary import Summary
from worker.reading.sandbox import read_document

TICK_S = 0.1
STYLES = (Style.STANDARD, Style.BRIEF, Style.GLANCE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the program runs: an owner with its library, one engine, one model."""

    owner: Owner
    library: Library
    engine: str
    model: str
    model_name: str


def main() -> None:
    """Run what is not kept yet, and print the table."""
    arguments = _arguments()
    documents = known_documents(PAPERS | EVERYDAY)
    wanted = [one for one in documents if not arguments.names or one.name in arguments.names]
    engine = ollama_at_work() if arguments.engine == "ollama" else nullcontext()
    with engine as server:
        address = server.address if server else ""
        with environment(SUNTO_ENGINE=arguments.engine, OLLAMA_HOST=address):
            _measure(wanted, arguments.engine, arguments.model)


def in_standard_style(document: Known, address: str, model: str) -> Run:
    """A run of a document through an Ollama that is there."""
    with (
        environment(SUNTO_ENGINE="ollama", OLLAMA_HOST=address),
        _place("ollama", model) as place,
    ):
        return _kept(place, document, Style.STANDARD)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("bench_summaries")
    parser.add_argument("--engine", choices=("ollama", "builtin"), default="ollama")
    parser.add_argument("--model", choices=tuple(MODELS), default="0.5b")
    parser.add_argument("names", nargs="*", metavar="NAME")
    return parser.parse_args()


def _measure(documents: list[Known], engine: str, model: str) -> None:
    total = NOTHING
    for document in documents:
        with _place(engine, model) as place:
            runs = {style: _kept(place, document, style) for style in STYLES}
        judge = Judge(read_document(document.file, sha=_sha(document.file), command=READER))
        quality = _print_row(f"{engine} {model} {document.name}", document, runs, judge)
        total += quality
    if len(documents) > 1:
        _print_quality(f"{engine} {model} all", total)


@contextmanager
def _place(engine: str, model: str) -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        paths = DataPaths.locate(Path(folder) / "data")
        paths.create()
        library = Library(paths.library)
        owner = Owner(paths, library, load(paths))
        name = model if engine == "ollama" else str(mirror_folder() / MODELS[model])
        try:
            yield Place(owner, library, engine, model, name)
        finally:
            owner.stop()
            library.close()


def _kept(place: Place, document: Known, style: Style) -> Run:
    what = ("sunto", place.engine, place.model, style)
    return kept(what, document.file, lambda: _run(place, document.file, style))


def _run(place: Place, file: Path, style: Style) -> Run:
    options = SummaryOptions(model=place.model_name, style=style)
    (job,) = place.library.add([NewJob(file, options)])
    started, first_point_s = time.monotonic(), None
    while place.library.unfinished():
        place.owner.tick()
        found = () if first_point_s is not None else place.owner.found(job.id)
        if any(not point.quoted for point in found):
            first_point_s = time.monotonic() - started
        time.sleep(TICK_S)
    ended, summary = place.library.job(job.id), place.library.summary(job.id)
    if ended is None or ended.state is not JobState.DONE or summary is None:
        sys.exit(f"{file.name}: {ended}")
    return Run(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        load=load_now(),
        wall_s=summary.timings.total_s,
        first_point_s=first_point_s,
        summary=summary,
    )


def _print_row(name: str, document: Known, runs: dict[Style, Run], judge: Judge) -> Quality:
    standard = runs[Style.STANDARD]
    summary = standard.summary
    assert summary is not None
    cost, again = summary.coverage, summary.timings.engine_again_s
    print(f"\n{name}   {standard.day}, load {standard.load}")
    _line("pages, of these read; chunks", f"{cost.pages}, {cost.read}; {cost.chunks}")
    _line("wall s; wall / engine busy", f"{standard.wall_s:.1f}; {_wall_share(summary):.3f}")
    main = cost.tokens_sent_main or cost.tokens_sent
    _line("tokens sent / text", f"{main / cost.tokens_text:.2f} (aim: 1.25)")
    _line("second tries and repairs: tokens, s", f"{cost.tokens_sent - main}, {again:.1f}")
    _line("first shown point after s", f"{standard.first_point_s or standard.wall_s:.1f}")
    factor = standard.wall_s / runs[Style.BRIEF].wall_s
    _line("again in another style: times faster", f"{factor:.1f} (aim: 5)")
    share = runs[Style.GLANCE].wall_s / standard.wall_s
    _line("first look / full time", f"{share:.2f} (aim: 0.3)")
    if document.abstract:
        claims = [one.text for one in (*summary.overview, *summary.points)]
        scores = ", ".join(f"{one:.2f}" for one in rouge(" ".join(claims), document.abstract))
        _line("ROUGE-1, 2, L", scores)
    quality = judge.of_summary(summary)
    _print_quality(name, quality)
    return quality


def _print_quality(name: str, quality: Quality) -> None:
    print(f"{name}: claims")
    _line("made, of these right", f"{_of(quality.made_right, quality.made)} (aim: 85 %)")
    right = _of(quality.supported_right, quality.supported)
    _line("shown as supported, of these right", f"{right} (aim: 95 %)")
    _line("shown, a page", f"{quality.shown}, {quality.shown / quality.pages:.1f} (aim: 1)")
    _line("shown with an invented number", f"{quality.invented} (aim: 0)")
    _line("copied 12 words or more", f"{_of(quality.copied, quality.shown)} (aim: 30 %)")


def _of(count: int, whole: int) -> str:
    return f"{count}/{whole} {count / max(1, whole):.0%}"


def _line(what: str, said: str) -> None:
    print(f"  {what:<42} {said}", flush=True)


def _wall_share(summary: Summary) -> float:
    return summary.timings.total_s / summary.timings.engine_s


def _sha(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
