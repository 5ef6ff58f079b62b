"""Each rule in each language: what says the same is supported, the same with one change is not."""

from collections.abc import Callable

import pytest

from worker.contract.states import ClaimState
from worker.reading.pages import DocumentText
from worker.summarising.doubts import Doubt
from worker.summarising.evidence import Passages
from worker.summarising.sentences import split_sentences

PAIRS = [
    # language, text, true claim, changed claim, the rule that finds the change
    ("en", "The tenant shall not sublet the flat to another person.",
     "The tenant may not sublet the flat.", "The tenant may sublet the flat.", Doubt.NEGATION),
    ("en", "The supplier is liable for late delivery of the goods.",
     "The supplier is liable for late delivery.",
     "The supplier is not liable for late delivery.", Doubt.NEGATION),
    ("en", "Goods are sold without any warranty of fitness.",
     "The goods are sold without warranty.", "The goods are sold with warranty.", Doubt.NEGATION),
    ("de", "Der Vermieter haftet nicht für Schäden durch Wasser.",
     "Für Schäden durch Wasser haftet der Vermieter nicht.",
     "Der Vermieter haftet für Schäden durch Wasser.", Doubt.NEGATION),
    ("de", "Der Mieter zahlt die Kosten der Heizung.",
     "Die Kosten der Heizung zahlt der Mieter.",
     "Der Mieter zahlt die Kosten der Heizung nicht.", Doubt.NEGATION),
    ("it", "Il conduttore non risponde dei danni causati dal vento.",
     "Dei danni causati dal vento il conduttore non risponde.",
     "Il conduttore risponde dei danni causati dal vento.", Doubt.NEGATION),
    ("fr", "Le locataire ne répond pas des dommages causés par le vent.",
     "Le locataire ne répond pas des dommages causés par le vent.",
     "Le locataire répond des dommages causés par le vent.", Doubt.NEGATION),
    ("es", "El inquilino no responde de los daños causados por el viento.",
     "El inquilino no responde de los daños del viento.",
     "El inquilino responde de los daños del viento.", Doubt.NEGATION),
    ("pt", "O inquilino não responde pelos danos causados pelo vento.",
     "O inquilino não responde pelos danos do vento.",
     "O inquilino responde pelos danos do vento.", Doubt.NEGATION),
    ("en", "The customer may cancel the order within 14 days.",
     "The customer can cancel the order within 14 days.",
     "The customer must cancel the order within 14 days.", Doubt.MODALITY),
    ("en", "Neither the owner nor the tenant shall sell the house.",
     "The tenant may not sell the house.", "The tenant may sell the house.", Doubt.NEGATION),
    ("de", "Der Kunde kann die Bestellung innerhalb von 14 Tagen widerrufen.",
     "Innerhalb von 14 Tagen kann der Kunde die Bestellung widerrufen.",
     "Der Kunde muss die Bestellung innerhalb von 14 Tagen widerrufen.", Doubt.MODALITY),
    ("it", "Il cliente può annullare l'ordine entro 14 giorni.",
     "Entro 14 giorni il cliente può annullare l'ordine.",
     "Il cliente deve annullare l'ordine entro 14 giorni.", Doubt.MODALITY),
    ("fr", "Le client peut annuler la commande dans les 14 jours.",
     "Le client peut annuler la commande dans les 14 jours.",
     "Le client doit annuler la commande dans les 14 jours.", Doubt.MODALITY),
    ("es", "El cliente puede anular el pedido en 14 días.",
     "El cliente puede anular el pedido en 14 días.",
     "El cliente debe anular el pedido en 14 días.", Doubt.MODALITY),
    ("pt", "O cliente pode anular o pedido em 14 dias.",
     "O cliente pode anular o pedido em 14 dias.",
     "O cliente deve anular o pedido em 14 dias.", Doubt.MODALITY),
    ("en", "The fee must be paid before the delivery of all goods.",
     "Before the delivery of all goods the fee must be paid.",
     "The fee must be paid after the delivery of all goods.", Doubt.OPPOSITE),
    ("en", "The term is at least three years.",
     "The term is at least 3 years.", "The term is at most 3 years.", Doubt.OPPOSITE),
    ("de", "Der Urlaub beträgt mindestens 24 Werktage.",
     "Mindestens 24 Werktage beträgt der Urlaub.",
     "Der Urlaub beträgt höchstens 24 Werktage.", Doubt.OPPOSITE),
    ("it", "L'istruzione dura almeno otto anni ed è gratuita.",
     "L'istruzione è gratuita e dura almeno 8 anni.",
     "L'istruzione dura al massimo otto anni ed è gratuita.", Doubt.OPPOSITE),
    ("en", "The Customer shall indemnify the Provider against all claims.",
     "The Provider shall be indemnified by the Customer against all claims.",
     "The Provider shall indemnify the Customer against all claims.", Doubt.ORDER),
    ("en", "The data is moved from the client to the server each night.",
     "Each night the data is moved from the client to the server.",
     "The data is moved from the server to the client each night.", Doubt.ORDER),
    ("de", "Der Auftraggeber zahlt dem Auftragnehmer eine Vergütung.",
     "Dem Auftragnehmer zahlt der Auftraggeber eine Vergütung.",
     "Der Auftragnehmer zahlt dem Auftraggeber eine Vergütung.", Doubt.ORDER),
    ("it", "Il locatore notifica la disdetta al conduttore.",
     "La disdetta è notificata al conduttore dal locatore.",
     "Il conduttore notifica la disdetta al locatore.", Doubt.ORDER),
    ("en", "The bridge was closed because the river had damaged an arch.",
     "Because the river had damaged an arch, the bridge was closed.",
     "The river had damaged an arch because the bridge was closed.", Doubt.CAUSE),
    ("de", "Die Brücke wurde gesperrt, weil der Fluss einen Bogen beschädigt hatte.",
     "Die Brücke wurde gesperrt, weil der Fluss einen Bogen beschädigt hatte.",
     "Der Fluss hatte einen Bogen beschädigt, weil die Brücke gesperrt wurde.", Doubt.CAUSE),
    ("en", "The work was led by Clara Holm and paid for by the guild of Velden.",
     "Clara Holm led the work, which the guild of Velden paid for.",
     "Anna Berg led the work, which the guild of Velden paid for.", Doubt.NAME),
    ("en", "The rent is 900 euros a month and the deposit 1,800 euros.",
     "The deposit is 1800 euros, and the rent 900 euros a month.",
     "The rent is 950 euros a month and the deposit 1,800 euros.", Doubt.NUMBER),
    ("en", "The contract runs for 3 years with 30 days of notice.",
     "The contract runs three years with a notice of 30 days.",
     "The contract runs for 30 years with 3 days of notice.", Doubt.NUMBER),
    ("en", "The goods are sold “as is” and may be returned.",
     'The goods are sold "as is" and may be returned.',
     'The goods are sold "as new" and may be returned.', Doubt.QUOTE),
    ("en", "The Disclosing Party asks for what it wants back."
     " The Receiving Party may retain Confidential Information in accordance with its backup"
     " policies, but this MNDA will continue to apply to the retained Confidential Information.",
     "The Receiving Party may retain Confidential Information in accordance with backup policies.",
     "The Disclosing Party may retain Confidential Information of the Receiving Party in accordance"
     " with its backup policies.", Doubt.ORDER),
    ("en", "The recipient must destroy all copies upon the written request of the owner.",
     "Upon written request of the owner, the recipient must destroy all copies.",
     "The recipient must destroy all copies upon expiration of the agreement.", Doubt.CONDITION),
    ("en", "Upon expiration of the lease the tenant shall: (a) return the keys; and (b) promptly"
     " after the owner's written request, destroy all copies of the plans.",
     "The tenant shall promptly, after the owner's written request, destroy all copies of plans.",
     "The tenant shall destroy all copies of the plans upon expiration of the lease.",
     Doubt.CONDITION),
    ("en", "The buyer may return the goods if they arrive damaged.",
     "If goods arrive damaged, the buyer may return them.",
     "The buyer may return the goods if the price falls.", Doubt.CONDITION),
    ("de", "Der Mieter gibt die Schlüssel auf Verlangen des Vermieters zurück.",
     "Auf Verlangen des Vermieters gibt der Mieter die Schlüssel zurück.",
     "Der Mieter gibt die Schlüssel zurück, wenn die Bank zustimmt.", Doubt.CONDITION),
    ("it", "Il conduttore restituisce le chiavi su richiesta del locatore.",
     "Su richiesta del locatore il conduttore restituisce le chiavi.",
     "Il conduttore restituisce le chiavi alla scadenza del contratto.", Doubt.CONDITION),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "true", "changed", "doubt"), PAIRS)
