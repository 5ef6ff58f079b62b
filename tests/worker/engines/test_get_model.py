"""The process that fetches a model, with what it prints."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine_fixtures import READING_MODEL
from worker.contract.catalogue import catalogue_model, starter

ROOT = Path(__file__).parents[3]
NOWHERE = "http://127.0.0.1:9"

FILL = """
import json, os, sys
name, target, have = sys.argv[2], sys.argv[3], sys.argv[1]
if name != os.path.basename(have):
    sys.exit(3)
print(json.dumps({"done": 1, "total": 2}), flush=True)
os.symlink(have, os.path.join(target, name))
"""


def run(name: str, target: Path, **environment: str) -> tuple[int, list[dict[str, object]]]:
    code = (
        "import sys; from pathlib import Path; from worker.engines.get_model import fetch_file;"
        "sys.exit(fetch_file(sys.argv[1], Path(sys.argv[2])))"
    )
    own = {k: v for k, v in os.environ.items() if not k.startswith("SUNTO_")}
    done = subprocess.run(
        [sys.executable, "-c", code, name, str(target)],
        cwd=ROOT,
        env={**own, "HF_ENDPOINT": NOWHERE, **environment},
        stdout=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_from_a_mirror_folder(reading_model: Path, tmp_path: Path) -> None:
    code, said = run(READING_MODEL, tmp_path, SUNTO_MODEL_MIRROR=str(reading_model.parent))
    known = catalogue_model(READING_MODEL)
    assert known is not None
    assert code == 0
    assert said[-2] == {"done": known.size, "total": known.size}
    assert said[-1] == {"model": str(tmp_path / READING_MODEL)}
    (tmp_path / READING_MODEL).unlink()


def test_where_only_a_stand_in_can_be_had(reading_model: Path, tmp_path: Path) -> None:
    fill = shlex.join([sys.executable, "-c", FILL, str(reading_model)])
    code, said = run(starter().file, tmp_path, SUNTO_MIRROR_FILL=fill)
    assert code == 0
    assert said[-1] == {"model": str(tmp_path / READING_MODEL)}


def test_what_was_filled_in_is_checked(tmp_path: Path) -> None:
    fake = tmp_path / "source" / READING_MODEL
    fake.parent.mkdir()
    fake.write_bytes(b"not a model")
    fill = shlex.join([sys.executable, "-c", FILL, str(fake)])
    code, said = run(READING_MODEL, tmp_path, SUNTO_MIRROR_FILL=fill)
    assert code == 1
    assert said[-1]["error"] == "wrong_content"
    assert not (tmp_path / READING_MODEL).exists()


def test_no_way_to_get_it(tmp_path: Path) -> None:
    code, said = run(starter().file, tmp_path)
    assert (code, said[-1]["error"]) == (1, "unreachable")


@pytest.mark.parametrize("name", ["", "unknown.gguf", "../../etc/passwd"])
def test_a_name_that_is_not_in_the_catalogue(name: str, tmp_path: Path) -> None:
    code, said = run(name, tmp_path)
    assert (code, said[-1]["error"]) == (2, "unknown_model")
