# ruff: noqa: RUF001 - typography and other scripts are what these tests are about.

import pytest

from worker.summarising.words import detect_language, stem


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The parties agree that the information shall not be disclosed to anyone."),
        ("de", "Der Urlaub ist zu gewähren, wenn der Arbeitnehmer dies verlangt."),
        ("it", "La Repubblica riconosce a tutti i cittadini il diritto al lavoro."),
        ("fr", "Les factures sont payables dans les trente jours de leur émission."),
        ("es", "El contrato se podrá rescindir por cualquiera de las partes con aviso."),
        ("pt", "O contrato não pode ser rescindido pelas partes sem aviso prévio."),
        ("nl", "De factuur moet binnen dertig dagen na de datum worden betaald."),
        ("ar", "مرحبا بكم في هذا المستند القصير"),
        ("ja", "この文書は日本語で書かれています。"),
        ("zh", "本合同自双方签字之日起生效。"),
        ("ru", "Настоящий договор вступает в силу с момента подписания."),
        ("en", "12345 %%% ..."),
        ("en", ""),
    ],
)
def test_the_language_is_told(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("notify", "notifies", "notified")),
        ("de", ("beträgt", "betragen")),
        ("de", ("gewährt", "gewähren")),
        ("it", ("tutelate", "tutela", "tutelano")),
        ("fr", ("facture", "factures")),
        ("es", ("contrato", "contratos")),
        ("pt", ("contrato", "contratos")),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, words: tuple[str, ...]) -> None:
    assert len({stem(word, language) for word in words}) == 1
