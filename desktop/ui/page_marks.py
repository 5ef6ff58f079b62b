"""Which claims rest on which page: pure functions between a summary and its document's pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worker.contract.summary import Claim, Evidence, Summary


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the document, and the claim that rests on it."""

    claim: Claim
    evidence: Evidence


def claims_of(summary: Summary) -> Iterator[Claim]:
    """The claims that are part of the summary, from top to bottom."""
    yield from summary.overview
    yield from summary.points
    for section in summary.sections:
        yield from section.points


def places_on(summary: Summary | None, page: int) -> tuple[Place, ...]:
    """Every place on a page that a claim of the summary rests on."""
    if summary is None:
        return ()
    return tuple(
        Place(claim, evidence)
        for claim in claims_of(summary)
        for evidence in claim.evidence
        if evidence.page == page
    )


def claims_on(claims: Iterable[Claim], page: int) -> list[Claim]:
    """Those of the claims that rest on a page."""
    return [claim for claim in claims if any(place.page == page for place in claim.evidence)]
