"""Sunto beside others: the same documents, the same model, the same Ollama.

bench_others [NAME…]

local-terminal-summarizer and a plain LangChain map-reduce run in environments of their own, which
are made the first time; the first 4,000 characters put to the model are what a simple program does;
the first 150 words are the floor that needs no model. Papers are read without their abstract.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import ollama
import pypdfium2

from tests.benchmarks.bench_summaries import in_standard_style
from tests.benchmarks.claim_stock import CACHE
from tests.benchmarks.engines_at_work import ollama_at_work
from tests.benchmarks.kept_runs import Run, kept, load_now
from tests.benchmarks.known_documents import EVERYDAY, PAPERS, Known, known_documents
from tests.benchmarks.papers import READER
from tests.benchmarks.quality import Judge, rouge
from worker.reading.sandbox import read_document

MODEL = "0.5b"
CHARACTERS_READ = 4000
WORDS_OF_THE_FLOOR = 150
MOST_S = 3600.0
LANGCHAIN = (
    "langchain-classic==1.0.8",
    "langchain-community==0.4.2",
    "langchain-ollama==1.1.0",
    "langchain-text-splitters==1.1.3",
    "pypdf==7.1.1",
)
TERMINAL_SUMMARIZER = ("local-terminal-summarizer[pdf]==0.7.0",)

Way = Callable[[Path, str], str]


def main() -> None:
    """Run what is not kept yet, document by document, and print a row for each way."""
    names = sys.argv[1:]
    with ollama_at_work() as server:
        for document in known_documents(PAPERS | EVERYDAY):
            if not names or document.name in names:
                _compare(document, server.address)


def _compare(document: Known, address: str) -> None:
    sha = hashlib.sha256(document.file.read_bytes()).hexdigest()
    text = read_document(document.file, sha=sha, command=READER)
    judge, pages = Judge(text), len(text.pages)
    print(f"\n{document.name}: {pages} pages")
    print(
        f"{'':<28}{'pages a min':>12}{'load':>6}{'ROUGE-1, 2, L':>18}{'right':>14}{'invented':>9}"
    )
    for name, run in _runs(document, address):
        overview = run.text
        if run.summary is not None:
            claims = (*run.summary.overview, *run.summary.points)
            overview = " ".join(one.text for one in claims)
        found = judge.of_summary(run.summary) if run.summary else judge.of_text(run.text)
        scores = rouge(overview, document.abstract) if document.abstract else ()
        speed = f"{pages * 60 / run.wall_s:.1f}" if run.wall_s else "-"
        right = f"{found.shown_right}/{found.shown} {found.shown_right / max(1, found.shown):.0%}"
        print(
            f"{name:<28}{speed:>12}{run.load:>6}"
            f"{' '.join(f'{one:.2f}' for one in scores) or '-':>18}{right:>14}{found.invented:>9}",
            flush=True,
        )


def _runs(document: Known, address: str) -> Iterator[tuple[str, Run]]:
    ways: dict[str, Way] = {
        "first 150 words": _first_words,
        "first 4,000 characters": _first_characters,
        "LangChain map-reduce": _langchain,
        "local-terminal-summarizer": _terminal_summarizer,
    }
    yield "Sunto", in_standard_style(document, address, MODEL)
    for name, way in ways.items():
        yield name, _of_others(name, way, document.file, address)


def _of_others(name: str, way: Way, file: Path, address: str) -> Run:
    return kept((name, MODEL), file, lambda: _timed(way, file, address), is_ours=False)


def _timed(way: Way, file: Path, address: str) -> Run:
    started = time.monotonic()
    text = way(file, address)
    took_s = time.monotonic() - started if way is not _first_words else 0.0
    return Run(day=f"{datetime.now(UTC):%Y-%m-%d}", load=load_now(), wall_s=took_s, text=text)


def _langchain(file: Path, address: str) -> str:
    script = Path(__file__).with_name("langchain_map_reduce.py")
    # -P: beside the script lies our `numbers`, which it would take for Python's own.
    python = str(_python("langchain", LANGCHAIN))
    return _run([python, "-P", str(script), str(file), MODEL, address])


def _terminal_summarizer(file: Path, address: str) -> str:
    program = _python("terminal-summarizer", TERMINAL_SUMMARIZER).with_name("summarize")
    options = ["--backend", "ollama", "--endpoint", address, "--model", MODEL, "--no-stream"]
    quiet = ["--quiet", "--no-progress", "--no-session", "--cache", "off", "--timeout", "1800"]
    return _run([str(program), str(file), *options, *quiet])


def _first_characters(file: Path, address: str) -> str:
    question = f"Summarize the following text:\n\n{_text(file)[:CHARACTERS_READ]}"
    # Without a limit this model has been seen to go on for ever.
    answer = ollama.Client(address, trust_env=False).chat(
        model=MODEL,
        messages=[{"role": "user", "content": question}],
        options={"num_predict": 1000},
    )
    return answer.message.content or ""


def _first_words(file: Path, _address: str) -> str:
    return " ".join(_text(file).split()[:WORDS_OF_THE_FLOOR])


def _text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\ufffe", "")


def _python(name: str, packages: Sequence[str]) -> Path:
    """The Python of an environment that holds these packages; made where it is not there."""
    shaped_by = hashlib.sha256(" ".join(packages).encode()).hexdigest()[:8]
    folder = CACHE / f"{name}-{shaped_by}"
    python = folder / "bin" / "python"
    if not (folder / "done").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
        (folder / "done").touch()
    return python


def _run(command: Sequence[str]) -> str:
    """What a program prints; its configuration and caches are found nowhere."""
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as home:
        clean = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home, "NO_PROXY": "*"}
        kept_variables = {"PATH": os.environ["PATH"], **clean}
        done = subprocess.run(
            command, env=kept_variables, capture_output=True, text=True, timeout=MOST_S, check=False
        )
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        done.check_returncode()
    return done.stdout


if __name__ == "__main__":
    main()
