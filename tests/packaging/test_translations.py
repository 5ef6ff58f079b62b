from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="it">\n'


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    spec = spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_what_two_people_translated_is_one_message(
    translations: ModuleType, tmp_path: Path
) -> None:
    """Both took in a text, one translated it: what git's union of both leaves."""
    file = tmp_path / "sunto_it.ts"
    messages = (
        '<message><source>Paused</source><translation type="unfinished"></translation></message>\n'
        "<message><source>Paused</source><translation>In pausa</translation></message>\n"
        "<message><source>No longer said</source><translation>Non più</translation></message>\n"
    )
    file.write_text(f"{HEAD}<context><name></name>\n{messages}</context></TS>", encoding="utf-8")
    translations.update(file)
    text = file.read_text(encoding="utf-8")
    found = {
        message.findtext("source"): message.findtext("translation")
        for message in ElementTree.fromstring(text).iter("message")
    }
    assert found["Paused"] == "In pausa"
    assert "No longer said" not in found
    assert text.count("<message") == len(found) == text.count("</message>\n")
    assert (
        "    <message><source>Paused</source><translation>In pausa</translation></message>" in text
    )
