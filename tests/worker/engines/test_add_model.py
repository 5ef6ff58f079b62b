from pathlib import Path

import psutil
import pytest

from tests.model_files import write_model
from worker.engines.add_model import add
from worker.engines.fetch_errors import NoMemory, NotUsable


def put(path: Path, folder: Path) -> Path:
    return add(path, folder, report=lambda *_: None)


def test_it_takes_no_second_room(tmp_path: Path) -> None:
    file = write_model(tmp_path / "own.gguf", size=1_000_000)
    added = put(file, tmp_path / "models")
    assert added == tmp_path / "models" / "own.gguf"
    assert added.samefile(file)
    file.unlink()
    assert added.stat().st_size == 1_000_000
    assert not list(added.parent.glob("*.adding"))


def test_once_more(tmp_path: Path) -> None:
    file = write_model(tmp_path / "own.gguf")
    assert put(file, tmp_path / "models") == put(file, tmp_path / "models")


def test_a_link_is_followed(tmp_path: Path) -> None:
    file = write_model(tmp_path / "blob", size=5000)
    link = tmp_path / "named.gguf"
    link.symlink_to(file)
    added = put(link, tmp_path / "models")
    assert not added.is_symlink()
    assert added.samefile(file)


@pytest.mark.parametrize(
    ("name", "template", "reason"),
    [("raw.gguf", "", "no_chat_template"), ("model.bin", "{{ messages }}", "no_model")],
)
def test_what_cannot_be_used(tmp_path: Path, name: str, template: str, reason: str) -> None:
    with pytest.raises(NotUsable, match=reason):
        put(write_model(tmp_path / name, template=template), tmp_path / "models")


def test_what_is_no_model(tmp_path: Path) -> None:
    file = tmp_path / "text.gguf"
    file.write_text("not a model at all, whatever its name says")
    for each in (file, tmp_path / "missing.gguf"):
        with pytest.raises(NotUsable, match="no_model"):
            put(each, tmp_path / "models")


def test_what_this_computer_can_never_run(tmp_path: Path) -> None:
    file = write_model(tmp_path / "huge.gguf", size=psutil.virtual_memory().total)
    with pytest.raises(NoMemory):
        put(file, tmp_path / "models")
