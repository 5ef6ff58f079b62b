"""What `packaging/translate` does: Qt's lupdate over the code, and each message on one line.

What is new is marked unfinished, for an editor or Qt Linguist (.venv/bin/pyside6-linguist); what is
gone is dropped. There are no places in the files, which change with every line of code, messages
are sorted, and each has a line of its own: so git puts the work of several people together
(`merge=union`), and what is left of a text that two of them translated is settled here.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
LUPDATE = Path(sys.executable).with_name("pyside6-lupdate")
OPTIONS = [
    *("-silent", "-locations", "none", "-sort-messages", "-no-obsolete"),
    *("-source-language", "en", "-disable-heuristic", "similartext"),
    *("-tr-function-alias", "tr+=mark,tr+=plural"),
]
MESSAGE = re.compile(r"<message\b.*?</message>", re.DOTALL)
KEY = re.compile(r"<source>.*?</source>(?:\s*<comment>.*?</comment>)?", re.DOTALL)


def update(file: Path) -> None:
    """Bring one file up to date."""
    _write(file, _without_twins(file.read_text(encoding="utf-8")))
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as sources:
        sources.write("\n".join(str(path) for path in sorted((ROOT / "desktop").rglob("*.py"))))
        sources.flush()
        subprocess.run([LUPDATE, *OPTIONS, f"@{sources.name}", "-ts", file], check=True)
    _write(file, MESSAGE.sub(_on_one_line, file.read_text(encoding="utf-8")))


def _on_one_line(message: re.Match[str]) -> str:
    return re.sub(r">\s*\n\s*<", "><", message[0])


def _without_twins(text: str) -> str:
    """Leave one message of each text, a finished one if there is any."""
    best: dict[str, str] = {}
    for found in MESSAGE.finditer(text):
        key = KEY.search(found[0])
        if key is not None and (key[0] not in best or "unfinished" in best[key[0]]):
            best[key[0]] = found[0]
    kept = set()

    def keep(found: re.Match[str]) -> str:
        key = KEY.search(found[0])
        if key is None or key[0] in kept:
            return ""
        kept.add(key[0])
        return best[key[0]]

    return MESSAGE.sub(keep, text)


def _write(file: Path, text: str) -> None:
    if text != file.read_text(encoding="utf-8"):
        file.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Bring the files of a folder up to date, ours without one."""
    folder = Path(arguments[0]) if arguments else FOLDER
    for file in sorted(folder.glob("sunto_*.ts")):
        update(file)


if __name__ == "__main__":
    main(sys.argv[1:])
