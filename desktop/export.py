"""Views of a summary for files: Markdown, HTML, text and JSON, with its pages and its account.

Claims that were not found in the text are in none of them; how many there are is said. Every text
comes from a document or a model, so nothing in it is taken for markup or for control characters.
"""

from __future__ import annotations

import html
import json
import re
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from desktop import account
from desktop.account import Kept
from desktop.choices import Format
from desktop.sourced import Sourced
from desktop.translation import mark, tr
from worker.contract.states import ClaimState

if TYPE_CHECKING:
    from worker.contract.summary import Claim, Section, Summary

TEMPLATE = Path(__file__).resolve().parents[1] / "resources" / "export" / "summary.html"
TEXT_WIDTH = 80
NO_BREAK = "\N{NO-BREAK SPACE}"
WEAK = mark("◐ only partly found in the text")

_MARKDOWN = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#|\w+;)|!(?=\[)")
_MARKDOWN_START = re.compile(r"^(\d+(?=[.)])|(?=[#+=-]))")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


MEDIA_TYPES = {
    Format.MARKDOWN: "text/markdown",
    Format.HTML: "text/html",
    Format.TEXT: "text/plain",
    Format.JSON: "application/json",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def export_bytes(summaries: Sequence[Sourced], form: Format, *, hidden_text: bool = False) -> bytes:
    """A whole file with these summaries in it, of any format; PDF and DOCX without hidden text."""
    # Imported here: few exports need these, and they take a while to load.
    match form:
        case Format.PDF:
            from desktop.export_pdf import as_pdf

            return as_pdf(summaries)
        case Format.DOCX:
            from desktop.export_docx import as_docx

            return as_docx(summaries)
        case _:
            text = export(summaries, form, hidden_text=hidden_text)
            return text.encode("utf-8", "replace")


def export(summaries: Sequence[Sourced], form: Format, *, hidden_text: bool = False) -> str:
    """The text of one file with these summaries in it.

    `hidden_text` adds what cannot be seen on the pages, where there is any; the JSON always has it.

    Raises:
        ValueError: the format is no text (`export_bytes` makes it).
    """
    hidden = account.hidden_text if hidden_text else _nothing
    match form:
        case Format.MARKDOWN:
            return "\n---\n\n".join(_markdown(each, hidden(each.summary)) for each in summaries)
        case Format.TEXT:
            rule = f"\n{'=' * TEXT_WIDTH}\n\n"
            return rule.join(_text(each, hidden(each.summary)) for each in summaries)
        case Format.HTML:
            made = [_article(each, hidden(each.summary)) for each in summaries]
            return _html_page(summaries, made)
        case Format.JSON:
            return _json(summaries)
        case Format.PDF | Format.DOCX:
            raise ValueError(f"{form} is no text")


def articles(summaries: Sequence[Sourced]) -> str:
    """Summaries as HTML without a page around them, for what has a page of its own."""
    return "\n".join(_article(each, ()) for each in summaries)


def plain(text: str) -> str:
    """Text on one line, without characters that steer a terminal or turn the line around."""
    spaced = "".join(" " if unicodedata.category(c) == "Cc" else c for c in _BIDI.sub("", text))
    return " ".join(spaced.split())


def sections(summary: Summary) -> list[Section]:
    """Sections with what may be shown of them; one without anything is left away."""
    kept = (s.model_copy(update={"points": account.shown(s.points)}) for s in summary.sections)
    return [section for section in kept if section.points]


def foot(summary: Summary) -> list[str]:
    """The account under a summary, a sentence each."""
    sentences = (
        account.coverage(summary),
        account.left_out(summary),
        account.untranslated(summary),
        account.machines(summary),
        account.privacy(summary),
    )
    return [plain(sentence) for sentence in sentences if sentence]


def pages_of(claim: Claim) -> str:
    """Where a claim is shown: p. 4, or pp. 4, 7."""
    pages = account.page_list(evidence.page for evidence in claim.evidence)
    if not pages:
        return ""
    return tr("p. {page}", page=pages) if pages.isdigit() else tr("pp. {pages}", pages=pages)


def section_pages(section: Section) -> str:
    """Which pages a section is about."""
    first, last = section.pages
    if first == last:
        return tr("page {page}", page=first)
    return tr("pages {pages}", pages=account.page_list(range(first, last + 1)))


def _marks(claim: Claim) -> str:
    weak = tr(WEAK) if claim.state is ClaimState.WEAK else ""
    marks = ", ".join(filter(None, (pages_of(claim), weak)))
    return f" ({marks})" if marks else ""


def _nothing(_summary: Summary) -> tuple[Kept, ...]:
    return ()


def _markdown(sourced: Sourced, hidden: Sequence[Kept]) -> str:
    def line(claim: Claim) -> str:
        return _escape_markdown(claim.text) + _marks(claim)

    summary = sourced.summary
    head = (sourced.words, account.facts(summary))
    blocks = [f"# {_escape_markdown(summary.title)}", *map(_escape_markdown, head)]
    if warning := account.doubt(summary):
        blocks.append(f"> **{warning}**")
    blocks.append(" ".join(line(claim) for claim in account.shown(summary.overview)))
    blocks.append(_bullets(account.shown(summary.points), line))
    for section in sections(summary):
        blocks.append(f"## {_escape_markdown(section.title)} ({section_pages(section)})")
        blocks.append(_bullets(section.points, line))
    blocks.append("\n".join(f"*{_escape_markdown(each)}*  " for each in foot(summary)))
    for piece in hidden:
        blocks.append(f"## {_escape_markdown(piece.words)}")
        blocks.append(f"> {_escape_markdown(piece.text)}")
    return "\n\n".join(filter(None, blocks)) + "\n"


def _bullets(claims: Sequence[Claim], line: Callable[[Claim], str]) -> str:
    return "\n".join(f"- {line(claim)}" for claim in claims)


def _escape_markdown(text: str) -> str:
    escaped = _MARKDOWN.sub(r"\\\g<0>", plain(text))
    return _MARKDOWN_START.sub(r"\g<1>\\", escaped)


def _text(sourced: Sourced, hidden: Sequence[Kept]) -> str:
    def line(claim: Claim) -> str:
        # The number of a page stays with its "p." where the line is broken.
        return plain(claim.text) + _marks(claim).replace("p. ", f"p.{NO_BREAK}")

    summary = sourced.summary
    title = _wrap(plain(summary.title))
    rule = "-" * min(TEXT_WIDTH, max(map(len, title.splitlines()), default=0))
    source = _wrap(plain(sourced.words))
    blocks = [f"{title}\n{rule}\n{source}\n{plain(account.facts(summary))}"]
    blocks.append(_wrap(account.doubt(summary)))
    blocks.append(_wrap(" ".join(line(claim) for claim in account.shown(summary.overview))))
    blocks.append(_text_bullets(account.shown(summary.points), line))
    for section in sections(summary):
        blocks.append(_wrap(f"{plain(section.title)} ({section_pages(section)})"))
        blocks.append(_text_bullets(section.points, line))
    blocks.append("\n".join(_wrap(each) for each in foot(summary)))
    for piece in hidden:
        quoted = _wrap(plain(piece.text), first="  | ", rest="  | ")
        blocks.append(f"{_wrap(piece.words)}\n{quoted}")
    return "\n\n".join(filter(None, blocks)) + "\n"


def _text_bullets(claims: Sequence[Claim], line: Callable[[Claim], str]) -> str:
    return "\n".join(_wrap(line(claim), first="  - ", rest="    ") for claim in claims)


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    filled = textwrap.fill(text, TEXT_WIDTH, initial_indent=first, subsequent_indent=rest)
    return filled.replace(NO_BREAK, " ")


def _html_page(summaries: Sequence[Sourced], made: Sequence[str]) -> str:
    languages = {each.summary.language for each in summaries}
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        language=html.escape(languages.pop() if len(languages) == 1 else ""),
        title=html.escape(", ".join(plain(each.summary.title) for each in summaries)),
        articles="\n".join(made),
    )


