"""What an email says: its subject, and the same content as text and as HTML.

The HTML carries its look in each element and asks for nothing from outside: mail programs drop
style sheets, and many show no pictures.
"""

import html
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from desktop import account
from desktop.choices import Format
from desktop.errors import explain
from desktop.export import TEXT_WIDTH, WEAK, export, foot, pages_of, plain, section_pages, sections
from desktop.jobs.job import JobError
from desktop.sourced import Sourced
from desktop.translation import mark, plural, tr
from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Summary

TEMPLATE = Path(__file__).resolve().parents[2] / "resources" / "email" / "message.html"
WHOLE_UP_TO = 5
"""With more documents than this, the message holds their overviews, and the files hold the rest."""

INK, SOFT, ACCENT, WEAK_INK, LINE = "#1f1d1a", "#6b665e", "#0b6e5f", "#9a5b00", "#e3dfd8"
SUBJECT_LENGTH = 120
SENT_BY = mark("Sent by Sunto, from the computer that read the document.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One job as a letter tells of it: with its summary, or with what went wrong."""

    file: str
    """The name of its file, as text."""
    summary: Summary | None = None
    made_at: float | None = None
    """When the summary was made."""
    error: JobError | None = None
    document: Path | None = None

    @property
    def sourced(self) -> Sourced | None:
        """The summary with where it comes from, where there is one."""
        return Sourced(self.summary, self.file, self.made_at) if self.summary else None


def subject(entries: Sequence[Entry]) -> str:
    """What the message is about, in a line."""
    done = [entry for entry in entries if entry.summary is not None]
    names = ", ".join(_name(entry) for entry in entries)
    if len(entries) == 1:
        text = mark("Summary: {names}") if done else mark("Not summarised: {names}")
        line = tr(text, names=names)
    elif len(done) == len(entries):
        line = plural("{n} summaries: {names}", "Summary: {names}", len(done), names=names)
    else:
        line = tr(
            "{done} of {all} summarised: {names}", done=len(done), all=len(entries), names=names
        )
    return line if len(line) <= SUBJECT_LENGTH else line[: SUBJECT_LENGTH - 1].rstrip() + "…"


def as_text(entries: Sequence[Entry], notes: Sequence[str] = ()) -> str:
    """The text part."""
    parts = [_failure_text(entry) for entry in entries if entry.summary is None]
    summaries = [found for entry in entries if (found := entry.sourced)]
    if len(entries) > WHOLE_UP_TO:
        parts += map(_brief_text, summaries)
    elif summaries:
        parts.append(export(summaries, Format.TEXT))
    parts += [f"{note}\n" for note in notes]
    return "\n".join([*parts, f"-- \n{tr(SENT_BY)}\n"])


def as_html(entries: Sequence[Entry], notes: Sequence[str] = ()) -> str:
    """The HTML part."""
    parts = [_failure_html(entry) for entry in entries if entry.summary is None]
    is_whole = len(entries) <= WHOLE_UP_TO
    parts += [_article(found, is_whole=is_whole) for entry in entries if (found := entry.sourced)]
    rule = f'<hr style="border:0;border-top:1px solid {LINE};margin:28px 0;">'
    body = rule.join(parts) + "".join(_p(note, SOFT, 13) for note in notes)
    languages = {entry.summary.language for entry in entries if entry.summary}
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        language=html.escape(languages.pop() if len(languages) == 1 else "en"),
        title=html.escape(subject(entries)),
        body=body,
        foot=html.escape(tr(SENT_BY)),
    )


def _name(entry: Entry) -> str:
    return plain(entry.summary.title if entry.summary else entry.file) or tr("document")


def _brief_text(sourced: Sourced) -> str:
    summary = sourced.summary
    overview = " ".join(plain(claim.text) for claim in account.shown(summary.overview))
    head = (plain(summary.title), plain(sourced.words), account.facts(summary))
    lines = (*head, account.doubt(summary), overview)
    return "\n".join(textwrap.fill(line, TEXT_WIDTH) for line in lines if line) + "\n"


def _failure(entry: Entry) -> tuple[str, str]:
    if entry.error is None:
        return tr("It was not summarised."), ""
    words = explain(entry.error)
    return f"{words.title}. {words.sentence}", words.hint


def _failure_text(entry: Entry) -> str:
    sentence, hint = _failure(entry)
    heading = tr("Not summarised: {names}", names=plain(entry.file))
    lines = (heading, plain(sentence), plain(hint))
    return "\n".join(textwrap.fill(line, TEXT_WIDTH) for line in lines if line) + "\n"


def _failure_html(entry: Entry) -> str:
    sentence, hint = _failure(entry)
    heading = _heading(tr("Not summarised: {names}", names=plain(entry.file)))
    return heading + _p(sentence, INK) + (_p(hint, SOFT) if hint else "")


def _article(sourced: Sourced, *, is_whole: bool) -> str:
    summary = sourced.summary
    head = (sourced.words, account.facts(summary))
    parts = [_heading(summary.title), *(_p(each, SOFT, 13) for each in head)]
    if warning := account.doubt(summary):
        parts.append(_p(warning, WEAK_INK))
    if overview := account.shown(summary.overview):
        parts.append(_raw_p(" ".join(_claim(claim) for claim in overview)))
    if is_whole:
        parts += _points(summary)
    return "".join([*parts, *(_p(sentence, SOFT, 12) for sentence in foot(summary))])


def _points(summary: Summary) -> list[str]:
    parts = [_list(account.shown(summary.points))]
    for section in sections(summary):
        pages = f'<span style="color:{SOFT};font-weight:400;">({section_pages(section)})</span>'
        title = html.escape(plain(section.title))
        parts.append(f'<h2 style="font-size:15px;margin:22px 0 8px;">{title} {pages}</h2>')
        parts.append(_list(section.points))
    return parts


def _list(claims: Sequence[Claim]) -> str:
    if not claims:
        return ""
    items = "".join(f'<li style="margin:0 0 6px;">{_claim(claim)}</li>' for claim in claims)
    return f'<ul style="margin:12px 0;padding-left:20px;">{items}</ul>'


def _claim(claim: Claim) -> str:
    words = html.escape(plain(claim.text))
    if pages := pages_of(claim):
        words += (
            f' <span style="color:{ACCENT};font-size:12px;white-space:nowrap;">'
            f"({html.escape(pages)})</span>"
        )
    if claim.state is ClaimState.WEAK:
        words += f' <span style="color:{WEAK_INK};font-size:12px;">{html.escape(tr(WEAK))}</span>'
    return words


def _heading(text: str) -> str:
    words = html.escape(plain(text))
    return f'<h1 style="font-size:20px;line-height:1.3;margin:0 0 4px;">{words}</h1>'


def _p(text: str, color: str, size_px: int = 15) -> str:
    return (
        f'<p style="color:{color};font-size:{size_px}px;margin:0 0 10px;">'
        f"{html.escape(plain(text))}</p>"
    )


_raw_p: Callable[[str], str] = '<p style="margin:0 0 12px;">{}</p>'.format
