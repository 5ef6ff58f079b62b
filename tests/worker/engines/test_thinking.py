import pytest

from worker.engines.thinking import without_thinking


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("<think>\nHm.\n</think>\n\n- A point.", "- A point."),
        ("Hm, so the text is\n</think>\n- A point.", "- A point."),
        ("<think>never ends", ""),
        ("<thinking>a</thinking>- A.<think>b</think> B.", "- A. B."),
        ("- Models write <think> before they think.", "- Models write <think> before they think."),
        (" - A point. ", "- A point."),
        ("", ""),
    ],
)
def test_only_the_answer_is_left(said: str, meant: str) -> None:
    assert without_thinking(said) == meant
