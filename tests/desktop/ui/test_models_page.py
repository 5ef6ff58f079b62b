import socket
from dataclasses import replace

from desktop.choices import EngineChoice
from desktop.jobs.speeds import Speeds, read
from desktop.jobs.status import ModelFetch
from desktop.offers import Room
from desktop.settings import Settings
from desktop.ui.engine_words import engine_words
from desktop.ui.models_page import Act, ModelsPage, Row, page_of, with_model
from desktop.ui.status_line import engine_line
from tests.desktop.ui.shelf import GETTING, SILENT, WITH_MODELS
from worker.contract.catalogue import catalogue_model, starter
from worker.contract.messages import Measured
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind

GB = 1_000_000_000
ROOM = Room(memory_bytes=16 * GB, free_memory_bytes=8 * GB, free_disk_bytes=50 * GB)
QWEN = "Qwen3.5-4B-Q4_K_M.gguf"


def page(room: Room = ROOM, settings: Settings | None = None) -> ModelsPage:
    return page_of(WITH_MODELS, settings or Settings(), (), room)


def row(rows: tuple[Row, ...], name: str) -> Row:
    return next(each for each in rows if each.name == name)


def test_models_that_are_here() -> None:
    there = page().there
    used = row(there, "qwen3.5:4b")
    assert used.facts == (
        "Ollama · 3.4 GB · reads 8192 of 262144 tokens at once · takes 4.1 GB of memory"
    )
    assert (used.note, used.acts) == ("in use", ())
    assert row(there, "qwen2.5-1.5b-instruct-q4_k_m.gguf").acts == (Act.USE,)
    raw = row(there, "my-import:latest")
    assert (raw.acts, raw.note) == ((), "cannot be used: it does not understand instructions")


def test_a_model_in_the_cloud_only_where_that_is_allowed() -> None:
    assert row(page().there, "gpt-oss:120b-cloud").acts == ()
    allowed = page(settings=Settings(allow_cloud=True))
    assert row(allowed.there, "gpt-oss:120b-cloud").acts == (Act.USE,)


def test_the_measured_pace_is_the_same_wherever_it_is_said(paths: DataPaths) -> None:
    speeds = Speeds(paths)
    speeds.take(
        [
            Measured(
                kind=EngineKind.OLLAMA,
                place=socket.gethostname(),
                model="qwen3.5:4b",
                digest="",
                text_tokens=1000,
                prompt_tokens=1200,
                answer_tokens=120,
                reading_s=12.0,
                wall_s=24.0,
            )
        ]
    )
    status = replace(WITH_MODELS, seconds_per_page=speeds.page_s(WITH_MODELS.engine))
    found = page_of(status, Settings(), read(paths), ROOM)
    assert row(found.there, "qwen3.5:4b").facts.endswith(" · about 12 s a page")
    assert engine_line(status).endswith(" · about 12 s a page")
    assert engine_words(status).sentence.startswith("About 12 s a page on this computer.")


def test_no_pace_is_said_before_it_was_measured(paths: DataPaths) -> None:
    status = replace(WITH_MODELS, seconds_per_page=Speeds(paths).page_s(WITH_MODELS.engine))
    assert "a page" not in engine_line(status) + engine_words(status).sentence


def test_good_ones_with_what_they_need() -> None:
    known = catalogue_model(QWEN)
    assert known is not None
    offered = row(page().offered, "hf.co/unsloth/Qwen3.5-4B-GGUF:Q4_K_M")
    assert offered.facts.startswith("2.7 GB · needs 3.9 GB of memory · Apache-2.0 · not tried")
    assert offered.acts == (Act.GET,)
    # The one that is here is not offered again.
    assert starter().title not in [each.title for each in page().offered]


def test_why_one_will_not_fit() -> None:
    small = row(page(replace(ROOM, memory_bytes=3 * GB)).offered, known_name())
    assert (small.acts, small.note) == ((), "Will not fit")
    assert "needs 3.9 GB of memory, this computer has 3.0 GB" in small.facts
    full = row(page(replace(ROOM, free_disk_bytes=GB)).offered, known_name())
    assert "the disk has only 1.0 GB of free room" in full.facts
    tight = row(page(replace(ROOM, free_memory_bytes=2 * GB)).offered, known_name())
    assert "2.0 GB are free now" in tight.facts
    assert tight.acts == (Act.GET,)


def known_name() -> str:
    known = catalogue_model(QWEN)
    assert known is not None
    return known.ollama_name


def test_files_for_the_built_in_engine_where_ollama_is_not_used() -> None:
    found = page_of(SILENT, Settings(), (), ROOM)
    assert row(found.offered, QWEN).acts == (Act.GET,)


def test_what_is_on_its_way() -> None:
    found = page_of(GETTING, Settings(), (), ROOM)
    running, paused, failed = found.coming
    assert (running.title, running.facts) == ("Qwen3.5 4B", "1.2 GB of 2.7 GB")
    assert running.acts == (Act.PAUSE, Act.CANCEL)
    assert (paused.note, paused.acts) == ("Paused", (Act.GET, Act.CANCEL))
    assert "needs 73 GB of memory, and this computer has 25 GB" in failed.note
    assert "Qwen3.5 4B" not in [each.title for each in found.offered]
    begun = replace(GETTING, fetches=(ModelFetch("small", 0, 0),))
    assert page_of(begun, Settings(), (), ROOM).coming[0].facts == "Starting…"


def test_choosing_a_model_chooses_a_program_that_has_it() -> None:
    chosen = with_model(Settings(engine=EngineChoice.BUILTIN), "qwen3.5:4b")
    assert (chosen.model, chosen.engine) == ("qwen3.5:4b", EngineChoice.AUTO)
    kept = with_model(Settings(engine=EngineChoice.BUILTIN), "own.gguf")
    assert kept.engine is EngineChoice.BUILTIN


def test_what_the_environment_decides_cannot_be_chosen() -> None:
    decided = Settings(from_environment=frozenset({"model"}))
    assert all(each.acts == () for each in page(settings=decided).there)
