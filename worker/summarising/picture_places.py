"""Evidence on pages that were recognised: rectangles, for their text is not the PDF's own."""

from collections.abc import Iterable, Mapping

from worker.contract.summary import Claim, Evidence, Summary
from worker.reading.recognised import RecognisedPage


def cited_pages(summary: Summary) -> set[int]:
    """The pages that claims of a summary rest on."""
    return {one.page for claim in _claims(summary) for one in claim.evidence}


def with_rectangles(summary: Summary, pages: Mapping[int, RecognisedPage]) -> Summary:
    """The summary with rectangles in place of the ranges on these pages."""

    def drawn(claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(_drawn(claim, pages) for claim in claims)

    sections = (each.model_copy(update={"points": drawn(each.points)}) for each in summary.sections)
    return summary.model_copy(
        update={
            "overview": drawn(summary.overview),
            "points": drawn(summary.points),
            "sections": tuple(sections),
            "left_out": drawn(summary.left_out),
        }
    )


def _claims(summary: Summary) -> Iterable[Claim]:
    yield from (*summary.overview, *summary.points, *summary.left_out)
    for section in summary.sections:
        yield from section.points


def _drawn(claim: Claim, pages: Mapping[int, RecognisedPage]) -> Claim:
    evidence = tuple(_boxed(one, pages[one.page]) if one.page in pages else one
                     for one in claim.evidence)  # fmt: skip
    return claim.model_copy(update={"evidence": evidence})


def _boxed(evidence: Evidence, page: RecognisedPage) -> Evidence:
    if evidence.start is None or evidence.length is None:
        return evidence
    end = evidence.start + evidence.length
    rects = tuple(rect for start, stop, rect in page.lines if start < end and stop > evidence.start)
    return evidence.model_copy(update={"rects": rects, "start": None, "length": None})
