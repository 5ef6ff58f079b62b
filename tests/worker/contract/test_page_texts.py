import zlib

import pytest

from worker.contract.page_texts import pack, unpack


def test_words_come_back_joined_as_a_person_reads_them() -> None:
    assert unpack(pack(["exam\ufffeple \uffff", "", "città 中"])) == ["example  ", "", "città 中"]


@pytest.mark.parametrize("packed", [b"", b"nonsense", zlib.compress(b"{}"), zlib.compress(b"[1]")])
def test_what_is_not_packed_text_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"not|Expecting"):
        unpack(packed)
