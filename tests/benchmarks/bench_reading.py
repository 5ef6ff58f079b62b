"""Reading: pages a second, what is left out by kind, seconds a recognised page, peak memory.

bench_reading [PDF…]; without arguments the papers, everyday documents and scans of ../shared/pdfs.
"""

import resource
import sys
import time
from collections import Counter
from pathlib import Path

from tests.benchmarks.numbers import say
from worker.reading.left_out import mark_left_out
from worker.reading.pages import DocumentText, PageText
from worker.reading.recognised import unrecognised
from worker.reading.sandbox import read_document, recognise_pages

ROOT = Path(__file__).parents[2]
PDFS = ROOT.parent / "shared" / "pdfs"
READER = (
    sys.executable,
    "-c",
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from worker.reading.child import run;"
    " sys.exit(run(sys.argv[1:]))",
)


def main() -> None:
    """Measure the files named, or the shared ones."""
    named = [Path(name) for name in sys.argv[1:]]
    papers = named or sorted(PDFS.glob("papers/*.pdf")) + sorted(PDFS.glob("everyday/*.pdf"))
    pages, seconds = 0, 0.0
    left: Counter[str] = Counter()
    characters = 0
    for path in papers:
        document, took = _read(path)
        pages, seconds = pages + len(document.pages), seconds + took
        characters += sum(len(page.text) for page in document.pages)
        for page in document.pages:
            for each in page.left_out:
                left[str(each.kind)] += each.end - each.start
        say(f"{path.name}: pages/s, start of the reader included", [len(document.pages) / took], "")
    say("all: pages/s, start of the readers included", [pages / seconds], "", "200")
    for kind, count in left.most_common():
        say(f"left out: {kind}", [100 * count / max(1, characters)], "%")
    say("peak memory of a reader so far", [_peak_mb()], "MB", "1024")
    _recognise([] if named else sorted(PDFS.glob("scans/*.pdf")))


def _read(path: Path) -> tuple[DocumentText, float]:
    started = time.monotonic()
    document = read_document(path, sha="a" * 64, command=READER)
    took = time.monotonic() - started
    return mark_left_out(document), took


def _recognise(paths: list[Path]) -> None:
    seconds: list[float] = []
    for path in paths:
        if path.stat().st_size < 100:
            continue
        document, _ = _read(path)
        started = time.monotonic()

        def take(page: PageText) -> None:
            nonlocal started
            seconds.append(time.monotonic() - started)
            started = time.monotonic()

        numbers = unrecognised(document)
        if numbers:
            recognise_pages(path, numbers, command=READER, on_page=take)
    if seconds:
        say("text recognition: one page, the first of a file with the load", seconds, "s")
        say("peak memory of a reader that recognises", [_peak_mb()], "MB", "1024")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
