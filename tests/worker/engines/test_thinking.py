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
        ("[THINK]Hm.[/THINK]- A point.", "- A point."),
        ("<seed:think>Hm.</seed:think>- A point.", "- A point."),
        ("<|begin_of_thought|>Hm.<|end_of_thought|>- A point.", "- A point."),
        ("<reasoning>never ends", ""),
        ("a</think>b</think>- A point.", "- A point."),
        (" - A point. ", "- A point."),
        ("", ""),
    ],
)
def test_only_the_answer_is_left(said: str, meant: str) -> None:
    assert without_thinking(said) == meant
