"""The ways to have a small model tell what a document says, on the same papers.

bench_ways [NAME…]      a real Ollama with the 0.5B model; answers are kept in the cache folder
"""

import sys

from tests.benchmarks.claim_stock import CACHE
from tests.benchmarks.engines_at_work import ollama_at_work
from tests.benchmarks.kept_answers import KeptAnswers
from tests.benchmarks.known_documents import EVERYDAY, PAPERS, Known, known_documents
from tests.benchmarks.papers import Model, read_paper, summarise
from tests.benchmarks.quality import Judge, rouge
from tests.benchmarks.ways import WAYS, Way
from worker.contract.states import ClaimState
from worker.engines.ollama import OllamaEngine

MODEL = "0.5b"


def main() -> None:
    """Print a row for each document and way."""
    names = sys.argv[1:]
    with ollama_at_work() as server:
        engine = KeptAnswers(OllamaEngine(server.address), CACHE / "answers")
        model = Model(engine, engine.serve(MODEL))
        for document in known_documents(PAPERS | EVERYDAY):
            if not names or document.name in names:
                print(f"\n{document.name}")
                text_tokens = 0
                for name, way in WAYS.items():
                    text_tokens = _row(document, model, name, way, text_tokens)


def _row(document: Known, model: Model, name: str, way: Way, text_tokens: int) -> int:
    """Print one; returns the tokens of the text, which the first way counts for all."""
    paper = read_paper(document.file, model)
    summary, notes = summarise(paper, model, way=way)
    judge = Judge(paper.text)
    points = [one for note in notes for one in note.points]
    supported = sum(one.state is ClaimState.SUPPORTED for one in points)
    quality = judge.of_summary(summary)
    overview = [one.text for one in (*summary.overview, *summary.points)]
    scores = rouge(" ".join(overview), document.abstract) if document.abstract else ()
    coverage = summary.coverage
    text_tokens = text_tokens or coverage.tokens_text
    print(
        f"{name:<42} engine {summary.timings.engine_s:6.1f} s"
        f"  sent/text {coverage.tokens_sent / text_tokens:.2f}"
        f"  notes {supported}/{len(points)}"
        f"  right {quality.shown_right}/{quality.shown}"
        f"  copied {quality.copied}/{quality.shown}"
        f"  ROUGE {' '.join(f'{one:.2f}' for one in scores) or '-'}",
        flush=True,
    )
    return text_tokens


if __name__ == "__main__":
    main()
