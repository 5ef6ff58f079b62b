"""Which modal verb each verb has: *shall publish* is not *may publish*, whatever else is said."""

from worker.summarising.statement import CueKind, Statement


def has_other_modal(claim: Statement, passage: Statement) -> bool:
    """Whether the verb behind a modal one has, all over the passage, one that says otherwise."""
    theirs = _poles(passage)
    return any(
        stem in theirs and poles.isdisjoint(theirs[stem]) for stem, poles in _poles(claim).items()
    )


def _poles(statement: Statement) -> dict[str, set[int]]:
    """For each verb right behind a modal one what that says; *must not* is *may not*."""
    denied = {statement.tokens[cue.at].clause for cue in statement.of(CueKind.NEGATION)}
    passive = {cue.at for cue in statement.of(CueKind.PASSIVE)}
    found: dict[str, set[int]] = {}
    for cue in statement.of(CueKind.MODALITY):
        at = cue.at + 1 + (cue.at + 1 in passive)
        verb = statement.tokens[at : at + 1]
        if verb and verb[0].is_content and verb[0].clause not in denied:
            found.setdefault(verb[0].stem, set()).add(cue.pole)
    return found