def test_a_changed_claim_is_told_from_a_true_one(
    document: Callable[..., DocumentText],
    language: str,
    text: str,
    true: str,
    changed: str,
    doubt: Doubt,
) -> None:
    passages = Passages(split_sentences(document(text)), language)
    assert passages.find(true).state is ClaimState.SUPPORTED, passages.find(true).doubt
    assert passages.find(changed).state is ClaimState.UNSUPPORTED
    assert passages.find(changed).doubt is doubt


def test_a_pronoun_may_stand_for_a_name_before_it(document: Callable[..., DocumentText]) -> None:
    text = document("Chubby is a lock service. It uses locks to elect the master of a cell.")
    passages = Passages(split_sentences(text), "en")
    found = passages.find("Chubby uses locks to elect the master of a cell.")
    assert found.state is ClaimState.SUPPORTED
    found = passages.find("Each day Bigtable uses locks to elect the master of a cell.")
    assert found.state is ClaimState.UNSUPPORTED


LEGAL = (
    "The Owner keeps all its rights in the Confidential Information, and its disclosure to the"
    " Recipient grants no license. ALL CONFIDENTIAL INFORMATION IS PROVIDED “AS IS”, WITH ALL"
    " FAULTS, AND WITHOUT WARRANTIES. THE RECIPIENT MAY NOT SUE THE OWNER FOR LOST PROFITS."
)


