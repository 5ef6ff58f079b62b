"""The metadata at the head of a GGUF file, read without loading the model.

Of lists only short ones of numbers are kept: a vocabulary has 150,000 entries that nobody asks for.
Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

import mmap
import struct
from functools import lru_cache
from pathlib import Path

MARK = b"GGUF"
LEAST_VERSION = 2
"""Version 1 counted in 32 bits, and no engine of today reads it."""

LONGEST_LIST = 4096
LONGEST_TEXT = 1 << 20

_TEXT, _LIST = 8, 9
_NUMBERS = {
    **{0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?"},
    **{10: "<Q", 11: "<q", 12: "<d"},
}

Value = int | float | bool | str | tuple[int | float | bool, ...] | None


class NotAModel(ValueError):
    """The file is no GGUF file, or a damaged one."""


def read_metadata(path: Path) -> dict[str, Value]:
    """What the file says of its model.

    Raises:
        NotAModel: it is no GGUF file, or ends too early.
        OSError: it cannot be read.
    """
    about = path.stat()
    return dict(_metadata(path, about.st_size, about.st_mtime_ns))


@lru_cache(maxsize=64)
def _metadata(path: Path, size: int, _mtime_ns: int) -> dict[str, Value]:
    """Read once for each state of a file: the watcher asks again and again."""
    if size < 24:
        raise NotAModel(path.name)
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _Reader(data).metadata()
    except (struct.error, KeyError, UnicodeDecodeError) as error:
        raise NotAModel(path.name) from error


class _Reader:
    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._at = 4

    def metadata(self) -> dict[str, Value]:
        if self._data[:4] != MARK or self._number("<I") < LEAST_VERSION:
            raise NotAModel("not GGUF")
        self._number("<Q")  # the number of tensors
        return {self._text(): self._value() for _ in range(int(self._number("<Q")))}

    def _value(self) -> Value:
        kind = int(self._number("<I"))
        if kind == _TEXT:
            return self._text()
        return self._list() if kind == _LIST else self._number(_NUMBERS[kind])

    def _list(self) -> Value:
        kind, count = int(self._number("<I")), int(self._number("<Q"))
        if kind == _TEXT:
            for _ in range(count):
                length = int(self._number("<Q"))
                self._at += length
            return None
        layout = _NUMBERS[kind]
        if count > LONGEST_LIST:
            self._at += count * struct.calcsize(layout)
            return None
        return tuple(self._number(layout) for _ in range(count))

    def _text(self) -> str:
        length = int(self._number("<Q"))
        if length > LONGEST_TEXT or self._at + length > len(self._data):
            raise NotAModel("a text beyond the end")
        self._at += length
        return self._data[self._at - length : self._at].decode("utf-8")

    def _number(self, layout: str) -> int | float | bool:
        (value,) = struct.unpack_from(layout, self._data, self._at)
        self._at += struct.calcsize(layout)
        return value  # type: ignore[no-any-return]
