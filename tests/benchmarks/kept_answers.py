"""An engine whose answers are kept on disk: a measurement that was stopped goes on where it was.

The model is known by its name: Ollama gives it another digest each time it is imported.
Times are those of the first run; nothing that is measured by the clock may be asked this way twice.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from worker.contract.messages import ModelInfo
from worker.contract.states import EngineKind
from worker.engines.engine import Answer, ChatRequest, Engine, ServedModel


@dataclass(slots=True)
class KeptAnswers:
    """`engine`, asked only what it has not been asked before."""

    engine: Engine
    folder: Path
    answers: list[tuple[ChatRequest, Answer]] = field(default_factory=list)
    """What was asked of it this time, and what it said."""

    @property
    def kind(self) -> EngineKind:
        return self.engine.kind

    @property
    def address(self) -> str:
        return self.engine.address

    def models(self) -> Sequence[ModelInfo]:
        return self.engine.models()

    def serve(self, model: str) -> ServedModel:
        return self.engine.serve(model)

    def bound_tokens(self, text: str) -> int:
        return self.engine.bound_tokens(text)

    def chat(self, model: ServedModel, request: ChatRequest) -> Answer:
        said = [(one.role, one.content) for one in request.messages]
        how = (request.max_tokens, request.schema, request.temperature, request.seed)
        name = hashlib.sha256(json.dumps([model.name, said, how]).encode()).hexdigest()
        place = self.folder / f"{name}.json"
        if place.is_file():
            answer = Answer(**json.loads(place.read_text(encoding="utf-8")))
        else:
            answer = self.engine.chat(model, request)
            self.folder.mkdir(parents=True, exist_ok=True)
            place.write_text(json.dumps(asdict(answer)), encoding="utf-8")
        self.answers.append((request, answer))
        return answer