@pytest.mark.parametrize(
    ("claim", "is_shown"),
    [
        ("Confidential Information comes AS IS, with all faults and without warranties.", True),
        ("The Recipient may not sue the Owner for lost profits.", True),
        ("The Recipient may sue the Owner for lost profits.", False),
        ("The Owner may not sue the Recipient for lost profits.", False),
        ("The Owner may disclose Confidential Information to the Recipient AS NEW.", False),
        ("The Owner discloses its Confidential Information to the Recipient AS IS.", False),
    ],
)
def test_capitals_of_legal_text_count_as_small_letters(
    document: Callable[..., DocumentText], claim: str, is_shown: bool
) -> None:
    found = Passages(split_sentences(document(LEGAL)), "en").find(claim)
    assert (found.state is ClaimState.SUPPORTED) is is_shown, found.doubt
    if is_shown:
        assert found.evidence[0].quote.isupper()


def test_what_is_quoted_stands_there_as_whole_words(document: Callable[..., DocumentText]) -> None:
    text = document("Goods are sold on the basis issued by the seller, under the usual terms.")
    passages = Passages(split_sentences(text), "en")
    assert passages.find('Goods are sold "as is" by the seller.').doubt is Doubt.QUOTE
    assert passages.find('Goods are sold under the "usual term".').state is ClaimState.SUPPORTED


RETURN = (
    "Upon expiration of this Agreement or upon the Disclosing Party's earlier request, the"
    " Receiving Party will: (a) cease using Confidential Information; (b) promptly after the"
    " Disclosing Party's written request, destroy all Confidential Information in the Receiving"
    " Party's possession or return it to the Disclosing Party; and (c) confirm this in writing."
)


@pytest.mark.parametrize(
    ("claim", "doubt"),
    [
        ("The Receiving Party will promptly, after the Disclosing Party's written request, destroy"
         " all Confidential Information in its possession or return it to the Disclosing Party.",
         None),
        ("Upon expiration of this Agreement, the Receiving Party will cease using Confidential"
         " Information.", None),
        ("Upon expiration of this Agreement, the Receiving Party must destroy all Confidential"
         " Information.", Doubt.CONDITION),
        ("The Disclosing Party will promptly, after the Receiving Party's written request, destroy"
         " all Confidential Information in its possession.", Doubt.NAME),
    ],
)  # fmt: skip
def test_what_a_list_says_of_one_is_not_said_of_another(
    document: Callable[..., DocumentText], claim: str, doubt: Doubt | None
) -> None:
    found = Passages(split_sentences(document(RETURN)), "en").find(claim)
    assert found.doubt is doubt
    assert (found.state is ClaimState.SUPPORTED) is (doubt is None)
