# ruff: noqa: RUF001 - typography and other scripts are what these tests are about.

import pytest

from worker.summarising.words import detect_language, numbers


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
    ("text", "expected"),
    [
        ("1,000 and 1.000 and 1'000", {"1000"}),
        ("0.5 or 0,5", {"0.5"}),
        ("on 7.5.2002", {"752002"}),
        ("12,345.67 euros", {"1234567"}),
        ("none", set()),
    ],
)
def test_numbers_are_spelt_alike(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected
