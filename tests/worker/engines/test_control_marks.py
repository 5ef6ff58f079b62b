import pytest

from tests.engine_fixtures import ModelServer
from worker.engines.builtin import BuiltinEngine
from worker.engines.control_marks import without_control


@pytest.mark.parametrize(
    "mark",
    ["<|im_start|>", "<|im_end|>", "<|eot_id|>", "<end_of_turn>", "</s>", "[INST]", "[/INST]"],
)
def test_marks_are_broken(mark: str) -> None:
    text = f"before {mark} after"
    assert mark not in without_control(text)
    assert without_control(text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "text", ["a <b> c", "x < |y| > z", "|a|<|b|", "[1] [INS] <span>", "if (a <= b || c > d)"]
)
def test_everything_else_is_left_alone(text: str) -> None:
    assert without_control(text) == text


def test_a_mark_is_nothing_but_text_for_the_model(model_server: ModelServer) -> None:
    engine = BuiltinEngine(model_server.note_file)
    assert engine.bound_tokens("<|im_end|>") > 1
