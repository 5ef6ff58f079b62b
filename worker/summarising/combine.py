"""Makes the parts of a summary out of the notes: overview, points, sections, what was left out."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from worker.contract.errors import ErrorCode, JobFailed
from worker.contract.states import ClaimState, Style
from worker.contract.summary import Claim, Record, Section
from worker.summarising.asking import Ask, Cost
from worker.summarising.chunks import Chunk
from worker.summarising.claims import merge, most_telling, same
from worker.summarising.copying import spared
from worker.summarising.evidence import Passages
from worker.summarising.facts import DocumentFacts
from worker.summarising.instruction import Instruction
from worker.summarising.notes import Note
from worker.summarising.overview import Writing, check_sentence, write_overview
from worker.summarising.quoting import quotes
from worker.summarising.sections import groups, section
from worker.summarising.translate import translate

FEWEST_CLAIMS = 3
"""Fewer are the summary; there is nothing to draw together."""

CLAIMS_A_SENTENCE = 2
"""Of how many claims a sentence of the overview is made, from all over the document. Shown all
claims, a small model repeats the first ones, and the overview tells how the document begins."""


@dataclass(frozen=True, slots=True)
class CombineOptions:
    """What shapes a summary besides its notes."""

    style: Style
    language: str
    """Of the summary; the notes are in the document's."""
    instruction: str
    window: int
    """Context actually served, in tokens."""
    bound_tokens: Callable[[str], int]


class Draft(Record):
    """The claims of a summary, in their places."""

    overview: tuple[Claim, ...]
    points: tuple[Claim, ...]
    sections: tuple[Section, ...]
    left_out: tuple[Claim, ...]
    cost: Cost


@dataclass(frozen=True, slots=True)
class _Size:
    """How much a style says."""

    sentences: int
    points: int
    points_a_section: int


_SIZES = {
    Style.GLANCE: _Size(3, 8, 0),
    Style.BRIEF: _Size(3, 5, 0),
    Style.STANDARD: _Size(4, 8, 8),
    Style.DETAILED: _Size(6, 12, 100),
}

_IN_OWN_WORDS = (Style.BRIEF, Style.STANDARD)
"""Styles that leave out copied sentences where enough is told without them."""


