import ast
import shutil
import string
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop import translation
from desktop.delivery.providers import FILE as PROVIDERS
from desktop.delivery.providers import providers
from desktop.errors import explain
from desktop.jobs.job import JobError
from desktop.translation import plural, tr
from worker.contract.errors import ErrorCode

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def italian() -> Iterator[None]:
    translation.use("it", "{:,}".format)
    yield
    translation.use("en")


def up_to_date(folder: Path) -> dict[str, ElementTree.Element]:
    """The files as `packaging/translate` makes them from the code of today."""
    for file in translation.FOLDER.glob("*.ts"):
        shutil.copy(file, folder)
    subprocess.run([ROOT / "packaging" / "translate", folder], check=True)
    return {file.name: ElementTree.parse(file).getroot() for file in folder.glob("*.ts")}


def test_every_text_of_the_code_is_translated(tmp_path: Path) -> None:
    for name, root in up_to_date(tmp_path).items():
        unfinished = [
            message.findtext("source")
            for message in root.iter("message")
            if (found := message.find("translation")) is None or found.get("type")
        ]
        assert not unfinished, f"{name}: run packaging/translate, then translate these"
        same = (tmp_path / name).read_bytes() == (translation.FOLDER / name).read_bytes()
        assert same, f"{name} is not as packaging/translate makes it"


def test_nothing_that_is_said_escapes_the_file() -> None:
    """What `pyside6-lupdate` does not see (a text in an f-string, a text that is no literal)."""
    known = translation.read("it").keys()
    for file in sorted((ROOT / "desktop").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                key = texts_of(call)
                assert key is None or key in known, f"{file.name}:{call.lineno}: {key}"


def texts_of(call: ast.Call) -> translation.Key | None:
    """The literals of a call of `tr`, `plural` or `mark`; None for another call."""
    wanted = {"tr": 1, "mark": 1, "plural": 2}.get(getattr(call.func, "id", ""), 0)
    texts = [each.value for each in call.args[:wanted] if isinstance(each, ast.Constant)]
    if not wanted or (not texts and getattr(call.func, "id", "") == "tr"):
        return None  # a variable: its text was marked where it stands
    return str(texts[0]), str(texts[1]) if wanted > 1 else ""


@pytest.mark.parametrize("language", [each for each in translation.languages() if each != "en"])
def test_translations_keep_what_stands_for_values(language: str) -> None:
    for (source, singular), forms in translation.read(language).items():
        assert len(forms) == (2 if singular else 1), source
        for form, text in zip(forms, [singular, source] if singular else [source], strict=True):
            # One thing need not be counted: "one more".
            assert fields(form) | {"n"} == fields(text) | {"n"}, form
            assert form.strip() == form
            assert "'" not in form, f"{form}: write a curly apostrophe"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_english_is_what_stands_in_the_code() -> None:
    assert tr("Not done") == "Not done"
    assert plural("{n} failed", "1 failed", 1) == "1 failed"
    assert plural("{n} failed", "1 failed", 0) == "0 failed"


@pytest.mark.usefixtures("italian")
def test_texts_tables_and_numbers_are_in_the_language_in_use() -> None:
    assert tr("Summary ready") == "Riassunto pronto"
    assert plural("{n} summaries ready", "1 summary ready", 1) == "1 riassunto pronto"
    assert plural("{n} summaries ready", "1 summary ready", 1200) == "1,200 riassunti pronti"
    assert explain(JobError(ErrorCode.DAMAGED, {})).title == "Il PDF è danneggiato"


@pytest.mark.usefixtures("italian")
def test_notes_of_mail_providers_are_in_every_language() -> None:
    content = tomllib.loads(PROVIDERS.read_text(encoding="utf-8"))
    assert all(each["note_it"] for each in content["provider"] if each["note"])
    assert "password per le app" in providers()[0].note


@pytest.mark.usefixtures("italian")
def test_a_text_nobody_translated_stays_english() -> None:
    assert tr("Not in the {place}", place="{file}") == "Not in the {file}"  # braces are text
