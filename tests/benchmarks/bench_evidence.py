"""What the check catches: true claims with one thing changed, by kind and language.

bench_evidence [--second | --held-out] [--no-model] [--misses]

True claims are (1) statements written by hand (true_claims.txt), (2) sentences of the documents,
whole and shortened, (3) claims that a model wrote and the second checker finds right. Caught is a
changed claim that is not shown as supported; a false alarm is a true one that is not: for a rule
that it seems to break (*doubted*), or for too few words. With --second: eight everyday texts that
tell mostly who did what to whom (second_claims.txt). With --held-out: statements about documents
that the rules were not made with (held_out_claims.txt), and false ones by hand.
"""

import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.benchmarks.claim_changes import changes, figures_of, names_of, unmarked
from tests.benchmarks.claim_stock import SHARED, chunks_of, claim_stock, path_of
from tests.benchmarks.condition_changes import conditions_of
from tests.benchmarks.harmless_changes import harmless
from tests.benchmarks.second_checker import is_right
from worker.contract.states import ClaimState
from worker.summarising.chunks import Chunk
from worker.summarising.doubts import Doubt
from worker.summarising.evidence import Passages
from worker.summarising.words import content_stems

IS_HELD_OUT = "--held-out" in sys.argv
IS_SECOND = "--second" in sys.argv
_CLAIMS = "held_out" if IS_HELD_OUT else "second" if IS_SECOND else "true"
WRITTEN = Path(__file__).with_name(f"{_CLAIMS}_claims.txt")
BOOK = "papers/csp-book-260p.pdf"
SENTENCES_A_DOCUMENT = 60
LANGUAGES = ("en", "de", "it")
_SHORT, _LONG = 50, 220


@dataclass(frozen=True, slots=True)
class Source:
    """A true claim, what it may rest on, and where it came from."""

    kind: str
    document: str
    language: str
    marked: str
    chunks: tuple[Chunk, ...]


@dataclass(slots=True)
class Count:
    """How many of how many."""

    hits: int = 0
    all: int = 0

    def __str__(self) -> str:
        return f"{self.hits}/{self.all} {self.hits / self.all:4.0%}" if self.all else "-"

    def add(self, hit: bool) -> None:
        self.hits += hit
        self.all += 1


def main() -> None:
    """Print the table, what the second checker says, and how long a book takes."""
    shows_misses = "--misses" in sys.argv
    sources = [*_written(), *_sentences()]
    noted = [] if IS_HELD_OUT or IS_SECOND or "--no-model" in sys.argv else list(_noted())
    right = [one for one in noted if _is_right(one)]
    caught: dict[tuple[str, str], Count] = defaultdict(Count)
    alarms: dict[tuple[str, str], Count] = defaultdict(Count)
    reworded: dict[tuple[str, str], Count] = defaultdict(Count)
    for source in (*sources, *right):
        _measure(source, caught, alarms, shows_misses)
    for source in sources:
        if source.kind == "sentence":
            _reword(source, reworded, shows_misses)
    for kind, source in _false():
        is_caught = not _is_shown(source.marked, source)
        caught[f"by hand: {kind}", source.language].add(is_caught)
        if shows_misses and not is_caught:
            print(f"MISSED {kind} by hand {source.language}: {source.marked}")
    _print_table("caught", caught)
    _print_table("false alarms", alarms)
    _print_table("refused, same in other dress", reworded)
    _judge_supported(noted)
    _time_book()


def _measure(
    source: Source,
    caught: dict[tuple[str, str], Count],
    alarms: dict[tuple[str, str], Count],
    shows_misses: bool,
) -> None:
    truth = unmarked(source.marked)
    is_shown = _is_shown(truth, source)
    reason = None if is_shown else _reason(truth, source)
    alarms[source.kind, source.language].add(not is_shown)
    alarms[f"{source.kind}: doubted", source.language].add(reason not in (None, Doubt.WORDS))
    if shows_misses and not is_shown:
        print(f"ALARM {source.kind} {source.language} {reason}: {truth}")
    if not is_shown:
        return
    texts = tuple(one.text for chunk in source.chunks for one in chunk.sentences)
    for change in changes(source.marked, source.language, *_stock(texts, source.language), 7):
        is_caught = not _is_shown(change.text, source)
        caught[change.kind, source.language].add(is_caught)
        if shows_misses and not is_caught:
            print(f"MISSED {change.kind} {source.kind} {source.language}: {change.text}")


def _reword(source: Source, reworded: dict[tuple[str, str], Count], shows_misses: bool) -> None:
    """Count what is refused of a shown sentence once it is changed without harm."""
    if not _is_shown(source.marked, source):
        return
    for kind, text in harmless(source.marked, source.language):
        is_shown = _is_shown(text, source)
        reworded[kind, source.language].add(not is_shown)
        if shows_misses and not is_shown:
            print(f"REFUSED {kind} {source.language} {_reason(text, source)}: {text}")


@cache
def _stock(texts: tuple[str, ...], language: str) -> tuple[list[str], list[str], list[str]]:
    return names_of(texts, language), figures_of(texts), conditions_of(texts, language)


@cache
def _passages(chunk: Chunk, language: str) -> Passages:
    return Passages(chunk.sentences, language)


def _is_shown(text: str, source: Source) -> bool:
    """Whether any of the chunks shows a claim."""
    passages = (_passages(chunk, source.language) for chunk in source.chunks)
    return any(one.find(text).state is ClaimState.SUPPORTED for one in passages)


