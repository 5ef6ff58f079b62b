"""A summary as a PDF: the same content as its other views, on pages for printing."""

import html
from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    ListFlowable,
    ListItem,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from desktop import account
from desktop.export import WEAK, foot, pages_of, plain, section_pages, sections
from desktop.export_fonts import runs
from desktop.sourced import Sourced
from desktop.translation import tr
from worker.contract.states import ClaimState
from worker.contract.summary import Claim

INK, SOFT, ACCENT, WEAK_INK, LINE = "#1f1d1a", "#6b665e", "#0b6e5f", "#9a5b00", "#e3dfd8"
MARGIN = 20 * mm
LONGEST_WORD = 60
"""A longer one is broken: reportlab would let it run out of the page."""

BODY = ParagraphStyle("body", fontSize=10.5, leading=15, textColor=INK, spaceAfter=6)
TITLE = ParagraphStyle("title", BODY, fontSize=17, leading=22, spaceAfter=2)
HEADING = ParagraphStyle("heading", BODY, fontSize=11.5, leading=16, spaceBefore=12, keepWithNext=1)
FACTS = ParagraphStyle("facts", BODY, fontSize=9, leading=13, textColor=SOFT, spaceAfter=10)
SOURCE = ParagraphStyle("source", FACTS, spaceAfter=0)
WARNING = ParagraphStyle("warning", BODY, textColor=WEAK_INK, borderPadding=4)
FOOT = ParagraphStyle("foot", BODY, fontSize=8.5, leading=12, textColor=SOFT, spaceAfter=2)


def as_pdf(summaries: Sequence[Sourced]) -> bytes:
    """The PDF of these summaries, each on a page of its own. The same summaries, the same bytes."""
    target = BytesIO()
    titles = ", ".join(plain(each.summary.title) for each in summaries)
    template = BaseDocTemplate(
        target,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=titles,
        author="Sunto",
        invariant=1,
        lang=summaries[0].summary.language if summaries else "en",
    )
    frame = Frame(MARGIN, MARGIN, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
    template.addPageTemplates(PageTemplate(frames=[frame], onPage=_number_page))
    template.build(list(_story(summaries)))
    return target.getvalue()


def _number_page(canvas: Canvas, _: BaseDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(HexColor(SOFT))
    canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, str(canvas.getPageNumber()))
    canvas.restoreState()


def _story(summaries: Sequence[Sourced]) -> Iterator[Flowable]:
    for number, sourced in enumerate(summaries):
        if number:
            yield PageBreak()
        yield from _article(sourced)


def _article(sourced: Sourced) -> Iterator[Flowable]:
    summary = sourced.summary
    yield Paragraph(_marked(summary.title, bold=True), TITLE)
    yield Paragraph(_marked(sourced.words), SOURCE)
    yield Paragraph(_marked(account.facts(summary)), FACTS)
    if warning := account.doubt(summary):
        yield Paragraph(_marked(warning), WARNING)
    if overview := account.shown(summary.overview):
        yield Paragraph(" ".join(_claim(claim) for claim in overview), BODY)
    yield from _bullets(account.shown(summary.points))
    for section in sections(summary):
        title = _marked(section.title, bold=True)
        pages = f'<font color="{SOFT}">{_marked(f"({section_pages(section)})")}</font>'
        yield Paragraph(f"{title} {pages}", HEADING)
        yield from _bullets(section.points)
    yield Spacer(1, 12)
    yield HRFlowable(width="100%", thickness=0.5, color=HexColor(LINE), spaceAfter=6)
    for sentence in foot(summary):
        yield Paragraph(_marked(sentence), FOOT)


def _bullets(claims: Sequence[Claim]) -> Iterator[Flowable]:
    if not claims:
        return
    items = [ListItem(Paragraph(_claim(claim), BODY), leftIndent=14) for claim in claims]
    yield ListFlowable(
        items, bulletType="bullet", start="•", bulletFontSize=9, bulletColor=HexColor(ACCENT)
    )


def _claim(claim: Claim) -> str:
    words = _marked(claim.text)
    if pages := pages_of(claim):
        words += f' <font color="{ACCENT}" size="9">({_marked(pages)})</font>'
    if claim.state is ClaimState.WEAK:
        words += f' <font color="{WEAK_INK}" size="9">{_marked(tr(WEAK))}</font>'
    return words


def _marked(text: str, *, bold: bool = False) -> str:
    """Text as reportlab's markup, each stretch in a font that has its letters."""
    words = " ".join(_broken(word) for word in plain(text).split(" "))
    return "".join(
        f'<font name="{face.bold if bold else face.name}">{html.escape(stretch)}</font>'
        for face, stretch in runs(words)
    )


def _broken(word: str) -> str:
    pieces = (word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))
    return " ".join(pieces)
