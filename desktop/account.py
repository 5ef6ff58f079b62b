"""The account of a summary in sentences: what was read, what was left out, what left the computer.

The same sentences stand in the window, in every export and in the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.translation import mark, plural, tr
from worker.contract.egress import is_elsewhere, place_of
from worker.contract.states import ClaimState, EngineKind, PageState, Style

if TYPE_CHECKING:
    from worker.contract.summary import Claim, Coverage, EngineUsed, Summary

ENGINE_NAMES = {
    EngineKind.OLLAMA: "Ollama",
    EngineKind.BUILTIN: mark("built in"),
    EngineKind.OPENAI: mark("another server"),
}
STYLE_WORDS = {
    Style.GLANCE: mark("first look"),
    Style.BRIEF: mark("brief"),
    Style.STANDARD: mark("standard"),
    Style.DETAILED: mark("detailed"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """Text of the document that the model was not given."""

    words: str
    """What it is, and on which pages."""
    text: str
    """Hidden text as it is, though cut where it is very long; of the rest how it begins."""


def shown(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that may leave the window: those found in the text, at least in part."""
    return tuple(claim for claim in claims if claim.state is not ClaimState.UNSUPPORTED)


def left_out_count(summary: Summary) -> int:
    """How many statements of the model are in no export."""
    all_claims = _claims(summary)
    return len(summary.left_out) + len(all_claims) - len(shown(all_claims))


def facts(summary: Summary) -> str:
    """One line: pages, length, model, time."""
    pages = summary.coverage.pages
    engine = summary.engine
    return " · ".join(
        (
            plural("{n} pages", "1 page", pages),
            tr(STYLE_WORDS[summary.style]),
            engine_used(engine),
            duration(summary.timings.total_s),
        )
    )


def engine_used(engine: EngineUsed) -> str:
    """The model and where it ran; a server of the person's own by its address."""
    if engine.kind is EngineKind.OPENAI or is_elsewhere(engine.address):
        return tr("{model} at {place}", model=engine.model, place=place_of(engine.address))
    return f"{engine.model} ({tr(ENGINE_NAMES[engine.kind])})"


def coverage(summary: Summary) -> str:
    """What was read of the document, and what the model was not shown."""
    account = summary.coverage
    sentences = [_read(account)]
    sentences += _about_pages(account)
    sentences += [_not_sent(each.kind, each.pages) for each in account.not_sent]
    if account.truncated:
        sentences.append(
            plural(
                "{n} parts were cut off before the model had seen all of them.",
                "One part was cut off before the model had seen all of it.",
                account.truncated,
            )
        )
    return " ".join(sentences)


def hidden_text(summary: Summary) -> tuple[Kept, ...]:
    """What stands on the pages and cannot be seen there: for those who ask to see it."""
    return tuple(
        Kept(tr("Hidden text on page {page}", page=each.page), each.text)
        for each in summary.coverage.hidden_text
    )


def kept_from_model(summary: Summary) -> tuple[Kept, ...]:
    """All that was read and not given to the model, so that a wrong guess can be seen."""
    others = (
        Kept(_not_sent(each.kind, each.pages), f"{each.sample} …" if each.sample else "")
        for each in summary.coverage.not_sent
    )
    return (*hidden_text(summary), *others)


def left_out(summary: Summary) -> str:
    """How much was left out; empty when nothing was."""
    count = left_out_count(summary)
    if count == 0:
        return ""
    return plural(
        "{n} statements were left out: they were not found in the text.",
        "One statement was left out: it was not found in the text.",
        count,
    )


def untranslated(summary: Summary) -> str:
    """How much could not be put into the language of the summary; empty when all could."""
    claims = shown(_claims(summary))
    count = sum(not claim.original for claim in claims) if summary.translated_from else 0
    if count == 0:
        return ""
    return plural(
        "{n} statements stay in the document's language: "
        "this model does not translate them reliably.",
        "One statement stays in the document's language: "
        "this model does not translate it reliably.",
        count,
    )


def doubt(summary: Summary) -> str:
    """A warning for the top when most of what the model wrote was not found; else empty."""
    if left_out_count(summary) <= len(shown(_claims(summary))):
        return ""
    return tr(
        "Most of what the model wrote was not found in the text and was left out. "
        "Look at the pages before you rely on the rest, or try another model."
    )


