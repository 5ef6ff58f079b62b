from pathlib import Path

import pytest

from worker.contract.catalogue import (
    catalogue,
    catalogue_model,
    files_at_hand,
    find_model_file,
    named_model,
    starter,
)

STAND_IN = "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"


def test_the_catalogue() -> None:
    models = catalogue()
    assert [model.starter for model in models].count(True) == 1
    assert len({model.file for model in models}) == len(models)
    assert starter().size == 1_117_320_736
    assert starter().url.startswith(
        "https://huggingface.co/Qwen/Qwen2.5-1.5B-Instruct-GGUF/resolve/"
    )
    assert {model.licence for model in models} == {"Apache-2.0"}
    assert all(catalogue_model(name) for name in starter().stand_ins)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    models, mirror = tmp_path / "models", tmp_path / "mirror"
    models.mkdir()
    mirror.mkdir()
    return models, mirror


def test_nothing_there(folders: tuple[Path, Path]) -> None:
    models, mirror = folders
    assert find_model_file("", models, str(mirror)) is None
    assert find_model_file("", models, "https://mirror.example/models") is None
    assert find_model_file("some.gguf", models, str(mirror)) is None
    assert find_model_file("/nowhere/some.gguf", models, str(mirror)) is None


def test_the_starter_comes_first_and_then_what_stands_in_for_it(
    folders: tuple[Path, Path],
) -> None:
    models, mirror = folders
    (mirror / "unknown.gguf").touch()
    assert find_model_file("", models, str(mirror)) is None
    (models / "own.gguf").touch()
    assert find_model_file("", models, str(mirror)) == models / "own.gguf"
    (mirror / STAND_IN).touch()
    assert find_model_file("", models, str(mirror)) == mirror / STAND_IN
    (models / starter().file).touch()
    assert find_model_file("", models, str(mirror)) == models / starter().file


def test_by_name_and_by_path(folders: tuple[Path, Path], tmp_path: Path) -> None:
    models, mirror = folders
    (mirror / "named.gguf").touch()
    (tmp_path / "elsewhere.gguf").touch()
    assert find_model_file("named.gguf", models, str(mirror)) == mirror / "named.gguf"
    path = tmp_path / "elsewhere.gguf"
    assert find_model_file(str(path), models, str(mirror)) == path


def test_a_stand_in_does_also_by_name(folders: tuple[Path, Path]) -> None:
    models, _ = folders
    (models / STAND_IN).touch()
    assert find_model_file(starter().file, models) == models / STAND_IN
    assert find_model_file("qwen2.5-coder-1.5b-instruct-q4_k_m.gguf", models) is None


@pytest.mark.parametrize("name", ["starter", "Starter", starter().title.upper(), starter().file])
def test_what_a_person_calls_a_model(name: str) -> None:
    assert named_model(name) == starter()


def test_a_name_that_means_none() -> None:
    assert named_model("qwen2.5:1.5b") is None


def test_a_model_that_came_with_the_package_is_used_without_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.contract.catalogue.INSIDE", tmp_path / "inside")
    models = tmp_path / "models"
    for file in (tmp_path / "inside" / "any.gguf", models / "own.gguf"):
        file.parent.mkdir()
        file.write_bytes(b"GGUF")
    assert find_model_file("any.gguf", models) == tmp_path / "inside" / "any.gguf"
    assert {path.name for path in files_at_hand(models)} == {"any.gguf", "own.gguf"}
    (models / "own.gguf").unlink()
    assert find_model_file("", models) == tmp_path / "inside" / "any.gguf"
