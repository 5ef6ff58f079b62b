"""Who does what to whom: what says the same in another order passes, an exchange does not."""

import pytest

from worker.summarising.order import Order
from worker.summarising.statement import Statement

KEPT = [
    ("en", "The water board withheld the payment from Brightwater.",
     "Brightwater did not get the payment that the water board withheld."),
    ("en", "The jetty was built by Carter Marine for the club.",
     "Carter Marine built the jetty for the club."),
    ("en", "The bearing overheated because lime blocked the cooling line.",
     "The bearing overheated because the cooling line was blocked with lime."),
    ("en", "The club gave the town its old boathouse.",
     "The town received the old boathouse from the club."),
    ("en", "Waivers must be signed by the waiving party's authorized representative.",
     "Waivers must be signed by the authorized representative of the waiving party."),
    ("de", "Der Mieter muss der Vermieterin jeden Schaden melden.",
     "Jeden Schaden muss der Mieter der Vermieterin melden."),
    ("de", "Da die Firma Reuter zu spät lieferte, dauerte die Reparatur neun Tage.",
     "Die Reparatur dauerte neun Tage, weil die Firma Reuter zu spät lieferte."),
    ("de", "Die Firma Reuter lieferte der Werkstatt den Kühler.",
     "Den Kühler lieferte die Firma Reuter der Werkstatt."),
    ("it", "Il Comune ha affidato alla biblioteca l'archivio.",
     "Alla biblioteca il Comune ha affidato l'archivio."),
]  # fmt: skip
EXCHANGED = [
    ("en", "On request the Receiving Party may retain copies under its backup policies.",
     "The Disclosing Party may retain copies under its backup policies."),
    ("en", "The insurer refused to pay for the leak. The museum is suing the insurer.",
     "The museum refused to pay the insurer for the leak."),
    ("en", "Both GFS and Bigtable use Chubby to store data.",
     "Chubby uses GFS and Bigtable to store data."),
    ("en", "The harbour master, Ian Doyle, granted the club twelve berths.",
     "The club granted the harbour master twelve berths."),
    ("en", "The club gave the town its old boathouse.",
     "The club received the old boathouse from the town."),
    ("en", "The youth team beat the team of Westport.",
     "The team of Westport beat the youth team."),
    ("en", "Ashby has 18,000 inhabitants, Milton 9,400.",
     "Milton has 18,000 inhabitants, Ashby 9,400."),
    ("en", "The club sold its boat. The town must repair the slipway of the harbour.",
     "The club must repair the slipway of the town."),
    ("en", "Captain Ida Brandt, who steered the tug, blamed the pilot.",
     "The pilot blamed Captain Ida Brandt."),
    ("de", "Die Gemeinde zahlte der Werkstatt 1.860 Euro.",
     "Die Werkstatt zahlte der Gemeinde 1.860 Euro."),
    ("de", "Die Hausverwaltung vertritt die Vermieterin gegenüber dem Mieter.",
     "Die Hausverwaltung vertritt den Mieter gegenüber der Vermieterin."),
    ("de", "Der Mieter darf die Wohnung mit Erlaubnis der Vermieterin untervermieten.",
     "Die Vermieterin darf die Wohnung mit Erlaubnis des Mieters untervermieten."),
    ("it", "La biblioteca ha pagato alla ditta Lumen 9.800 euro.",
     "Alla biblioteca la ditta Lumen ha pagato 9.800 euro."),
    ("it", "La direttrice, Carla Fontana, ha assunto il bibliotecario Marco Villa.",
     "Il bibliotecario Marco Villa ha assunto la direttrice Carla Fontana."),
]  # fmt: skip


def is_exchanged(language: str, passage: str, claim: str) -> bool:
    return Order(Statement(claim, language), Statement(passage, language)).is_exchanged()


@pytest.mark.parametrize(("language", "passage", "claim"), KEPT)
def test_the_same_in_another_order_is_kept(language: str, passage: str, claim: str) -> None:
    assert not is_exchanged(language, passage, claim)


@pytest.mark.parametrize(("language", "passage", "claim"), EXCHANGED)
def test_two_things_in_each_others_place_are_told(language: str, passage: str, claim: str) -> None:
    assert is_exchanged(language, passage, claim)


@pytest.mark.parametrize(("language", "passage", "claim"), KEPT + EXCHANGED)
def test_nothing_is_exchanged_in_the_passage_itself(
    language: str, passage: str, claim: str
) -> None:
    assert not is_exchanged(language, passage, passage)
    assert not is_exchanged(language, claim, claim)
