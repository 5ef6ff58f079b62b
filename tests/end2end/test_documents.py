"""What becomes of documents, without a window: real broker, real worker, one start for them all."""

import stat
import time
from argparse import Namespace
from functools import partial
from pathlib import Path

import pytest

from desktop.commands.views import show
from desktop.jobs import passwords, transitions
from desktop.jobs.search import SearchIndex
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Fault, Reply
from tests.pdf_files import a_paper, prose, write_pdf
from worker.contract.errors import ErrorCode
from worker.contract.messages import SummaryOptions
from worker.contract.names import ENGINE_STATUS_KEY, Database
from worker.contract.states import ClaimState, JobState, PageState, Style, WaitReason


@pytest.fixture
def desk(cleared: tuple[Desk, FakeOllama]) -> Desk:
    return cleared[0]


@pytest.fixture
def engine(cleared: tuple[Desk, FakeOllama]) -> FakeOllama:
    return cleared[1]


def test_a_document_becomes_a_summary_whose_evidence_is_in_the_text(
    desk: Desk, tmp_path: Path
) -> None:
    desk.add(a_paper(tmp_path, pages=4))
    (job,) = desk.finish()
    assert job.state is JobState.DONE, desk.report()
    assert (job.pages, job.attempt, job.unread) == (4, 1, True)
    summary = desk.library.summary(job.id)
    assert summary is not None
    assert summary.coverage.page_states == (PageState.TEXT,) * 4
    assert summary.coverage.truncated == 0
    assert summary.points
    for claim in summary.points:
        assert claim.state is ClaimState.SUPPORTED
        assert all(1 <= place.page <= 4 and place.length for place in claim.evidence)
    timings = summary.timings
    assert timings.total_s >= timings.engine_s > 0
    assert desk.library.attempts() == []


def test_nothing_of_a_finished_job_stays_in_the_broker(desk: Desk, tmp_path: Path) -> None:
    desk.add(a_paper(tmp_path, pages=6))
    desk.finish()
    with desk.owner_address().connect(Database.RESULTS) as client:
        # What Celery leaves behind of a chord goes by itself.
        left = {key.decode() for key in client.scan_iter() if not client.pttl(key) > 0}
    assert left <= {ENGINE_STATUS_KEY}, left
    with desk.owner_address().connect(Database.MESSAGES) as client:
        queued = [key for key in client.scan_iter() if not key.startswith(b"_kombu")]
    assert queued == []


def test_the_broker_is_private(desk: Desk, tmp_path: Path) -> None:
    desk.add(a_paper(tmp_path))
    desk.finish()
    socket = desk.paths.broker_socket
    assert stat.S_IMODE(socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.paths.runtime.stat().st_mode) == 0o700
    (broker,) = [child for child in desk.children() if child.name() == "valkey-server"]
    assert broker.net_connections(kind="inet") == []


def test_cancel_is_at_once_and_frees_the_engine(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=0.1)
    (job,) = desk.add(a_paper(tmp_path, pages=6))
    desk.run_until(lambda: bool(engine.requests) and engine.requests[-1].tokens > 1)
    cancelled_at = time.monotonic()
    desk.library.change(job.id, partial(transitions.cancelled, now=time.time()))
    assert desk.job(job.id).state is JobState.CANCELLED
    desk.run_until(lambda: engine.requests[-1].left_at is not None, timeout_s=5)
    assert engine.requests[-1].left_at - cancelled_at < 2.5  # type: ignore[operator]
    desk.run_until(lambda: desk.library.attempts() == [])
    asked = len(engine.requests)
    desk.run_for(1.0)
    assert desk.job(job.id).state is JobState.CANCELLED
    assert desk.library.summary(job.id) is None
    assert len(engine.requests) == asked
    with desk.owner_address().connect(Database.RESULTS) as results:
        left = [key for key in results.keys() if job.id.encode() in key]  # noqa: SIM118
    assert left == [], "the document's text stays in the broker"


def test_a_paused_job_ends_its_part_and_goes_on_where_it_stopped(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=0.01)
    (job,) = desk.add(a_paper(tmp_path, pages=8))
    desk.run_until(lambda: desk.job(job.id).done >= 1)
    desk.library.change(job.id, transitions.paused)
    desk.run_until(lambda: desk.library.attempts() == [])
    assert desk.job(job.id).state is JobState.PAUSED
    asked = len(engine.requests)
    desk.run_for(1.0)
    assert len(engine.requests) == asked
    desk.library.change(job.id, transitions.resumed)
    desk.finish()
    prompts = [seen.body["messages"][-1]["content"] for seen in engine.requests]
    assert len(prompts) == len(set(prompts)), "a part was noted twice"


