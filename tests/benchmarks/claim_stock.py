"""Claims that a model wrote about chunks of real documents, made once and kept in a cache folder.

The 0.5B model through the built-in engine; the cache is keyed by all that shapes a note.
"""

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from tests.engine_fixtures import READING_MODEL, mirror_folder, start_model_server
from tests.pdf_files import write_pdf
from worker.engines.builtin import BuiltinEngine
from worker.engines.engine import Answer, ChatMessage, ChatRequest
from worker.reading.sandbox import read_document
from worker.summarising.chunks import Chunk, plan_chunks
from worker.summarising.facts import facts_of
from worker.summarising.notes import NoteOptions, make_note, note_digest
from worker.summarising.words import detect_language

SHARED = Path(__file__).parents[3] / "shared" / "pdfs"
CACHE = user_cache_path("sunto-benchmarks")
CHUNKS_A_DOCUMENT = 4
CHARACTERS_A_TOKEN = 3.2
TOKENS_A_CHUNK = 800

DOCUMENTS = (
    "everyday/nda-en-3p.pdf",
    "everyday/urlaubsgesetz-de-5p.pdf",
    "everyday/costituzione-it-70p.pdf",
    "papers/mapreduce-13p.pdf",
    "papers/chubby-16p.pdf",
    "papers/harvest-yield-5p.pdf",
    "papers/okapi-trec3.pdf",
    "papers/geotopo-german.pdf",
    "everyday/invoice-QualityHosting.pdf",
    "everyday/invoice-AmazonWebServices.pdf",
)


@dataclass(frozen=True, slots=True)
class Noted:
    """A chunk of a document and what a model wrote about it."""

    document: str
    language: str
    chunk: Chunk
    claims: tuple[str, ...]


def path_of(name: str) -> Path:
    """Where a document lies: beside the benchmarks if it was written for them."""
    written = Path(__file__).parent / name
    return written if written.is_file() else SHARED / name


def chunks_of(name: str, most: int = CHUNKS_A_DOCUMENT) -> tuple[str, tuple[Chunk, ...]]:
    """The language of a document and some of its chunks, from all over it."""
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        path = path_of(name)
        if path.suffix == ".txt":
            path = write_pdf(Path(folder) / "text.pdf", [path.read_text(encoding="utf-8")])
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        document = read_document(path, sha=sha, command=(sys.executable, "-m", "worker", "reader"))
    chunks = plan_chunks(
        document,
        bound_tokens=lambda text: round(len(text) / CHARACTERS_A_TOKEN),
        budget_tokens=TOKENS_A_CHUNK,
    )
    language = facts_of(document, fallback_title=name, reading_s=0.0).language
    step = max(1, len(chunks) // most)
    return language, chunks[::step][:most]


def claim_stock(names: Sequence[str] = DOCUMENTS) -> Iterator[Noted]:
    """What the model wrote about each document that is there; made where it is not kept."""
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        model = _Model(Path(folder))
        try:
            for name in names:
                if (SHARED / name).is_file():
                    yield from _noted(name, model)
        finally:
            model.close()


def _noted(name: str, model: "_Model") -> Iterator[Noted]:
    language, chunks = chunks_of(name)
    options = NoteOptions(language=language)
    for chunk in chunks:
        kept = CACHE / "notes" / f"{note_digest(chunk, READING_MODEL, options)}.json"
        if not kept.is_file():
            note = make_note(chunk, ask=model.ask, options=options)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps([point.text for point in note.points]))
        claims = tuple(json.loads(kept.read_text()))
        yield Noted(name, language, chunk, tuple(c for c in claims if _is_in(c, language)))


def _is_in(claim: str, language: str) -> bool:
    """Whether a claim is in its document's language: another's words cannot be compared."""
    return detect_language(claim) == language


class _Model:
    """The 0.5B model behind the built-in engine, started when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self._note_file = folder / "server.json"
        self._server = None
        self._engine: BuiltinEngine | None = None

    def ask(
        self,
        messages: Sequence[ChatMessage],
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        *,
        temperature: float = 0.0,
        seed: int = 1,
    ) -> Answer:
        engine = self._started()
        request = ChatRequest(messages, max_tokens, schema, temperature, seed)
        return engine.chat(engine.serve(""), request)

    def _started(self) -> BuiltinEngine:
        if self._engine is None:
            self._server = start_model_server(mirror_folder() / READING_MODEL, self._note_file)
            self._server.wait_ready()
            self._engine = BuiltinEngine(self._note_file)
        return self._engine

    def close(self) -> None:
        if self._engine is not None and self._server is not None:
            self._engine.close()
            self._server.stop()
