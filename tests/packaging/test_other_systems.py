"""The recipes for Windows and macOS, as far as Linux can check them: form, names, scripts."""

import hashlib
import plistlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
WORKFLOW = ROOT / ".github" / "workflows" / "installers.yml"
SETUP = PACKAGING / "windows" / "sunto.iss"
FETCH = PACKAGING / "windows" / "fetch_broker.py"

NEEDED = {
    "Languages": {"Name", "MessagesFile"},
    "Files": {"Source", "DestDir"},
    "Icons": {"Name", "Filename"},
    "Registry": {"Root", "Subkey"},
    "Run": {"Filename"},
}
"""What each line of a section of an Inno Setup script must say."""

PARAMETER = re.compile(r'\s*(\w+):\s*("(?:[^"]|"")*"|[^";]*)\s*(?:;|$)')


def test_the_workflow_has_the_form_of_one() -> None:
    check = [Path(sys.executable).with_name("check-jsonschema")]
    check += ["--builtin-schema", "vendor.github-workflows", str(WORKFLOW)]
    ran = subprocess.run(check, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_what_the_workflow_names_is_there() -> None:
    named = re.findall(r"(?:packaging|tests)/[\w./-]+\w", WORKFLOW.read_text("utf-8"))
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.fixture(scope="module")
def sections() -> dict[str, list[str]]:
    """The lines of the Inno Setup script by section, without comments and its preprocessor's."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in SETUP.read_text("utf-8").splitlines():
        if re.fullmatch(r"\[\w+\]", line):
            lines = found.setdefault(line[1:-1], [])
        elif line.strip() and not line.startswith((";", "#")):
            lines.append(line)
    return found


def test_each_line_of_the_setup_script_says_what_it_must(sections: dict[str, list[str]]) -> None:
    for section, needed in NEEDED.items():
        for line in sections[section]:
            names = {name for name, _ in PARAMETER.findall(line)}
            assert not PARAMETER.sub("", line).strip(), line
            assert needed <= names, line


def test_it_installs_for_one_person_without_an_administrator(
    sections: dict[str, list[str]],
) -> None:
    setup = dict(line.split("=", 1) for line in sections["Setup"])
    assert setup["PrivilegesRequired"] == "lowest"
    assert setup["DefaultDirName"].startswith("{localappdata}")
    assert all("Root: HKCU;" in line for line in sections["Registry"])
    licence = SETUP.parent / setup["LicenseFile"].replace("\\", "/")
    assert licence.resolve() == ROOT / "LICENSE"


def test_it_asks_before_it_removes_what_is_the_persons(sections: dict[str, list[str]]) -> None:
    code = "\n".join(sections["Code"])
    assert code.index("MsgBox") < code.index("DelTree")
    assert "MB_DEFBUTTON2" in code
    languages = {line.split(".")[0] for line in sections["CustomMessages"]}
    assert languages == {line.split('"')[1] for line in sections["Languages"]}


@pytest.mark.parametrize("is_changed", [False, True])
def test_the_broker_for_windows_is_the_pinned_one_or_none(
    tmp_path: Path, *, is_changed: bool
) -> None:
    table = FETCH.with_name("broker.toml").read_text("utf-8")
    archive, packages = tmp_path / "redis.zip", tmp_path / "packages"
    with zipfile.ZipFile(archive, "w") as written:
        for name in ("redis-server.exe", "msys-2.0.dll", "redis-cli.exe"):
            written.writestr(f"Redis-x64/{name}", name)
    sha256 = hashlib.sha256(archive.read_bytes()).hexdigest()
    table = re.sub(r"url = .*", f'url = "{archive.as_uri()}"', table)
    table = re.sub(r"sha256 = .*", f'sha256 = "{"0" * 64 if is_changed else sha256}"', table)
    (tmp_path / "broker.toml").write_text(table)
    script = tmp_path / FETCH.name
    script.write_bytes(FETCH.read_bytes())
    done = subprocess.run([sys.executable, script, packages], capture_output=True, check=False)
    unpacked = {path.name for path in packages.rglob("*") if path.is_file()}
    assert done.returncode == is_changed
    assert unpacked == (set() if is_changed else {"redis-server.exe", "msys-2.0.dll"})


def test_scripts_and_lists_of_properties_can_be_read() -> None:
    for script in ("macos/make_dmg", "linux/install"):
        subprocess.run(["sh", "-n", PACKAGING / script], check=True)
    rights = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert all(name.startswith("com.apple.security.") for name in rights)
