"""Ten minutes of broken PDFs: each ends as pages or as a typed error, in time, and leaves nothing.

Mutants are made from a seed each: a failure names its seed, and `mutant(seed)` makes it again.
"""

import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

from tests.pdf_files import a_paper, prose, write_pdf, write_report, write_scan
from worker.contract.errors import JobFailed, Parked
from worker.reading.sandbox import ReadingLimits, read_document

FUZZ_S = 600.0
LIMITS = ReadingLimits(silence_s=10.0, total_s=30.0, lost_pages=1)
READER = (sys.executable, "-P", "-m", "worker", "reader")

NUMBER = re.compile(rb"\d+")
NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999")
TOKENS = (
    b"obj",
    b"endobj",
    b"stream",
    b"xref",
    b"/Kids",
    b"/Parent",
    b"/Length",
    b"/Filter",
    b"<<",
)


@pytest.mark.long
@pytest.mark.timeout(FUZZ_S * 2)
def test_mutants_for_ten_minutes(tmp_path: Path) -> None:
    stock = _stock(tmp_path)
    outcomes: Counter[str] = Counter()
    slowest_s, end, seed = 0.0, time.monotonic() + FUZZ_S, 0
    while time.monotonic() < end:
        seed += 1
        path = tmp_path / "mutant.pdf"
        path.write_bytes(mutant(seed, stock))
        began = time.monotonic()
        outcomes[_outcome(path, seed)] += 1
        slowest_s = max(slowest_s, time.monotonic() - began)
    print(f"\n{seed} mutants, slowest {slowest_s:.1f} s: {dict(outcomes.most_common())}")
    assert slowest_s < LIMITS.total_s + 10
    assert [child for child in psutil.Process().children() if "reader" in child.cmdline()] == []


def test_a_few_mutants(tmp_path: Path) -> None:
    stock = _stock(tmp_path)
    for seed in range(1, 6):
        path = tmp_path / "mutant.pdf"
        path.write_bytes(mutant(seed, stock))
        _outcome(path, seed)


def mutant(seed: int, stock: list[bytes]) -> bytes:
    """A PDF of the stock after one to six accidents."""
    chance = random.Random(seed)
    content = chance.choice(stock)
    for _ in range(chance.randint(1, 6)):
        content = chance.choice(ACCIDENTS)(content, chance, stock)
    return content or b"%PDF-"


def _bytes_changed(content: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 40)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut_out(content: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start = chance.randint(0, len(content))
    return content[:start] + content[start + chance.randint(1, 2000) :]


def _cut_short(content: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    return content[: chance.randint(0, len(content))]


def _doubled(content: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start = chance.randint(0, len(content))
    piece = content[start : start + chance.randint(1, 2000)]
    return content[:start] + piece * chance.randint(2, 50) + content[start:]


def _spliced(content: bytes, chance: random.Random, stock: list[bytes]) -> bytes:
    other = chance.choice(stock)
    return content[: chance.randint(0, len(content))] + other[chance.randint(0, len(other)) :]


def _number_changed(content: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    places = list(NUMBER.finditer(content))
    if not places:
        return content
    place = chance.choice(places)
    return content[: place.start()] + chance.choice(NUMBERS) + content[place.end() :]


def _token_changed(content: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    return content.replace(chance.choice(TOKENS), chance.choice(TOKENS), chance.randint(1, 3))


ACCIDENTS = (
    _bytes_changed,
    _cut_out,
    _cut_short,
    _doubled,
    _spliced,
    _number_changed,
    _number_changed,
    _token_changed,
)


def _stock(folder: Path) -> list[bytes]:
    files = [
        a_paper(folder, pages=2),
        write_pdf(folder / "locked.pdf", [prose(1)], password="sesame"),
        write_scan(folder / "scan.pdf", [prose(2)], layer=True),
        write_report(folder / "report.pdf", [prose(3).split(". ")], header="A {page}"),
    ]
    return [file.read_bytes() for file in files]


def _outcome(path: Path, seed: int) -> str:
    try:
        document = read_document(path, sha="a" * 64, command=READER, limits=LIMITS)
    except JobFailed as failure:
        return str(failure.code)
    except Parked as parked:
        return str(parked.reason)
    except Exception as error:
        raise AssertionError(f"mutant {seed} ended with {error!r}") from error
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1)), seed
    return "failed pages" if "failed" in document.page_states else "read"
