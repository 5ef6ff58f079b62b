"""The account of a summary in sentences: what was read, what was left out, what left the computer.

The same sentences stand in the window, in every export and in the terminal.
"""

from collections.abc import Iterable

from worker.contract.states import EngineKind, PageState
from worker.contract.summary import Claim, ClaimState, Coverage, Summary

ENGINE_NAMES = {
    EngineKind.OLLAMA: "Ollama",
    EngineKind.BUILTIN: "built in",
    EngineKind.OPENAI: "another server",
}


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
            "1 page" if pages == 1 else f"{pages} pages",
            str(summary.style),
            f"{engine.model} ({ENGINE_NAMES[engine.kind]})",
            duration(summary.timings.total_s),
        )
    )


def coverage(summary: Summary) -> str:
    """What was read of the document, and what the model was not shown."""
    account = summary.coverage
    sentences = [_read(account)]
    sentences += _about_pages(account)
    sentences += [_not_sent(each.kind, each.pages) for each in account.not_sent]
    if account.truncated == 1:
        sentences.append("One part was cut off before the model had seen all of it.")
    elif account.truncated:
        sentences.append(
            f"{account.truncated} parts were cut off before the model had seen all of them."
        )
    return " ".join(sentences)


def left_out(summary: Summary) -> str:
    """How much was left out; empty when nothing was."""
    count = left_out_count(summary)
    if count == 0:
        return ""
    if count == 1:
        return "One statement was left out: it was not found in the text."
    return f"{count} statements were left out: they were not found in the text."


def doubt(summary: Summary) -> str:
    """A warning for the top when most of what the model wrote was not found; else empty."""
    if left_out_count(summary) <= len(shown(_claims(summary))):
        return ""
    return (
        "Most of what the model wrote was not found in the text and was left out. "
        "Look at the pages before you rely on the rest, or try another model."
    )


def privacy(summary: Summary) -> str:
    """What left the computer."""
    if summary.bytes_sent_elsewhere == 0:
        return "Nothing left this computer to make it."
    sent = size(summary.bytes_sent_elsewhere)
    return f"{sent} left this computer to make it, for {summary.engine.address}."


def duration(seconds: float) -> str:
    """A time as people say it."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s" if whole % 60 else f"{whole // 60} min"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def size(count: int) -> str:
    """A number of bytes as people say it."""
    if count < 1000:
        return "1 byte" if count == 1 else f"{count} bytes"
    value = float(count)
    for unit in ("kB", "MB", "GB"):
        value /= 1000
        if value < 999.5 or unit == "GB":
            break
    return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"


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
        if account.pages == 1:
            return "The one page was read."
        return f"All {account.pages} pages were read."
    return f"{account.pages - account.failed} of {account.pages} pages were read."


def _about_pages(account: Coverage) -> list[str]:
    about = (
        (_in_state(account, PageState.EMPTY), "Page {} is empty.", "Pages {} are empty."),
        (_in_state(account, PageState.FAILED), "Page {} is damaged.", "Pages {} are damaged."),
        (
            _in_state(account, PageState.OCR),
            "Page {} is a picture and was read by text recognition.",
            "Pages {} are pictures and were read by text recognition.",
        ),
        (
            account.hidden_text_pages,
            "Hidden text on page {} was left out.",
            "Hidden text on pages {} was left out.",
        ),
    )
    return [
        (one if len(pages) == 1 else many).format(page_list(pages))
        for pages, one, many in about
        if pages
    ]


def _in_state(account: Coverage, state: PageState) -> tuple[int, ...]:
    return tuple(n for n, found in enumerate(account.page_states, start=1) if found is state)


def _not_sent(kind: str, pages: tuple[int, ...]) -> str:
    where = f"page {page_list(pages)}" if len(pages) == 1 else f"pages {page_list(pages)}"
    match kind:
        case "references":
            return f"The list of references ({where}) was not given to the model."
        case "header" | "footer" | "page_number":
            name = {"header": "Running headers", "footer": "Running footers"}.get(kind)
            return f"{name or 'Page numbers'} ({where}) were not given to the model."
        case "contents" | "index":
            name = "The table of contents" if kind == "contents" else "The index"
            return f"{name} ({where}) was not given to the model."
        case "not_shown":
            return (
                "This is a first look: the model was shown the most telling sentences only,"
                f" and not the rest of {where}."
            )
        case _:
            return f"Text on {where} was not given to the model ({kind})."
