"""The fake in a process of its own, as end-to-end tests use it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from worker.engines.engine import ChatMessage, ChatRequest, EngineAway
from worker.engines.ollama import OllamaEngine

PROGRAM = Path(__file__).parents[2] / "fakes" / "ollama_server.py"
PROMPT = """Write bullets about this text.
```
Bees live in colonies of many thousands. The queen lays all of the eggs. Workers carry the food
home. In winter the colony forms a cluster to keep warm. Drones die in autumn of every year.
```"""


@pytest.fixture
def address() -> Iterator[str]:
    with subprocess.Popen([sys.executable, str(PROGRAM)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield process.stdout.readline().decode().strip()
        process.terminate()


def test_answers_are_made_of_the_prompt_and_faults_come_by_script(address: str) -> None:
    engine = OllamaEngine(address)
    served = engine.serve("small")
    asked = ChatRequest([ChatMessage("user", PROMPT)], 200)
    answer = engine.chat(served, asked)
    assert answer.text.splitlines() == [
        "- Bees live in colonies of many thousands.",
        "- Workers carry the food home.",
        "- Drones die in autumn of every year.",
    ]
    assert engine.chat(served, asked).text == answer.text
    script = [{"fault": "cut"}, {"text": "Scripted."}]
    httpx.post(f"{address}/fake/script", json=script, trust_env=False).raise_for_status()
    with pytest.raises(EngineAway):
        engine.chat(served, asked)
    assert engine.chat(served, asked).text == "Scripted."
    seen = httpx.get(f"{address}/fake/requests", trust_env=False).json()
    assert len(seen) == 4
