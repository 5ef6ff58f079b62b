"""What the front says of itself holds: requests made from its own description, by schemathesis."""

import subprocess
import sys
from pathlib import Path

from tests.desktop.api.conftest import TOKEN, Front
from tests.pdf_files import a_paper

EXAMPLES = 40


def test_it_does_what_it_says(front: Front, tmp_path: Path) -> None:
    front.upload(a_paper(tmp_path))
    command = [Path(sys.executable).with_name("schemathesis"), "run", f"{front.url}/openapi.json"]
    command += ["--header", f"Authorization: Bearer {TOKEN}", "--checks", "all"]
    command += ["--max-examples", str(EXAMPLES), "--generation-deterministic", "--no-color"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
