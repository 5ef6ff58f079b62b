"""Bad input: how every hostile, scanned and encrypted document ends; the slowest; peak memory.

bench_bad_input [--no-ocr] [FILE…]; without files those of ../shared/pdfs and some made here: 2 GB,
20,000 pages, 10 MB of text on a page, no language at all. Each is read, recognised, marked and
planned as a job would, by the real reader; what a model makes of it is measured elsewhere.
"""

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.bad_files import make_bad_files
from tests.benchmarks.claim_stock import CHARACTERS_A_TOKEN, TOKENS_A_CHUNK
from worker.contract.errors import ErrorCode, JobFailed, Parked
from worker.reading.left_out import mark_left_out
from worker.reading.pages import DocumentText, PageText
from worker.reading.recognised import RecognisedPage, unrecognised, with_recognised
from worker.reading.sandbox import read_document, recognise_pages, require_text
from worker.summarising.chunks import plan_chunks
from worker.summarising.facts import facts_of, not_sent

PDFS = Path(__file__).parents[3] / "shared" / "pdfs"
READER = (sys.executable, "-m", "worker", "reader")
SLOW_S = 5.0
BROKEN = (ErrorCode.READER_CRASHED, ErrorCode.READER_TIMED_OUT)


def main() -> None:
    """Read them all and print what became of them."""
    named = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        outcomes: Counter[str] = Counter()
        for path in named or [*_shared(), *make_bad_files(Path(folder))]:
            before = time.monotonic()
            outcome = _end_of(path)
            took = time.monotonic() - before
            kind, _, detail = outcome.partition(": ")
            outcomes[kind] += 1
            is_telling = took > SLOW_S or kind in BROKEN or not path.is_relative_to(PDFS)
            if is_telling or named:
                print(f"{path.name:<44} {took:7.1f} s  {kind} {detail}", flush=True)
    for kind, count in outcomes.most_common():
        print(f"{kind:<44} {count:7}")
    broken = sum(outcomes[str(code)] for code in BROKEN)
    print(f"{'readers that crashed or fell silent':<44} {broken:7}   (aim: 0)")
    _print_peak("peak memory of a reader", resource.RUSAGE_CHILDREN)
    _print_peak("peak memory of the process that plans", resource.RUSAGE_SELF)


def _shared() -> Iterator[Path]:
    for folder in ("hostile", "scans", "encrypted"):
        yield from sorted((PDFS / folder).glob("*.pdf"))


def _end_of(path: Path) -> str:
    """How a document ends before a model is asked: planned, or with a typed error."""
    try:
        document = read_document(path, sha="a" * 64, command=READER)
        document = _recognised(path, document)
        require_text(document)
    except JobFailed as error:
        return str(error.code)
    except Parked as parked:
        return f"waits for {parked.reason}"
    document = mark_left_out(document)
    facts = facts_of(document, fallback_title=path.stem, reading_s=0.0)
    not_sent(document, _tokens)
    chunks = plan_chunks(document, bound_tokens=_tokens, budget_tokens=TOKENS_A_CHUNK)
    states = Counter(map(str, document.page_states))
    return f"planned: {facts.language}, {dict(states)}, {len(chunks)} chunks"


def _recognised(path: Path, document: DocumentText) -> DocumentText:
    numbers = unrecognised(document)
    if not numbers or "--no-ocr" in sys.argv:
        return document
    found: dict[int, RecognisedPage] = {}

    def keep(page: PageText) -> None:
        found[page.number] = RecognisedPage.of(page)

    recognise_pages(path, numbers, command=READER, on_page=keep)
    return with_recognised(document, found)


def _tokens(text: str) -> int:
    return round(len(text) / CHARACTERS_A_TOKEN)


def _print_peak(name: str, who: int) -> None:
    peak = resource.getrusage(who).ru_maxrss / 1024
    print(f"{name:<44} {peak:7.0f} MB  (aim: 1024)")


if __name__ == "__main__":
    main()
