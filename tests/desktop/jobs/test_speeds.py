"""What is believed of a model's speed, and kept."""

import socket

import pytest

from desktop.jobs.speeds import Speeds, read, speeds_file
from worker.contract.messages import EngineStatus, Measured, SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, Style

HERE = socket.gethostname()
OLLAMA = EngineStatus(
    ready=True,
    kind=EngineKind.OLLAMA,
    address="http://127.0.0.1:11434",
    model="small:latest",
    digest="aa",
)


def a_part(wall_s: float = 10.0, tokens: int = 500, place: str = HERE) -> Measured:
    return Measured(
        kind=EngineKind.OLLAMA,
        place=place,
        model="small:latest",
        digest="aa",
        text_tokens=tokens,
        prompt_tokens=800,
        answer_tokens=120,
        reading_s=wall_s * 0.4,
        wall_s=wall_s,
    )


def an_end(wall_s: float, style: Style = Style.STANDARD) -> Measured:
    return a_part(wall_s).model_copy(update={"text_tokens": 0, "style": style})


def test_the_first_measurement_is_believed_and_kept(paths: DataPaths) -> None:
    Speeds(paths).take([a_part()])
    (speed,) = read(paths)
    assert (speed.model, speed.place, speed.parts) == ("small:latest", HERE, 1)
    assert speed.reads_per_s == pytest.approx(800 / 4.0)
    assert speed.writes_per_s == pytest.approx(120 / 6.0)
    assert speed.part_s == pytest.approx(20.0)
    assert Speeds(paths).of(OLLAMA, SummaryOptions()) == speed


def test_newer_measurements_count_for_more(paths: DataPaths) -> None:
    speeds = Speeds(paths)
    speeds.take([a_part(10.0)] * 20)
    speeds.take([a_part(20.0)] * 10)
    (speed,) = read(paths)
    assert 35.0 < speed.part_s < 40.0


def test_what_a_document_is_expected_to_take(paths: DataPaths) -> None:
    speeds = Speeds(paths)
    assert speeds.of(OLLAMA, SummaryOptions()) is None
    speeds.take([an_end(25.0)])
    speed = speeds.of(OLLAMA, SummaryOptions())
    assert speed is not None
    assert speed.expected_s(9000, Style.STANDARD) is None, "no part was measured yet"
    speeds.take([a_part(), an_end(8.0, Style.GLANCE)])
    speed = speeds.of(OLLAMA, SummaryOptions())
    assert speed is not None
    assert speed.expected_s(9000, Style.STANDARD) == pytest.approx(9 * 20 + 25)
    assert speed.expected_s(9000, Style.STANDARD, pictures=3) == pytest.approx(9 * 20 + 25 + 12)
    first_look_s = speed.expected_s(90_000, Style.GLANCE)
    assert first_look_s is not None
    assert first_look_s < 30


def test_each_place_and_model_has_its_own(paths: DataPaths) -> None:
    speeds = Speeds(paths)
    far = "http://10.0.0.7:11434"
    speeds.take([a_part(10.0), a_part(1.0, place=far)])
    there = OLLAMA.model_copy(update={"address": far})
    found = speeds.of(there, SummaryOptions())
    assert found is not None
    assert found.part_s == pytest.approx(2.0)
    other = OLLAMA.model_copy(update={"digest": "bb", "model": "other"})
    assert speeds.of(other, SummaryOptions()) is None
    by_name = speeds.of(other, SummaryOptions(model="small"))
    assert by_name is not None
    assert speeds.of(None, SummaryOptions()) is None


def test_a_damaged_file_is_begun_anew(paths: DataPaths) -> None:
    speeds_file(paths).write_text("{nonsense")
    speeds = Speeds(paths)
    assert speeds.all() == ()
    speeds.take([a_part()])
    assert len(read(paths)) == 1
