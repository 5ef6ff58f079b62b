from pathlib import Path

import psutil
import pytest

from worker.engines.fetch_errors import NoMemory, NoRoom
from worker.engines.room import free_disk, ollama_folder, require_room


def test_what_fits(tmp_path: Path) -> None:
    require_room(1_000_000, 1_000_000, tmp_path / "not" / "yet" / "there")


def test_too_large_for_the_disk(tmp_path: Path) -> None:
    with pytest.raises(NoRoom) as caught:
        require_room(1_000, free_disk(tmp_path), tmp_path)
    assert caught.value.needed > caught.value.there > 0


def test_too_large_for_the_memory(tmp_path: Path) -> None:
    memory = psutil.virtual_memory().total
    with pytest.raises(NoMemory) as caught:
        require_room(memory, 0, tmp_path)
    assert caught.value.needed > caught.value.there == memory


def test_where_ollama_keeps_its_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path))
    assert ollama_folder() == tmp_path
    monkeypatch.delenv("OLLAMA_MODELS")
    assert ollama_folder().parts[-2:] == (".ollama", "models")
