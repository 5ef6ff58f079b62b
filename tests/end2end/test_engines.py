"""The whole way with real engines: the built-in one and a real Ollama, with a model that reads."""

import os
import signal
from pathlib import Path

import psutil
import pypdfium2
import pytest

from tests.end2end.conftest import Desk
from tests.engine_fixtures import CHATML, OllamaServer
from tests.pdf_files import prose, write_pdf
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, JobState
from worker.contract.summary import Summary

STORY = (
    "The harbour of Brindale was opened in 1874 by the engineer Ada Marsh. It cost 48,000 pounds "
    "and took six years to build. In its first year 312 ships called at the harbour, most of them "
    "with coal from the north. A storm in 1881 destroyed the eastern wall. The town council "
    "decided to rebuild the wall in granite instead of timber. The new wall was finished in 1884 "
    "and still stands. Since 1952 the harbour has served only fishing boats and a ferry to the "
    "island of Skarn. The ferry runs twice a day from April to October."
)


def a_story(folder: Path) -> Path:
    return write_pdf(folder / "harbour.pdf", [STORY, prose(3, sentences=6)])


def check(summary: Summary | None, file: Path) -> None:
    """Every shown claim has a place, and the text stands there."""
    assert summary is not None
    assert summary.points
    with pypdfium2.PdfDocument(file) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    for claim in (*summary.overview, *summary.points):
        assert claim.evidence
        for place in claim.evidence:
            assert place.start is not None
            assert place.length is not None
            there = texts[place.page - 1][place.start : place.start + place.length]
            assert there.split()[0] in place.quote
    assert summary.coverage.tokens_sent > summary.coverage.tokens_text > 100
    assert summary.timings.engine_s > 0


def test_the_built_in_engine(
    paths: DataPaths, reading_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUNTO_ENGINE", "builtin")
    monkeypatch.setenv("SUNTO_MODEL", str(reading_model))
    file = a_story(tmp_path)
    desk = Desk(paths)
    try:
        (job,) = desk.add(file)
        desk.run_until(lambda: desk.job(job.id).state is JobState.RUNNING)
        desk.run_until(lambda: desk.job(job.id).stage == "summarising", timeout_s=60)
        for child in desk.children():
            if "model-server" in child.cmdline():
                os.kill(child.pid, signal.SIGKILL)
        (job,) = desk.finish(timeout_s=240)
        assert job.state is JobState.DONE, desk.report()
        summary = desk.library.summary(job.id)
        check(summary, file)
        assert summary is not None
        assert summary.engine.kind is EngineKind.BUILTIN
        (server,) = [child for child in desk.children() if "model-server" in child.cmdline()]
        listening = {c.laddr.ip for c in server.net_connections() if c.status == "LISTEN"}
        assert listening == {"127.0.0.1"}
    finally:
        children = desk.children()
        desk.close()
    assert psutil.wait_procs(children, timeout=2)[1] == []


@pytest.mark.ollama
def test_a_real_ollama(
    paths: DataPaths,
    ollama_server: OllamaServer,
    reading_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ollama_server.create("reader", f"FROM {reading_model}\n{CHATML}", tmp_path)
    monkeypatch.setenv("OLLAMA_HOST", ollama_server.address)
    file = a_story(tmp_path)
    desk = Desk(paths)
    try:
        desk.add(file, options=SummaryOptions(model="reader"))
        (job,) = desk.finish(timeout_s=240)
        assert job.state is JobState.DONE, desk.report()
        summary = desk.library.summary(job.id)
        check(summary, file)
        assert summary is not None
        assert (summary.engine.kind, summary.engine.model) == (EngineKind.OLLAMA, "reader:latest")
        assert not [child for child in desk.children() if "model-server" in child.cmdline()]
    finally:
        desk.close()


@pytest.mark.parametrize("by_path", [True, pytest.param(False, marks=pytest.mark.long)])
def test_a_job_can_name_a_model_file(
    paths: DataPaths,
    reading_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    by_path: bool,
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    if not by_path:
        (paths.models / reading_model.name).symlink_to(reading_model)
    desk = Desk(paths)
    try:
        name = str(reading_model) if by_path else reading_model.name
        desk.add(a_story(tmp_path), options=SummaryOptions(model=name))
        (job,) = desk.finish(timeout_s=240)
        assert job.state is JobState.DONE, desk.report()
    finally:
        desk.close()
