"""GGUF files with a head and no weights: enough for everything but running them."""

import struct
from pathlib import Path

_TEXT, _WHOLE = 8, 4


def write_model(
    path: Path, *, window: int = 8192, template: str = "{{ messages }}", size: int = 0
) -> Path:
    """Write one; `size` makes it as large as that, without taking room on the disk."""
    values: dict[str, str | int] = {
        "general.architecture": "tiny",
        "tiny.context_length": window,
        "tiny.block_count": 2,
        "tiny.embedding_length": 64,
        "tiny.attention.head_count": 1,
    }
    if template:
        values["tokenizer.chat_template"] = template
    entries = b"".join(_text(key) + _value(value) for key, value in values.items())
    with path.open("wb") as file:
        file.write(b"GGUF" + struct.pack("<IQQ", 3, 0, len(values)) + entries)
        file.truncate(max(size, file.tell()))
    return path


def _value(value: str | int) -> bytes:
    if isinstance(value, str):
        return struct.pack("<I", _TEXT) + _text(value)
    return struct.pack("<II", _WHOLE, value)


def _text(text: str) -> bytes:
    return struct.pack("<Q", len(text)) + text.encode()
