"""Metadata of the real models, and of files that are none."""

import struct
from pathlib import Path

import pytest

from worker.engines.gguf import NotAModel, read_metadata
from worker.engines.model_facts import facts_from


def test_a_real_model(small_model: Path) -> None:
    found = read_metadata(small_model)
    assert found["general.architecture"] == "llama"
    assert found["llama.context_length"] == 8192
    assert "message" in str(found["tokenizer.chat_template"])
    # A vocabulary of 49,152 entries is passed over.
    assert found["tokenizer.ggml.tokens"] is None
    facts = facts_from(found)
    # 30 layers, 3 heads of 64 values for keys and as many for values, 2 bytes each
    assert (facts.window, facts.cache_bytes) == (8192, 30 * 3 * 64 * 2 * 2)


def test_a_file_that_changed_is_read_again(small_model: Path, tmp_path: Path) -> None:
    link = tmp_path / "model.gguf"
    link.symlink_to(small_model)
    assert read_metadata(link)
    link.unlink()
    link.write_bytes(b"no model" * 100)
    with pytest.raises(NotAModel):
        read_metadata(link)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GGUF",
        b"%PDF-1.7" * 10,
        b"GGUF" + struct.pack("<IQQ", 1, 0, 0),
        b"GGUF" + struct.pack("<IQQ", 3, 0, 5) + b"\xff" * 40,
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 2) + b"ab" + b"\x63\0\0\0",
        b"GGUF" + struct.pack("<IQQ", 3, 0, 2**40),
    ],
)
def test_what_is_no_model(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.gguf"
    file.write_bytes(content)
    with pytest.raises(NotAModel):
        read_metadata(file)


def test_a_cut_model(small_model: Path, tmp_path: Path) -> None:
    file = tmp_path / "cut.gguf"
    file.write_bytes(small_model.read_bytes()[:100_000])
    with pytest.raises(NotAModel):
        read_metadata(file)
