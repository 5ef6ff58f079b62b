"""The document behind the shelf's summary: a real PDF whose pages hold what its claims rest on."""

import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO

import pypdfium2
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

PAGES = 13
HEADING = ParagraphStyle("h", fontName="Times-Bold", fontSize=16, leading=20, spaceAfter=8)
SMALL = ParagraphStyle(
    "s", fontName="Times-Bold", fontSize=13, leading=17, spaceBefore=10, spaceAfter=4
)
BODY = ParagraphStyle(
    "b", fontName="Times-Roman", fontSize=13, leading=18, alignment=TA_JUSTIFY, spaceAfter=7
)

QUOTES: Mapping[int, str] = {
    1: "A map function turns each input pair into intermediate key/value pairs, and a reduce "
    "function merges all values that share a key.",
    2: "The person writes two functions, and the library runs them in parallel on the cluster.",
    4: "The master pings every worker periodically. If no answer comes from a worker within a "
    "certain time, the master marks that worker as failed.",
    5: "When a computation is close to its end, the master starts backup copies of the tasks that "
    "are still in progress.",
    8: "Without backup copies the sort takes 1,283 seconds; with them, 891 seconds.",
    11: "The code of one indexing phase shrank from about 3,800 lines to about 700 lines.",
}
MORE: Mapping[int, str] = {
    1: "The run-time system splits the input, schedules the work on a set of machines, handles "
    "their failures and manages the communication between them. A typical computation processes "
    "many terabytes of data on thousands of machines.",
    4: "Completed map tasks are run again when their machine fails, since their output lies on its "
    "local disk. Completed reduce tasks need not be run again: their output is in a global file "
    "system.",
    5: "Network bandwidth is scarce, so input is read from local disks wherever that is possible. "
    "If the master fails, the computation is ended, and clients may start it once more.",
}
FILLER = (
    "The library is meant to process very large amounts of data on hundreds or thousands of "
    "machines, so it has to live with the failure of some of them at any time.",
    "Each task writes its output to private temporary files. When a task is complete, the worker "
    "sends a message to the master with the names of these files, and the master takes note.",
    "Every worker that has not failed will notice in due course, and reads what it needs from the "
    "place where the work was done last. Nothing has to be told to it a second time.",
    "In practice most operations are deterministic, and then the result is the same as that of a "
    "run in sequence without any fault, which makes it easy to reason about what a program does.",
)
TITLES = {4: ("3.3 Fault Tolerance", "Worker Failure", "Master Failure")}


def evidence_range(page: int, quote: str) -> tuple[int, int]:
    """Where a quote stands in PDFium's text of a page, as start and length."""
    text = page_words()[page - 1]
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    assert found is not None, f"page {page} does not hold: {quote}"
    return found.start(), found.end() - found.start()


@cache
def document_bytes() -> bytes:
    """The PDF."""
    target = BytesIO()
    story: list[object] = []
    for number in range(1, PAGES + 1):
        title, first, second = TITLES.get(number, (f"{number} Implementation", "", ""))
        if number == PAGES:
            story.append(Paragraph("&nbsp;", BODY))
            continue
        story += [Paragraph(title, HEADING), Paragraph(FILLER[0], BODY)]
        story += [Paragraph(first, SMALL)] if first else []
        quoted = QUOTES.get(number, FILLER[1])
        story += [Paragraph(f"{quoted} {FILLER[2]}", BODY)]
        story += [Paragraph(MORE.get(number, FILLER[3]), BODY), Paragraph(FILLER[1], BODY)]
        story += [Paragraph(second, SMALL)] if second else []
        story += [Paragraph(FILLER[3], BODY), Paragraph(FILLER[2], BODY), PageBreak()]
    SimpleDocTemplate(
        target, pagesize=LETTER, title="MapReduce", invariant=1,
        leftMargin=64, rightMargin=64, topMargin=64, bottomMargin=64,
    ).build(story)  # fmt: skip
    return target.getvalue()


@cache
def page_words() -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(document_bytes())
    try:
        return tuple(document[n].get_textpage().get_text_range() for n in range(len(document)))
    finally:
        document.close()
