"""A summary as a Word document: real headings and lists, so that it can be worked on."""

import unicodedata
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_BREAK
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from desktop import account
from desktop.export import WEAK, foot, pages_of, plain, section_pages, sections
from desktop.sourced import Sourced
from desktop.translation import tr
from worker.contract.states import ClaimState
from worker.contract.summary import Claim

SOFT = RGBColor(0x6B, 0x66, 0x5E)
ACCENT = RGBColor(0x0B, 0x6E, 0x5F)
WEAK_INK = RGBColor(0x9A, 0x5B, 0x00)
SMALL = Pt(9)


def as_docx(summaries: Sequence[Sourced]) -> bytes:
    """The Word document of these summaries, each on a page of its own."""
    document = Document()
    titles = ", ".join(each.summary.title for each in summaries)
    document.core_properties.title = _clean(titles)[:250]
    document.core_properties.author = "Sunto"
    document.core_properties.comments = ""
    for number, sourced in enumerate(summaries):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _add_article(document, sourced)
    target = BytesIO()
    document.save(target)
    return _without_times(target.getvalue())


def _without_times(content: bytes) -> bytes:
    """The same archive for the same summaries: one that is written again is known by its bytes."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as made, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            # A `ZipInfo` of its own has the earliest time there is.
            kept.writestr(ZipInfo(name), made.read(name), ZIP_DEFLATED)
    return target.getvalue()


def _add_article(document: Doc, sourced: Sourced) -> None:
    summary = sourced.summary
    document.add_heading(_clean(summary.title), level=1)
    _add_soft(document, sourced.words)
    _add_soft(document, account.facts(summary))
    if warning := account.doubt(summary):
        document.add_paragraph().add_run(_clean(warning)).bold = True
    if overview := account.shown(summary.overview):
        paragraph = document.add_paragraph()
        for claim in overview:
            _add_claim(paragraph, claim)
            paragraph.add_run(" ")
    _add_points(document, account.shown(summary.points))
    for section in sections(summary):
        heading = f"{_clean(section.title)} ({section_pages(section)})"
        document.add_heading(heading, level=2)
        _add_points(document, section.points)
    for sentence in foot(summary):
        _add_soft(document, sentence)


def _add_points(document: Doc, claims: Sequence[Claim]) -> None:
    for claim in claims:
        _add_claim(document.add_paragraph(style="List Bullet"), claim)


def _add_claim(paragraph: Paragraph, claim: Claim) -> None:
    paragraph.add_run(_clean(claim.text))
    if pages := pages_of(claim):
        _small(paragraph, f" ({pages})", ACCENT)
    if claim.state is ClaimState.WEAK:
        _small(paragraph, f" {tr(WEAK)}", WEAK_INK)


def _add_soft(document: Doc, text: str) -> None:
    _small(document.add_paragraph(), _clean(text), SOFT)


def _small(paragraph: Paragraph, text: str, color: RGBColor) -> None:
    run = paragraph.add_run(text)
    run.font.size = SMALL
    run.font.color.rgb = color


def _clean(text: str) -> str:
    """Text without what XML cannot hold: one such character would make a file nobody can open."""
    return "".join(c for c in plain(text) if unicodedata.category(c) not in ("Cs", "Cn", "Co"))
