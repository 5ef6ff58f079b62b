import os
from pathlib import Path

import pytest

from worker.contract.environment import read_files
from worker.contract.errors import CannotStart


def test_a_value_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text("secret\n")
    monkeypatch.setenv("SUNTO_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("SUNTO_MODEL", "set")
    monkeypatch.setenv("SUNTO_MODEL_FILE", "/not/looked/at")
    monkeypatch.setenv("OTHER_FILE", "/not/ours")
    monkeypatch.delenv("SUNTO_TOKEN", raising=False)
    read_files()
    assert os.environ["SUNTO_TOKEN"] == "secret"
    assert os.environ["SUNTO_MODEL"] == "set"
    monkeypatch.delenv("SUNTO_TOKEN")


def test_a_file_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUNTO_TOKEN_FILE", str(tmp_path / "gone"))
    monkeypatch.delenv("SUNTO_TOKEN", raising=False)
    with pytest.raises(CannotStart, match="SUNTO_TOKEN_FILE"):
        read_files()