def _reason(text: str, source: Source) -> Doubt | None:
    found = [_passages(chunk, source.language).find(text) for chunk in source.chunks]
    with_evidence = [one for one in found if one.evidence]
    best = max(with_evidence, key=lambda one: one.evidence[0].support, default=found[0])
    return best.doubt


def _written() -> Iterator[Source]:
    """Each on the chunk that it is about: the one that shows it, or holds most of its words."""
    for document, line in _lines():
        if not line.startswith("-"):
            language, chunks = _whole(document)
            yield Source("written", document, language, line, (_chunk_of(line, language, chunks),))


def _false() -> Iterator[tuple[str, Source]]:
    """What was changed, and the false statement, on the chunk that holds most of its words."""
    for document, line in _lines():
        if line.startswith("-"):
            language, chunks = _whole(document)
            kind, _, text = line.removeprefix("- ").partition(": ")
            stems = content_stems(text, language)
            shared = [
                len(stems & content_stems(" ".join(s.text for s in one.sentences), language))
                for one in chunks
            ]
            chunk = chunks[shared.index(max(shared))]
            yield kind, Source("false", document, language, text, (chunk,))


def _lines() -> Iterator[tuple[str, str]]:
    """Each statement with its document, where that is there."""
    document = ""
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            document = line.strip("[]")
        elif line and not line.startswith("#") and path_of(document).is_file():
            yield document, line


@cache
def _whole(document: str) -> tuple[str, tuple[Chunk, ...]]:
    return chunks_of(document, most=10_000)


def _chunk_of(line: str, language: str, chunks: Sequence[Chunk]) -> Chunk:
    def worth(chunk: Chunk) -> tuple[bool, float]:
        found = _passages(chunk, language).find(unmarked(line))
        support = found.evidence[0].support if found.evidence else 0.0
        return found.state is ClaimState.SUPPORTED, support

    return max(chunks, key=worth)


def _sentences() -> Iterator[Source]:
    """Sentences of the documents, every second one without what follows its last comma."""
    documents = dict.fromkeys(re.findall(r"^\[(.+)\]$", WRITTEN.read_text("utf-8"), re.MULTILINE))
    for document in documents:
        if not path_of(document).is_file():
            continue
        language, chunks = _whole(document)
        pairs = [(chunk, one.text) for chunk in chunks for one in chunk.sentences]
        fit = [pair for pair in pairs if _is_sentence(pair[1])]
        for at, (chunk, text) in enumerate(fit[:: max(1, len(fit) // SENTENCES_A_DOCUMENT)]):
            claim = _shortened(text) if at % 2 else text
            yield Source("sentence", document, language, claim, (chunk,))


def _is_sentence(text: str) -> bool:
    return (
        _SHORT <= len(text) <= _LONG
        and text[0].isupper()
        and text.endswith(".")
        and not re.search(r"[{}=<>|]|\.{3}|[A-Z]{4,}", text)
    )


def _shortened(text: str) -> str:
    """Without brackets and without a last part behind a comma, where enough is left."""
    bare = re.sub(r" ?\([^()]*\)", "", text)
    head, comma, _ = bare.rpartition(", ")
    return head + "." if comma and len(head) >= _SHORT else bare


def _noted() -> Iterator[Source]:
    for noted in claim_stock():
        if noted.language in LANGUAGES:
            for claim in noted.claims:
                yield Source("model", noted.document, noted.language, claim, (noted.chunk,))


def _is_right(source: Source) -> bool:
    return is_right(source.marked, [one.text for one in source.chunks[0].sentences])


def _judge_supported(noted: Sequence[Source]) -> None:
    """What the second checker says of what a model wrote and the check let pass."""
    shown = [one for one in noted if _is_shown(one.marked, one)]
    if noted:
        right = sum(map(_is_right, shown))
        print(f"claims of the model shown as supported       {len(shown)}/{len(noted)}")
        print(f"of these right by the second checker         {right}/{len(shown)}  (aim: 95 %)")


def _print_table(title: str, counts: dict[tuple[str, str], Count]) -> None:
    kinds = list(dict.fromkeys(kind for kind, _ in counts))
    print(f"\n{title:<30}" + "".join(f"{one:>16}" for one in (*LANGUAGES, "all")))
    for kind in kinds:
        cells = [counts.get((kind, language), Count()) for language in LANGUAGES]
        total = Count(sum(one.hits for one in cells), sum(one.all for one in cells))
        print(f"{kind:<30}" + "".join(f"{one!s:>16}" for one in (*cells, total)))
    told = [one for (kind, _), one in counts.items() if not kind.endswith(": doubted")]
    total = Count(sum(one.hits for one in told), sum(one.all for one in told))
    print(f"{'all':<30}{total!s:>64}", flush=True)


def _time_book() -> None:
    """How long the check takes for all claims of a book: five sentences of each chunk."""
    if not (SHARED / BOOK).is_file():
        return
    language, chunks = chunks_of(BOOK, most=10_000)
    started = time.perf_counter()
    count = 0
    for chunk in chunks:
        passages = Passages(chunk.sentences, language)
        for sentence in chunk.sentences[::7][:5]:
            passages.find(sentence.text)
            count += 1
    took = time.perf_counter() - started
    print(f"\n{count} claims in {len(chunks)} chunks of {BOOK}: {took:.2f} s")


if __name__ == "__main__":
    main()
