"""Names stand where the passage has them: another name there, or one put together, is found."""

import pytest

from worker.summarising.compared import Compared
from worker.summarising.names import misplaces_name
from worker.summarising.statement import Statement, align

IN_PLACE = [
    ("en", "The treasurer, Laura Hughes, paid Carter Marine for the jetty.",
     "Laura Hughes paid Carter Marine."),
    ("en", "Chubby offers locks. The design emphasises availability over high performance.",
     "The design of Chubby emphasises availability over high performance."),
    ("de", "Kassenwart Emil Rott beantragte, den Beitrag zu erhöhen. Der Antrag wurde abgelehnt.",
     "Die Erhöhung des Beitrags wurde abgelehnt."),
    ("de", "Der Verein kauft eine Orgel. Sie wird im Mai nach Kassel geliefert.",
     "Geliefert wird die Orgel im Mai nach Kassel."),
    ("it", "Lavoro e scuola sono diritti dei Soci. I Soci pagano la quota a maggio.",
     "Soci e scuola sono diritti."),
    ("it", "La ditta Lumen ha fornito le lampade alla biblioteca.",
     "La biblioteca ha ricevuto le lampade dalla ditta Lumen."),
]  # fmt: skip
MISPLACED = [
    ("en", "Laura Hughes reported the cost. The jetty was built by Carter Marine in August.",
     "Carter Hughes built the jetty in August."),
    ("en", "Developers were over-optimistic about Chubby availability in 2004.",
     "Developers were over-optimistic about Section availability in 2004."),
    ("en", "In his classic paper Brooks[Bro86] identified four properties of software.",
     "Hoare identified four properties of software."),
    ("en", "Noel Rees promised to mend the roof. The paper says that Hale and Orr are away.",
     "Orr promised to mend the roof."),
    ("de", "Das Fahrzeug darf nicht an Vereine verliehen werden.",
     "Das Fahrzeug darf nicht an Schulen verliehen werden."),
    ("it", "La Repubblica tutela la salute come diritto. I cittadini votano.",
     "Lo Stato tutela la salute come diritto."),
]  # fmt: skip


def misplaces(language: str, passage: str, claim: str) -> bool:
    mine, theirs = Statement(claim, language), Statement(passage, language)
    return misplaces_name(Compared(claim, passage, mine, theirs, align(mine, theirs), frozenset()))


@pytest.mark.parametrize(("language", "passage", "claim"), IN_PLACE)
def test_a_name_in_its_place_is_not_doubted(language: str, passage: str, claim: str) -> None:
    assert not misplaces(language, passage, claim)


@pytest.mark.parametrize(("language", "passage", "claim"), MISPLACED)
def test_a_name_in_the_place_of_another_is_found(language: str, passage: str, claim: str) -> None:
    assert misplaces(language, passage, claim)