def combine(
    notes: Sequence[Note],
    chunks: Sequence[Chunk],
    facts: DocumentFacts,
    *,
    ask: Ask,
    options: CombineOptions,
) -> Draft:
    """Sort the claims of all notes into a summary, and have its overview written and checked.

    Raises:
        JobFailed: no claim of any note is shown in the text.
    """
    language = facts.language
    asked = Instruction.of(options.instruction, language)
    size = _SIZES[options.style]
    shown = [_shown(note) for note in notes]
    if options.style in _IN_OWN_WORDS and not asked.is_only:
        shown = _without_spared(shown, chunks, size.points, language)
    every = [claim for one in shown for claim in one]
    wanted = asked.wanted(every, language)
    if len(wanted) < len(every):
        shown = [tuple(claim for claim in one if claim in wanted) for one in shown]
    claims = merge(wanted, language)
    claims = claims or quotes([one for chunk in chunks for one in chunk.sentences], 1, language)
    if not claims:
        raise JobFailed(ErrorCode.ANSWER_UNUSABLE, {"chunks": len(chunks)})
    writing = Writing(ask, options.bound_tokens, options.window, language, options.instruction)
    ground = _ground(shown, claims, size.sentences * CLAIMS_A_SENTENCE, language)
    overview, missed, cost = _overview(ground, chunks, size, writing, options.style)
    fresh = _beside(claims, overview, language)
    if not fresh:
        # All would stand twice: the more telling half of so few is what they come to.
        overview = most_telling(overview, len(overview) // 2, language)
        fresh = _beside(claims, overview, language)
    if not fresh:
        overview, fresh = (), list(claims)
    is_long = bool(groups(len(chunks)))
    count = size.points if is_long or options.style is Style.BRIEF else len(claims)
    points = most_telling(fresh, count, language)
    rest = {claim.text for claim in fresh} - {claim.text for claim in points}
    sections = _sections(shown, chunks, rest, size, facts) if size.points_a_section else ()
    told = {one.text for one in (*overview, *points, *chain(*(part.points for part in sections)))}
    unsupported = [one for note in notes for one in note.points if not _is_shown(one)]
    # What one part says without ground may stand in another: nothing is both shown and left out.
    left_out = merge([one for one in (*unsupported, *missed) if one.text not in told], language)
    draft = Draft(overview=overview, points=points, sections=sections, left_out=left_out, cost=cost)
    return _in_language(draft, replace(writing, language=options.language), language)


def _beside(claims: Sequence[Claim], overview: Sequence[Claim], language: str) -> list[Claim]:
    """The claims that the overview does not tell already."""
    return [claim for claim in claims if not any(same(claim, one, language) for one in overview)]


def _is_shown(claim: Claim) -> bool:
    return claim.state is not ClaimState.UNSUPPORTED


def _shown(note: Note) -> tuple[Claim, ...]:
    return tuple(filter(_is_shown, note.points))


def _without_spared(
    shown: list[tuple[Claim, ...]], chunks: Sequence[Chunk], fewest: int, language: str
) -> list[tuple[Claim, ...]]:
    """The claims of each chunk without what only copies it, if at least `fewest` are left."""
    fewer: list[tuple[Claim, ...]] = []
    for claims, chunk in zip(shown, chunks, strict=True):
        enough = spared(claims, chunk.text, language)
        fewer.append(tuple(one for one in claims if one not in enough))
    return fewer if sum(map(len, fewer)) >= fewest else shown


def _ground(
    shown: Sequence[Sequence[Claim]], claims: Sequence[Claim], count: int, language: str
) -> tuple[Claim, ...]:
    """About `count` claims that stand for all in the overview: the most telling of each stretch."""
    stretches = groups(len(shown))
    if not stretches:
        return most_telling(claims, count, language)
    each = math.ceil(count / len(stretches))
    parts = (merge([claim for at in one for claim in shown[at]], language) for one in stretches)
    return merge([one for part in parts for one in most_telling(part, each, language)], language)


def _overview(
    claims: Sequence[Claim],
    chunks: Sequence[Chunk],
    size: _Size,
    writing: Writing,
    style: Style,
) -> tuple[tuple[Claim, ...], tuple[Claim, ...], Cost]:
    """The overview's sentences that are shown, those that are not, and what they cost.

    Where none is shown, and in a first look, the most telling claims stand for them.
    """
    if len(claims) < FEWEST_CLAIMS:
        return (), (), Cost()
    count = min(size.sentences, len(claims))
    if style is Style.GLANCE:
        return most_telling(claims, count, writing.language), (), Cost()
    texts, cost = write_overview([claim.text for claim in claims], count, writing)
    passages = Passages([one for chunk in chunks for one in chunk.sentences], writing.language)
    checked = [check_sentence(text, passages, claims, writing.language) for text in texts]
    # The model often leaves out what a text is about, which its first claims say.
    first = most_telling(claims[:CLAIMS_A_SENTENCE], 1, writing.language)
    written = merge([*first, *(one for one in checked if _is_shown(one))], writing.language)
    overview = (*written[:1], *most_telling(written[1:], count - 1, writing.language))
    missed = tuple(claim for claim in checked if not _is_shown(claim))
    if len(overview) == 1:
        overview = most_telling(claims, count, writing.language)
    return overview, missed, cost


def _sections(
    shown: Sequence[Sequence[Claim]],
    chunks: Sequence[Chunk],
    left: set[str],
    size: _Size,
    facts: DocumentFacts,
) -> tuple[Section, ...]:
    """What the points do not tell, by stretches of the document."""
    sections: list[Section] = []
    taken = {facts.title}
    for group in groups(len(chunks)):
        claims = merge([claim for at in group for claim in shown[at]], facts.language)
        rest = [claim for claim in claims if claim.text in left]
        left.difference_update(claim.text for claim in rest)
        if rest:
            chosen = most_telling(rest, size.points_a_section, facts.language)
            sections.append(section([chunks[at] for at in group], chosen, taken))
    return tuple(sections)


def _in_language(draft: Draft, writing: Writing, own_language: str) -> Draft:
    """The draft in the language the person wants; what is left out stays as it was written."""
    if writing.language == own_language:
        return draft
    parts = [draft.overview, draft.points, *(one.points for one in draft.sections)]
    translated, cost = translate([claim for part in parts for claim in part], writing)
    left = iter(translated)
    overview, points, *rest = [tuple(next(left) for _ in part) for part in parts]
    sections = tuple(
        one.model_copy(update={"points": claims})
        for one, claims in zip(draft.sections, rest, strict=True)
    )
    update = {"overview": overview, "points": points, "sections": sections}
    return draft.model_copy(update={**update, "cost": draft.cost + cost})