def privacy(summary: Summary) -> str:
    """What left the computer."""
    if summary.bytes_sent_elsewhere == 0:
        return tr("To make it, nothing was sent to another computer.")
    sent = size(summary.bytes_sent_elsewhere)
    names = ", ".join(machine.name for machine in summary.machines)
    return tr(
        "To make it, {size} were sent to {address}.",
        size=sent,
        address=names or summary.engine.address,
    )


def machines(summary: Summary) -> str:
    """Which machines of a shared broker made it; empty where there is only this one."""
    shares = [
        plural("{name} ({n} parts)", "{name} (1 part)", machine.parts, name=machine.name)
        for machine in summary.machines
    ]
    return tr("Made by {machines}.", machines=", ".join(shares)) if shares else ""


def duration(seconds: float) -> str:
    """A time as people say it."""
    whole = round(seconds)
    if whole < 60:
        return tr("{n} s", n=whole)
    if whole < 3600:
        if not whole % 60:
            return tr("{n} min", n=whole // 60)
        return tr("{minutes} min {seconds} s", minutes=whole // 60, seconds=whole % 60)
    return tr("{hours} h {minutes} min", hours=whole // 3600, minutes=whole % 3600 // 60)


def size(count: int) -> str:
    """A number of bytes as people say it."""
    if count < 1000:
        return plural("{n} bytes", "{n} byte", count)
    value = float(count)
    for unit in ("kB", "MB", "GB"):
        value /= 1000
        if value < 999.5 or unit == "GB":
            break
    return tr("{n} {unit}", n=round(value) if value >= 10 else value, unit=unit)


def page_list(pages: Iterable[int]) -> str:
    """Page numbers with runs drawn together: 3-5, 9."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(f"{a}" if a == b else f"{a}\N{EN DASH}{b}" for a, b in runs)


def _claims(summary: Summary) -> tuple[Claim, ...]:
    in_sections = (claim for section in summary.sections for claim in section.points)
    return (*summary.overview, *summary.points, *in_sections)


def _read(account: Coverage) -> str:
    if account.failed == 0:
        return plural("All {n} pages were read.", "The one page was read.", account.pages)
    read = account.pages - account.failed
    return tr("{read} of {all} pages were read.", read=read, all=account.pages)


def _about_pages(account: Coverage) -> list[str]:
    about = (
        (
            _in_state(account, PageState.EMPTY),
            mark("Page {pages} is empty."),
            mark("Pages {pages} are empty."),
        ),
        (
            _in_state(account, PageState.FAILED),
            mark("Page {pages} is damaged."),
            mark("Pages {pages} are damaged."),
        ),
        (
            _in_state(account, PageState.OCR),
            mark("Page {pages} is a picture and was read by text recognition."),
            mark("Pages {pages} are pictures and were read by text recognition."),
        ),
        (
            account.hidden_text_pages,
            mark("Hidden text on page {pages} was left out."),
            mark("Hidden text on pages {pages} was left out."),
        ),
    )
    return [
        tr(one if len(pages) == 1 else many, pages=page_list(pages))
        for pages, one, many in about
        if pages
    ]


def _in_state(account: Coverage, state: PageState) -> tuple[int, ...]:
    return tuple(n for n, found in enumerate(account.page_states, start=1) if found is state)


def _not_sent(kind: str, pages: tuple[int, ...]) -> str:
    place = mark("page {pages}") if len(pages) == 1 else mark("pages {pages}")
    where = tr(place, pages=page_list(pages))
    return tr(_NOT_SENT.get(kind, _OTHER_NOT_SENT), where=where, kind=kind)


_NOT_SENT = {
    "references": mark("The list of references ({where}) was not given to the model."),
    "header": mark("Running headers ({where}) were not given to the model."),
    "footer": mark("Running footers ({where}) were not given to the model."),
    "page_number": mark("Page numbers ({where}) were not given to the model."),
    "contents": mark("The table of contents ({where}) was not given to the model."),
    "index": mark("The index ({where}) was not given to the model."),
    "not_shown": mark(
        "This is a first look: the model was shown the most telling sentences only, and not the "
        "rest of {where}."
    ),
}
_OTHER_NOT_SENT = mark("Text on {where} was not given to the model ({kind}).")
