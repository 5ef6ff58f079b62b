"""ICU's tables, which Qt brings whole, without those that Qt never asks for.

Qt compares words, changes their case and reads old encodings with ICU. Names of languages, units
and coins, breaking words and transliterating it does otherwise, or not at all. ICU does not miss
what is not there: it answers from its root tables, or that it does not know.

The library holds one object, the archive: a header that begins with its length, the number of
entries, then for each where its name and its content begin, counted from the header's end.
"""

import re
import struct
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

_UNASKED = re.compile(r"icudt\d+l/(brkitr|curr|lang|rbnf|region|translit|unit|zone)/")
_MAGIC = b"CmnD"
_ALIGNED = 16

_SOURCE = """\
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, @object
.size {symbol}, {size}
{symbol}:
.incbin "{file}"
.section .note.GNU-stack,"",@progbits
"""


class UnknownForm(Exception):
    """The library does not hold what ICU's libraries held so far."""


def trim_icu(library: Path) -> None:
    """Make the library anew with the tables that are asked for.

    Raises:
        UnknownForm
    """
    symbol, place, size = _archive_in(library)
    content = library.read_bytes()[place : place + size]
    trimmed = without_unasked(content)
    with TemporaryDirectory() as folder:
        data, source = Path(folder, "icu.dat"), Path(folder, "icu.s")
        data.write_bytes(trimmed)
        source.write_text(_SOURCE.format(symbol=symbol, size=len(trimmed), file=data))
        command = ["gcc", "-shared", "-nostdlib", "-s", "-o", str(library), str(source)]
        subprocess.run([*command, f"-Wl,-soname,{library.name}"], check=True)


def without_unasked(archive: bytes) -> bytes:
    """The same archive without the entries that Qt never asks for."""
    (head,) = struct.unpack_from("<H", archive)
    if archive[12:16] != _MAGIC:
        raise UnknownForm
    entries = [(name, body) for name, body in _entries(archive, head) if not _UNASKED.match(name)]
    names_at = 4 + 8 * len(entries)
    names = b"".join(name.encode() + b"\0" for name, _ in entries)
    body_at = _up(names_at + len(names))
    table, bodies = bytearray(struct.pack("<I", len(entries))), bytearray()
    for name, body in entries:
        table += struct.pack("<II", names_at, body_at + len(bodies))
        names_at += len(name) + 1
        bodies += body.ljust(_up(len(body)), b"\0")
    return archive[:head] + bytes(table + names).ljust(body_at, b"\0") + bytes(bodies)


def _entries(archive: bytes, head: int) -> list[tuple[str, bytes]]:
    (count,) = struct.unpack_from("<I", archive, head)
    places = [struct.unpack_from("<II", archive, head + 4 + 8 * i) for i in range(count)]
    ends = [begin for _, begin in places[1:]] + [len(archive) - head]
    found = []
    for (name_at, begin), end in zip(places, ends, strict=True):
        name_end = archive.index(b"\0", head + name_at)
        name = archive[head + name_at : name_end].decode("ascii")
        found.append((name, archive[head + begin : head + end]))
    return found


def _up(count: int) -> int:
    return -count % _ALIGNED + count


def _archive_in(library: Path) -> tuple[str, int, int]:
    """The archive's symbol, its place in the file, and its size in bytes."""
    command = ["readelf", "--wide", "--dyn-syms", "--sections", str(library)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    section = re.search(r"\.rodata\s+PROGBITS\s+([0-9a-f]+)\s+([0-9a-f]+)", told)
    found = re.search(r"([0-9a-f]+)\s+(0x[0-9a-f]+|\d+)\s+OBJECT.*\s(icudt\d+_dat)$", told, re.M)
    if not section or not found:
        raise UnknownForm
    address, offset = (int(number, 16) for number in section.groups())
    value, size, symbol = found.groups()
    return symbol, int(value, 16) - address + offset, int(size, 0)
