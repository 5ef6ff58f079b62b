"""Summaries in another language than the document's: how many claims come over, and how they read.

bench_translation [LANGUAGE [MODEL]]    English and the 0.5B model by default; a real Ollama

Each claim is printed beside the one it was made from, for a person who knows both languages to
judge: words of two languages cannot be compared by code, and numbers and names are kept by rule.
"""

import sys

from tests.benchmarks.claim_stock import CACHE
from tests.benchmarks.engines_at_work import ollama_at_work
from tests.benchmarks.kept_answers import KeptAnswers
from tests.benchmarks.known_documents import EVERYDAY, Known, known_documents
from tests.benchmarks.papers import Model, read_paper, summarise
from tests.benchmarks.quality import Judge, shown_claims
from worker.engines.ollama import OllamaEngine
from worker.summarising.figures import numbers

DOCUMENTS = ("German law", "Italian law")


def main() -> None:
    """Print the pairs and the counts of each document."""
    language, name = (*sys.argv[1:], *("en", "0.5b")[len(sys.argv) - 1 :])
    with ollama_at_work() as server:
        engine = KeptAnswers(OllamaEngine(server.address), CACHE / "answers")
        model = Model(engine, engine.serve(name))
        for document in known_documents(EVERYDAY):
            if document.name in DOCUMENTS:
                _print(document, model, language)


def _print(document: Known, model: Model, language: str) -> None:
    paper = read_paper(document.file, model)
    summary, _ = summarise(paper, model, language=language)
    claims = shown_claims(summary)
    originals = [claim.original or claim.text for claim in claims]
    right = Judge(paper.text).of_text("\n".join(originals)).shown_right
    translated = [claim for claim in claims if claim.original]
    print(f"\n{document.name}, {paper.facts.language} to {language}")
    for claim in claims:
        print(
            f"  {claim.original or claim.text}\n    {claim.text if claim.original else '(stays)'}"
        )
    print(f"claims {len(claims)}, of these right in its own: {right}")
    print(f"  in the language wanted: {len(translated)}; the others stay as they were")
    kept = sum(numbers(one.text) == numbers(one.original) for one in translated)
    print(f"  numbers kept: {kept}; the engine worked {summary.timings.engine_s:.0f} s", flush=True)


if __name__ == "__main__":
    main()
