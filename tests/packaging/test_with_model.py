"""The package with a model inside, on a computer that has no network at all."""

import json
import os
from pathlib import Path

import pytest

from tests.packaging.clean_root import CleanRoot

pytestmark = [
    pytest.mark.installer,
    pytest.mark.timeout(2400),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can make another root"),
]

SAMPLE = "/usr/lib/sunto/_internal/resources/sample.pdf"


def test_it_summarises_without_a_network_and_without_being_told_how(
    root: CleanRoot, deb_with_model: Path, small_model: Path
) -> None:
    print(f"{deb_with_model.name}: {deb_with_model.stat().st_size / 1e6:.1f} MB")
    root.install(deb_with_model)
    add = ("sunto", "add", SAMPLE, "--wait", "--json")
    done = root.run(*add, timeout_s=1500, has_network=False)
    (job,) = json.loads(done.stdout)["jobs"]
    assert job["summary"]["points"]
    assert job["summary"]["engine"]["kind"] == "builtin"
    assert job["summary"]["engine"]["model"] == small_model.name
