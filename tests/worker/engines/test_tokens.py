"""The bound, against the tokenizer of a real model: the small one has the smallest vocabulary."""

from pathlib import Path

import httpx
import pypdfium2
import pytest

from tests.engine_fixtures import ModelServer
from tests.pdf_files import prose
from worker.engines.builtin import BuiltinEngine
from worker.engines.engine import ChatMessage
from worker.engines.tokens import TokenBound, about_tokens

TEXTS = {
    "english": "The reader should note that these results were obtained under the assumption that "
    "all of the documents had been read completely and without any interruption whatsoever. ",
    "german": "Die Zuständigkeitsbereiche der Behörden überschneiden sich gelegentlich, weshalb "
    "Geschäftsführungsbefugnisse ausdrücklich vereinbart werden müssen. ",
    "italian": "La Repubblica riconosce e garantisce i diritti inviolabili dell'uomo, sia come "
    "singolo sia nelle formazioni sociali ove si svolge la sua personalità. ",
    "arabic": "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق وقد وهبوا عقلا وضميرا. ",
    "chinese": "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心。",
    "table": "0.068 0.200 0.133\t1,234.56   98 %\n2021-03-04  17:55  -3.5e-07\n",
    "capitals": "PARTE I - DIRITTI E DOVERI DEI CITTADINI, TITOLO IV - RAPPORTI POLITICI ",
    "formulas": "∀x ∈ X: |f(x) + g(x)| ≤ ε ⇒ ∑ᵢ θᵢ·βᵢ ≥ √2 ± π/4. ",
    "code": "for (int i = 0; i < n; ++i) { buf[i] ^= 0xff & key[i % klen]; }\n",
    "control": "\x04\x05\x06 \x07\x08 \x0b\x0c",
}
PDFS = Path(__file__).parents[4] / "shared" / "pdfs"


@pytest.mark.parametrize("kind", TEXTS)
def test_the_bound_is_never_too_low_and_seldom_far_too_high(
    kind: str, model_server: ModelServer
) -> None:
    text = TEXTS[kind] * 10
    real = BuiltinEngine(model_server.note_file).bound_tokens(text)
    bound = TokenBound().of_text(text)
    assert real <= bound
    assert bound <= 1.6 * real + 8 or kind in ("chinese", "arabic", "formulas")


def test_what_is_blanked_in_a_page_counts_as_little() -> None:
    """A paper whose references are not for the model was said to be twice as long as it is."""
    text = prose(1, sentences=20)
    assert about_tokens([text + "\n" * len(text) + text]) < 1.02 * about_tokens([f"{text} {text}"])


def test_real_pages(model_server: ModelServer) -> None:
    files = [*PDFS.glob("papers/*.pdf"), *PDFS.glob("everyday/*.pdf")]
    if not files:
        pytest.skip("no folder of real PDFs beside the project")
    note = model_server.note
    headers = {"Authorization": f"Bearer {note.key}"}
    ratios = []
    with httpx.Client(base_url=note.url, headers=headers, trust_env=False) as client:
        for text in _pages(files):
            tokens = client.post("/tokenize", json={"content": text}).json()["tokens"]
            ratios.append(TokenBound().of_text(text) / len(tokens))
    assert len(ratios) > 80
    assert min(ratios) >= 1
    assert sum(ratio > 1.5 for ratio in ratios) <= 0.1 * len(ratios)


def test_a_template_is_part_of_the_bound(model_server: ModelServer) -> None:
    messages = [ChatMessage("system", "Answer in short."), ChatMessage("user", "Who are you?")]
    bound = TokenBound().of_messages(messages)
    assert bound >= BuiltinEngine(model_server.note_file).count_prompt(messages)


def test_it_learns_upwards_only() -> None:
    bound = TokenBound()
    before = bound.of_text("word " * 100)
    bound.observe(200, 100)
    assert bound.of_text("word " * 100) == before
    bound.observe(100, 150)
    assert bound.of_text("word " * 100) > 1.4 * before


def _pages(files: list[Path]) -> list[str]:
    texts = []
    for file in sorted(files):
        document = pypdfium2.PdfDocument(file)
        for index in range(0, len(document), max(1, len(document) // 8)):
            page = document[index]
            text_page = page.get_textpage()
            text = text_page.get_text_range().replace("\r\n", "\n")
            text_page.close()
            page.close()
            if len(text) > 400:
                texts.append(text)
        document.close()
    return texts
