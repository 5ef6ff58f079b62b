import json
import os
import stat
from functools import partial
from pathlib import Path

from desktop.jobs import transitions
from desktop.jobs.library import Library
from tests.desktop.commands.conftest import Run, jobs_of
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.states import ParkReason


def test_add_takes_the_document_in(sunto: Run, paper: Path, paths: DataPaths) -> None:
    before = paper.read_bytes(), paper.stat().st_mtime_ns
    (job,) = jobs_of(sunto("add", paper.name, "--json", cwd=paper.parent))
    assert (job.file, job.state, job.reason) == (str(paper), "waiting", "turn")
    assert job.sha256 is not None
    assert paths.document(job.sha256).read_bytes() == before[0]
    assert (paper.read_bytes(), paper.stat().st_mtime_ns) == before
    paper.unlink()
    assert jobs_of(sunto("jobs", "--json"))[0].state == "waiting"


def test_add_for_people(sunto: Run, paper: Path) -> None:
    assert "paper-1.pdf  (waiting for its turn)" in sunto("add", paper).stdout


def test_who_waits_hears_what_has_failed_at_once(sunto: Run, tmp_path: Path) -> None:
    """With nothing left to wait for, it ended without a word."""
    ran = sunto("add", tmp_path / "none.pdf", "--wait", code=1)
    assert "none.pdf" in ran.stderr
    assert "The file is not there" in ran.stderr


def test_a_file_named_like_a_command(sunto: Run, paper: Path) -> None:
    paper.rename(paper.with_name("add"))
    (job,) = jobs_of(sunto("add", "./add", "--json", cwd=paper.parent))
    assert job.file == str(paper.with_name("add"))


def test_a_name_that_looks_like_a_home(sunto: Run, paper: Path) -> None:
    paper.rename(paper.with_name("~draft.pdf"))
    (job,) = jobs_of(sunto("add", "~draft.pdf", "--json", cwd=paper.parent))
    assert (job.file, job.error) == (str(paper.with_name("~draft.pdf")), None)


def test_options_are_kept(sunto: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "own.gguf").touch()
    options = ("--style", "brief", "--language", "IT", "--model", "own.gguf")
    ran = sunto("add", paper, *options, "--email", "me@example.org", "--json", cwd=tmp_path)
    (job,) = jobs_of(ran)
    assert (job.style, job.language, job.email) == ("brief", "it", "me@example.org")
    assert job.model == str(tmp_path / "own.gguf")
    assert "No mail account is set up." in ran.stderr


def test_the_same_document_once(sunto: Run, paper: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.pdf"
    twin.write_bytes(paper.read_bytes())
    (first,) = jobs_of(sunto("add", paper, twin, "--json"))
    (again,) = jobs_of(sunto("add", twin, "--json"))
    assert again.id == first.id
    (other,) = jobs_of(sunto("add", paper, "--style", "brief", "--json"))
    assert other.id != first.id
    sunto("cancel", first.id)
    (after,) = jobs_of(sunto("add", paper, "--json"))
    assert after.id not in (first.id, other.id)


def test_who_is_named_is_told_of_a_document_that_was_there_before(sunto: Run, paper: Path) -> None:
    (first,) = jobs_of(sunto("add", paper, "--json"))
    assert first.email is None
    (named,) = jobs_of(sunto("add", paper, "--email", "me@example.org", "--json"))
    assert (named.id, named.email) == (first.id, "me@example.org")
    (again,) = jobs_of(sunto("add", paper, "--json"))
    assert again.email == "me@example.org"


def test_each_bad_file_is_a_job_that_says_why(sunto: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "text.pdf").write_text("This is a text.")
    names = ("gone.pdf", "empty.pdf", paper.name, "text.pdf")
    ran = sunto("add", *names, "--json", cwd=tmp_path, code=1)
    codes = [job.error and str(job.error.code) for job in jobs_of(ran)]
    assert codes == ["file_missing", "empty_file", None, "not_a_pdf"]
    people = sunto("add", "gone.pdf", cwd=tmp_path, code=1)
    assert "The file is not there" in people.stderr


def test_a_file_that_cannot_be_opened(sunto: Run, tmp_path: Path) -> None:
    # Root may open what is forbidden, but nobody a link that leads to itself.
    (tmp_path / "loop.pdf").symlink_to("loop.pdf")
    (job,) = jobs_of(sunto("add", tmp_path / "loop.pdf", "--json", code=1))
    assert job.error is not None
    assert job.error.code == "file_unreadable"


def test_folders(sunto: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    a_paper(tmp_path / "in", pages=1, seed=1)
    a_paper(tmp_path / "in" / "deep", pages=1, seed=2, name="OTHER.PDF")
    (tmp_path / "in" / "notes.txt").touch()
    files = [Path(job.file).name for job in jobs_of(sunto("add", tmp_path / "in", "--json"))]
    assert sorted(files) == ["OTHER.PDF", "paper-1.pdf"]


def test_a_folder_without_pdfs(sunto: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    alone = sunto("add", tmp_path / "void", "--json", code=1)
    assert "No PDFs in this folder" in alone.stderr
    assert jobs_of(alone) == []
    assert json.loads(alone.stdout)["problems"][0]["code"] == "no_pdfs"
    both = sunto("add", tmp_path / "void", paper, "--json", code=1)
    (problem,) = json.loads(both.stdout)["problems"]
    assert (problem["code"], problem["path"]) == ("no_pdfs", str(tmp_path / "void"))
    assert len(jobs_of(both)) == 1


def test_a_name_that_is_no_text(sunto: Run, paper: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(paper.parent) + b"/caf\xe9\n\x1b[31m.pdf"))
    paper.rename(odd)
    (job,) = jobs_of(sunto("add", odd, "--json"))
    assert "caf\ufffd" in job.file
    assert "\x1b" not in sunto("jobs").stdout


def test_a_password_is_a_secret_of_the_job(
    sunto: Run, paper: Path, paths: DataPaths, library: Library
) -> None:
    (job,) = jobs_of(sunto("add", paper, "--password", "-", "--json", input="sesame\n"))
    secret = paths.password(job.id)
    assert secret.read_text() == "sesame"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert all(
        b"sesame" not in file.read_bytes() for file in paths.root.rglob("*") if file.is_file()
    )
    library.change(job.id, partial(transitions.parked, reason=ParkReason.PASSWORD))
    (again,) = jobs_of(sunto("add", paper, "--password", "open", "--json"))
    assert (again.id, again.reason) == (job.id, "turn")
    assert secret.read_text() == "open"
    sunto("cancel", job.id)
    assert not secret.exists()


def test_two_thousand_files_at_once(sunto: Run, tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(2000):
        (folder / f"{number:04}.pdf").write_text(f"%PDF-1.4 {number}")
    assert len(jobs_of(sunto("add", folder, "--json"))) == 2000
    assert [job.file.name for job in library.jobs()][:2] == ["0000.pdf", "0001.pdf"]
