"""Another name between the same words is told; what the text itself says there is not."""

import pytest

from worker.summarising.compared import Compared
from worker.summarising.frames import has_other_name_between
from worker.summarising.statement import Statement, align

OTHERS = [
    ("en", "The key of the Barn door hangs here. The Hall is shut.",
     "The key of the Hall door hangs here."),
    ("de", "Der Bericht über die Orgel wurde verlesen. Das Archiv ist zu.",
     "Der Bericht über die Archiv wurde verlesen."),
]  # fmt: skip
SAME = [
    ("en", "The key of the Barn door hangs here, and that of the Hall door hangs outside.",
     "The key of the Hall door hangs outside."),
    ("en", "The Elm school is older than the Oak school.",
     "The Oak school is younger than the Elm school."),
    ("de", "Der Bericht über die Orgel wurde verlesen.",
     "Der Bericht über das Instrument wurde verlesen."),
]  # fmt: skip


def compared(language: str, passage: str, claim: str) -> Compared:
    mine, theirs = Statement(claim, language), Statement(passage, language)
    return Compared(claim, passage, mine, theirs, align(mine, theirs), frozenset())


@pytest.mark.parametrize(("language", "passage", "claim"), OTHERS)
def test_another_name_between_the_same_words_is_told(
    language: str, passage: str, claim: str
) -> None:
    assert has_other_name_between(compared(language, passage, claim))


@pytest.mark.parametrize(("language", "passage", "claim"), SAME)
def test_what_the_text_says_is_not(language: str, passage: str, claim: str) -> None:
    assert not has_other_name_between(compared(language, passage, claim))
