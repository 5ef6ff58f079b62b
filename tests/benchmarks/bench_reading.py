"""Reading: pages a second, what is left out by kind, seconds a recognised page, peak memory.

bench_reading [--no-ocr] [PDF…]; without files the papers, everyday documents and scans of
../shared/pdfs.
"""

import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
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
BARE = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
for number in range(len(document)):
    page = document[number]
    text = page.get_textpage()
    text.get_text_range()
    text.close()
    page.close()
"""
_MANY_PAGES = 10


def main() -> None:
    """Measure the files named, or the shared ones."""
    named = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    if named:
        _speed("all", named)
        return
    _speed("papers", sorted(PDFS.glob("papers/*.pdf")))
    _speed("everyday", sorted(PDFS.glob("everyday/*.pdf")))
    if "--no-ocr" not in sys.argv:
        _recognise(sorted(PDFS.glob("scans/*.pdf")))


def _speed(name: str, paths: Sequence[Path]) -> None:
    """Pages a second, a reader a file and its start included; and what is left out.

    Processor time is what a machine with other work can be compared by; beside it stands what
    PDFium alone takes, a process a file as well.
    """
    left: Counter[str] = Counter()
    pages = characters = 0
    wall = 0.0
    before = _child_s()
    for path in paths:
        document, took = _read(path)
        wall += took
        pages += len(document.pages)
        characters += sum(len(page.text) for page in document.pages)
        for page in document.pages:
            for each in page.left_out:
                left[str(each.kind)] += each.end - each.start
        if len(document.pages) >= _MANY_PAGES:
            say(f"{path.name}: pages/s", [len(document.pages) / took], "")
    ours = _child_s() - before
    say(f"{name}: pages/s", [pages / wall], "", "200")
    say(f"{name}: pages a second of processor time", [pages / ours], "", "200")
    for path in paths:
        subprocess.run([sys.executable, "-c", BARE, str(path)], check=True)
    say(f"{name}: the same of PDFium alone", [pages / (_child_s() - before - ours)], "")
    for kind, count in left.most_common():
        say(f"{name}: left out: {kind}", [100 * count / max(1, characters)], "%")
    say("peak memory of a reader so far", [_peak_mb()], "MB", "1024")


def _read(path: Path) -> tuple[DocumentText, float]:
    started = time.monotonic()
    document = read_document(path, sha="a" * 64, command=READER)
    took = time.monotonic() - started
    return mark_left_out(document), took


def _child_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
