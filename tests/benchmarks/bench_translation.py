"""Summaries in another language than the document's: how many claims come over, and how they read.

bench_translation [LANGUAGE]    English by default; a real Ollama, the 0.5B model

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

MODEL = "0.5b"
DOCUMENTS = ("German law", "Italian law")


def main() -> None:
    """Print the pairs and the counts of each document."""
    language = sys.argv[1] if len(sys.argv) > 1 else "en"
    with ollama_at_work() as server:
        engine = KeptAnswers(OllamaEngine(server.address), CACHE / "answers")
        model = Model(engine, engine.serve(MODEL))
        for document in known_documents(EVERYDAY):
            if document.name in DOCUMENTS:
                _print(document, model, language)


def _print(document: Known, model: Model, language: str) -> None:
    paper = read_paper(document.file, model)
    # The same questions bring the same notes: the two differ by the translation alone.
    originals = shown_claims(summarise(paper, model)[0])
    translated = shown_claims(summarise(paper, model, language=language)[0])
    right = Judge(paper.text).of_text("\n".join(one.text for one in originals)).shown_right
    pairs = [(one.text, other.text) for one, other in zip(originals, translated, strict=True)]
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    print(f"\n{document.name}, {paper.facts.language} to {language}")
    for original, text in pairs:
        print(f"  {original}\n    {text if text != original else '(as it was)'}")
    print(f"claims {len(pairs)}, of these right in its own: {right}")
    print(f"  in the language wanted: {len(changed)}; the others stay as they were")
    print(f"  numbers kept: {sum(numbers(one) == numbers(other) for one, other in changed)}")


if __name__ == "__main__":
    main()
