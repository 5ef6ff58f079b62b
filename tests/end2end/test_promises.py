"""Every test that the list of promises names is there."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_every_promise_names_tests_that_are_there() -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", (TESTS / "promises.md").read_text())
    assert len(named) > 40
    gone = [f"{file}::{name}" for file, name in named if name not in _tests_in(TESTS / file)]
    assert gone == []


def _tests_in(file: Path) -> set[str]:
    if not file.exists():
        return set()
    return {node.name for node in ast.parse(file.read_text()).body if hasattr(node, "name")}