def _article(sourced: Sourced, hidden: Sequence[Kept]) -> str:
    summary = sourced.summary
    parts = [
        f'<article lang="{html.escape(summary.language)}">',
        _element("h1", summary.title),
        _element("p", sourced.words, "facts"),
        _element("p", account.facts(summary), "facts"),
    ]
    if warning := account.doubt(summary):
        parts.append(_element("p", warning, "warning"))
    if overview := account.shown(summary.overview):
        parts.append(f"<p>{' '.join(_html_claim(claim) for claim in overview)}</p>")
    parts += _html_list(account.shown(summary.points))
    for section in sections(summary):
        pages = _element("small", section_pages(section))
        parts.append(f"<h2>{html.escape(plain(section.title))} {pages}</h2>")
        parts += _html_list(section.points)
    end = "".join(_element("p", each) for each in foot(summary))
    parts.append(f"<footer>{end}</footer>")
    for piece in hidden:
        words, text = html.escape(piece.words), html.escape(plain(piece.text))
        parts.append(f"<h2>{words}</h2>\n<blockquote>{text}</blockquote>")
    return "\n".join([*parts, "</article>"])


def _html_list(claims: Sequence[Claim]) -> list[str]:
    if not claims:
        return []
    return ["<ul>", *(f"<li>{_html_claim(claim)}</li>" for claim in claims), "</ul>"]


def _html_claim(claim: Claim) -> str:
    marks = []
    if pages := pages_of(claim):
        quotes = " … ".join(plain(evidence.quote) for evidence in claim.evidence)
        marks.append(f'<span class="page" title="{html.escape(quotes)}">{pages}</span>')
    if claim.state is ClaimState.WEAK:
        marks.append(_element("span", tr(WEAK), "weak"))
    return " ".join([html.escape(plain(claim.text)), *marks])


def _element(name: str, text: str, kind: str = "") -> str:
    start = f'<{name} class="{kind}">' if kind else f"<{name}>"
    return f"{start}{html.escape(plain(text))}</{name}>"


def _json(summaries: Sequence[Sourced]) -> str:
    made = [_json_object(each.summary) for each in summaries]
    content = made[0] if len(made) == 1 else {"summaries": made}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _json_object(summary: Summary) -> dict[str, object]:
    kept = {
        "overview": account.shown(summary.overview),
        "points": account.shown(summary.points),
        "sections": tuple(sections(summary)),
        "left_out": (),
    }
    content = summary.model_copy(update=kept).model_dump(mode="json", by_alias=True)
    return {**content, "left_out_count": account.left_out_count(summary)}
