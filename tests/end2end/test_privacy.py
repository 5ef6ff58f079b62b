"""What stays on the disk: nothing of documents in the logs, nothing of what was removed."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.commands.changes import remove, retry
from desktop.jobs import forgetting
from desktop.jobs.search import SearchIndex
from desktop.settings_file import load
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Fault, Reply
from tests.pdf_files import a_paper, prose, write_pdf
from worker.contract.names import Database
from worker.contract.states import JobState

MARK = "Quetzalcoatlus"
"""A word that stands nowhere but in the document."""


def a_marked_paper(folder: Path) -> Path:
    texts = [prose(seed).replace("the council", f"the {MARK} council") for seed in (1, 2)]
    return write_pdf(folder / "marked.pdf", texts, title=f"Of the {MARK} and its council")


def holding(root: Path, word: str) -> list[str]:
    """Files in which a word stands, in either of the shapes text has on a disk."""
    shapes = (word.encode(), word.encode("utf-16-le"))
    return sorted(
        str(path.relative_to(root))
        for path in root.rglob("*")
        if any(shape in _content(path) for shape in shapes)
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:
        # It went while we looked.
        return b""


def test_logs_hold_nothing_of_a_document(desk: Desk, engine: FakeOllama, tmp_path: Path) -> None:
    engine.script(Reply(fault=Fault.GARBAGE), Reply(fault=Fault.ERROR_LINE), Reply(text="Nonsense"))
    (job,) = desk.add(a_marked_paper(tmp_path))
    desk.finish()
    assert desk.job(job.id).state is JobState.DONE
    assert MARK in str(desk.library.summary(job.id))
    desk.owner.stop()
    assert list(desk.paths.logs.iterdir())
    assert holding(desk.paths.logs, MARK) == []


@pytest.mark.parametrize("is_owned", [True, False])
def test_what_is_removed_is_gone_from_the_disk(
    desk: Desk, tmp_path: Path, *, is_owned: bool
) -> None:
    kept, gone = desk.add(a_paper(tmp_path), a_marked_paper(tmp_path))
    desk.finish()
    index = SearchIndex(desk.paths, desk.library)
    index.refresh()
    assert index.search(MARK)
    everywhere = {"broker", "documents", "library.sqlite3-wal", "search.sqlite3-wal"}
    assert everywhere <= {name.split("/")[0] for name in holding(desk.paths.root, MARK)}
    if not is_owned:
        desk.owner.stop()
    remove(Namespace(data_dir=desk.paths.root, jobs=[gone.id]))
    if is_owned:
        desk.run_until(lambda: holding(desk.paths.root, MARK) == [], timeout_s=20)
    assert holding(desk.paths.root, MARK) == []
    assert desk.library.summary(kept.id) is not None
    assert index.search("council")
    index.close()


def test_what_is_removed_while_it_is_worked_on_leaves_nothing(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=0.05)
    (job,) = desk.add(a_marked_paper(tmp_path))
    desk.run_until(lambda: desk.job(job.id).done >= 1)
    remove(Namespace(data_dir=desk.paths.root, jobs=[job.id]))
    desk.run_until(lambda: holding(desk.paths.root, MARK) == [], timeout_s=20)


def test_what_the_broker_keeps_is_bounded(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add(*(a_paper(tmp_path, seed=seed) for seed in (1, 2)))
    desk.finish()
    with desk.owner_address().connect(Database.NOTES) as notes:
        assert notes.keys("note:*")
        monkeypatch.setattr(forgetting, "MOST_KEPT_BYTES", 0)
        desk.run_until(lambda: notes.dbsize() == 0, timeout_s=10)


def test_copies_go_when_done_if_that_is_chosen_and_can_be_redone(
    desk: Desk, tmp_path: Path
) -> None:
    desk.owner.use(replace(load(desk.paths), delete_copies=True))
    desk.run_until(lambda: desk.owner.is_owner)
    paper = a_paper(tmp_path)
    (job,) = desk.add(paper)
    desk.run_until(lambda: desk.job(job.id).state is JobState.DONE)
    desk.run_until(lambda: not desk.paths.document(desk.job(job.id).sha256 or "").exists())
    redo = Namespace(
        data_dir=desk.paths.root, jobs=[job.id], failed=False, json=False, password=None,
        style=None, language=None, model=None,
    )  # fmt: skip
    assert retry(redo) == 0
    assert {each.state for each in desk.finish()} == {JobState.DONE}