def test_an_engine_that_stumbles_costs_nothing(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.script(
        Reply(fault=Fault.CUT), Reply(fault=Fault.BUSY), Reply(fault=Fault.GARBAGE), Reply()
    )
    desk.add(a_paper(tmp_path))
    (job,) = desk.finish()
    assert job.state is JobState.DONE
    assert job.strikes == 0


def test_bad_documents_fail_alone_and_say_why(desk: Desk, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\n" + b"nothing that could be repaired " * 100)
    blank = write_pdf(tmp_path / "blank.pdf", ["", ""])
    good = a_paper(tmp_path)
    empty, gone = tmp_path / "empty.pdf", tmp_path / "gone.pdf"
    empty.touch()
    desk.add(damaged, blank, gone, good, empty)
    ended = {job.file.name: job for job in desk.finish()}
    codes = {name: job.error.code for name, job in ended.items() if job.error}
    assert codes == {
        "damaged.pdf": ErrorCode.DAMAGED,
        "blank.pdf": ErrorCode.NO_TEXT,
        "gone.pdf": ErrorCode.FILE_MISSING,
        "empty.pdf": ErrorCode.EMPTY_FILE,
    }
    assert ended["blank.pdf"].pages == 2
    assert ended["paper-1.pdf"].state is JobState.DONE


def test_a_locked_document_waits_for_its_password(desk: Desk, tmp_path: Path) -> None:
    locked = write_pdf(tmp_path / "locked.pdf", [prose(1)], password="sesame")
    (job,) = desk.add(locked)
    desk.run_until(lambda: desk.job(job.id).reason is WaitReason.PASSWORD)
    passwords.store(desk.paths, job.id, "wrong")
    desk.library.change(job.id, transitions.unlocked)
    desk.run_until(lambda: desk.job(job.id).attempt == 2)
    desk.run_until(lambda: desk.job(job.id).reason is WaitReason.PASSWORD)
    passwords.store(desk.paths, job.id, "sesame")
    assert stat.S_IMODE(desk.paths.password(job.id).stat().st_mode) == 0o600
    desk.library.change(job.id, transitions.unlocked)
    assert desk.finish()[0].state is JobState.DONE
    assert not desk.paths.password(job.id).exists()
    assert b"sesame" not in b"".join(_bytes_on_disk(desk))


def test_notes_are_used_again_by_another_style(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    paper = a_paper(tmp_path, pages=6)
    desk.add(paper)
    desk.finish()
    first = [_prompt(seen.body) for seen in engine.requests]
    desk.add(paper, options=SummaryOptions(style=Style.BRIEF))
    desk.finish()
    again = [_prompt(seen.body) for seen in engine.requests[len(first) :]]
    assert not set(again) & set(first[:-1]), "a part was noted again"


def test_points_can_be_looked_at_while_the_rest_is_read(
    desk: Desk, engine: FakeOllama, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.default = Reply(token_s=0.02)
    (job,) = desk.add(a_paper(tmp_path, pages=6))
    desk.run_until(lambda: bool(desk.owner.found(job.id)))
    desk.run_until(lambda: any(not point.quoted for point in desk.owner.found(job.id)))
    found = desk.owner.found(job.id)
    assert desk.job(job.id).state is JobState.RUNNING
    assert all(point.text and 1 <= point.page <= 6 for point in found)
    assert not any(point.quoted for point in found)
    show(Namespace(data_dir=desk.paths.root, job=job.id, format="text", hidden_text=False))
    assert f"- {found[0].text} (p. {found[0].page})" in capsys.readouterr().out
    desk.finish()
    assert desk.owner.found(job.id) == ()


def test_a_first_look_says_what_it_did_not_show(desk: Desk, tmp_path: Path) -> None:
    paper = a_paper(tmp_path, pages=12)
    (full,) = desk.add(paper)
    desk.finish()
    (job,) = desk.add(paper, options=SummaryOptions(style=Style.GLANCE))
    desk.finish()
    whole, look = desk.library.summary(full.id), desk.library.summary(job.id)
    assert whole is not None
    assert look is not None
    assert look.points
    (rest,) = look.coverage.not_sent
    assert rest.kind == "not_shown"
    assert rest.tokens > look.coverage.tokens_text / 2
    assert look.coverage.tokens_sent < whole.coverage.tokens_sent * 0.5
    assert look.coverage.pages == look.coverage.read == 12


def test_a_password_goes_with_a_cancelled_job(desk: Desk, tmp_path: Path) -> None:
    locked = write_pdf(tmp_path / "locked.pdf", [prose(1)], password="sesame")
    (job,) = desk.add(locked)
    desk.run_until(lambda: desk.job(job.id).reason is WaitReason.PASSWORD)
    passwords.store(desk.paths, job.id, "sesame")
    desk.library.change(job.id, partial(transitions.cancelled, now=time.time()))
    desk.run_until(lambda: not desk.paths.password(job.id).exists(), timeout_s=10)


def test_the_words_of_every_page_can_be_searched(desk: Desk, tmp_path: Path) -> None:
    words = ["A heron stood in the water.", "The otter was seen once.", "Nothing else."]
    desk.add(
        write_pdf(tmp_path / "birds.pdf", [f"{prose(n)} {text}" for n, text in enumerate(words)])
    )
    (job,) = desk.finish()
    index = SearchIndex(desk.paths, desk.library)
    index.refresh()
    (hit,) = index.search("otter ")
    index.close()
    assert (hit.job_id, hit.page) == (job.id, 2)
    assert "The otter was seen once." in hit.snippet
    assert stat.S_IMODE(desk.paths.page_texts(job.sha256 or "").stat().st_mode) == 0o600


def _prompt(body: dict) -> str:
    return str(body["messages"])


def _bytes_on_disk(desk: Desk) -> list[bytes]:
    return [path.read_bytes() for path in desk.paths.root.rglob("*") if path.is_file()]
