import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from desktop.jobs import documents
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.search import SearchIndex
from tests.samples import a_claim, a_summary
from worker.contract.page_texts import pack
from worker.contract.paths import DataPaths
from worker.contract.states import JobState


@pytest.fixture
def index(paths: DataPaths, library: Library) -> Iterator[SearchIndex]:
    made = SearchIndex(paths, library)
    yield made
    made.close()


@pytest.fixture
def finish(paths: DataPaths, library: Library) -> Callable[..., None]:
    """End a job with a summary, and keep the words of its pages."""

    def finish_one(job: Job, *pages: str, point: str = "A point.") -> None:
        if job.sha256 and pages:
            documents.keep_texts(paths, job.sha256, pack(pages))
        summary = a_summary(job.title).model_copy(update={"points": (a_claim(point),)})
        library.store_summary(
            job.id, summary, lambda job: replace(job, state=JobState.DONE, reason=None)
        )

    return finish_one


def found(index: SearchIndex, typed: str) -> list[tuple[str, int]]:
    index.refresh()
    return [(hit.job_id, hit.page) for hit in index.search(typed)]


def test_names_summaries_and_pages_are_found(
    index: SearchIndex, add: Callable[..., Job], finish: Callable[..., None]
) -> None:
    first, second = add("lease.pdf"), add("paper.pdf", sha256="b" * 64)
    assert found(index, "lease") == [(first.id, 0)]
    finish(first, "", "The tenant pays on the first day.", point="Rent is due monthly.")
    finish(second, "Nothing of that.")
    assert found(index, "tenant first") == [(first.id, 2)]
    assert found(index, "monthly") == [(first.id, 0)]
    assert found(index, "tenant nothing") == []
    assert found(index, "pdf") == [(second.id, 0), (first.id, 0)]
    (hit,) = index.search("tena", before="[", after="]")
    assert hit.snippet == "The [tenant] pays on the first day."
    (hit,) = index.search("lease", before="[", after="]")
    assert hit.snippet == "[lease]", "a name by itself, not with all the summary behind it"
    (hit,) = index.search("month", before="[", after="]")
    assert hit.snippet == "Rent is due [monthly]."


def test_a_long_index_can_be_left_and_gone_on_with(
    index: SearchIndex, add: Callable[..., Job]
) -> None:
    for number in range(45):
        add(f"lease {number}.pdf")
    heard: list[tuple[int, int]] = []
    index.refresh(lambda done, total: bool(heard.append((done, total))) or done < 20)
    assert heard == [(0, 45), (20, 45)]
    assert len(index.search("lease")) == 20
    index.refresh()
    assert len(index.search("lease")) == 45


def test_what_was_left_out_is_not_found(
    index: SearchIndex, library: Library, add: Callable[..., Job]
) -> None:
    job = add()
    invented = a_summary().model_copy(update={"left_out": (a_claim("Invented in 1974."),)})
    library.store_summary(job.id, invented, lambda job: replace(job, state=JobState.DONE))
    assert found(index, "1974") == []


@pytest.mark.parametrize("typed", ["", " ", '"', "*", "NEAR(", "AND", "a OR", "^x", "col:x", "-"])
def test_nothing_that_is_typed_is_an_operator(
    index: SearchIndex, add: Callable[..., Job], typed: str
) -> None:
    add("lease.pdf")
    assert found(index, typed) == []


def test_what_was_removed_is_not_found_any_more(
    index: SearchIndex, library: Library, paths: DataPaths, add: Callable[..., Job],
    finish: Callable[..., None],
) -> None:  # fmt: skip
    job = add()
    finish(job, "A secret word.")
    assert found(index, "secret") == [(job.id, 1)]
    library.remove(job.id)
    documents.discard(paths, job.sha256 or "")
    assert found(index, "secret") == []
    assert not paths.page_texts(job.sha256 or "").exists()


def test_a_damaged_index_is_made_anew(
    index: SearchIndex, paths: DataPaths, library: Library, add: Callable[..., Job],
    finish: Callable[..., None],
) -> None:  # fmt: skip
    job = add()
    finish(job, "A rare word.")
    assert found(index, "rare") == [(job.id, 1)]
    index.close()
    paths.search.write_bytes(b"this is no database, and long enough to be looked at" * 100)
    again = SearchIndex(paths, library)
    assert found(again, "rare") == [(job.id, 1)]
    again.close()


def test_damaged_words_lose_nothing_but_themselves(
    index: SearchIndex, paths: DataPaths, add: Callable[..., Job], finish: Callable[..., None]
) -> None:
    job = add()
    paths.page_texts(job.sha256 or "").write_bytes(b"nonsense")
    finish(job, point="Rent is due.")
    assert found(index, "rent") == [(job.id, 0)]


def test_two_processes_may_use_the_index(
    index: SearchIndex, paths: DataPaths, library: Library, add: Callable[..., Job],
    finish: Callable[..., None],
) -> None:  # fmt: skip
    other = SearchIndex(paths, library)
    job = add()
    finish(job, "Some words.")
    assert found(index, "words") == [(job.id, 1)]
    assert found(other, "words") == [(job.id, 1)]
    assert found(index, "words") == [(job.id, 1)]
    other.close()


def test_a_name_that_is_no_text_is_found_by_what_can_be_read_of_it(
    index: SearchIndex, add: Callable[..., Job], finish: Callable[..., None]
) -> None:
    job = add(os.fsdecode(b"lease caf\xe9.pdf"))
    assert found(index, "lease") == [(job.id, 0)]
    finish(job, "Half a letter \ud800 and a tenant.")
    assert found(index, "tenant") == [(job.id, 1)]


def test_what_could_not_be_written_is_taken_in_the_next_time(
    index: SearchIndex, add: Callable[..., Job], finish: Callable[..., None]
) -> None:
    job = add("lease.pdf")
    assert found(index, "lease") == [(job.id, 0)]
    finish(job, *(f"The tenant{number}x pays rent{number}y. " * 400 for number in range(60)))
    db = index._connection()
    used = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {used + 8}")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        index.refresh()
    assert [hit.job_id for hit in index.search("lease")] == [job.id], "as it was before"
    db.execute("PRAGMA max_page_count = 1000000")
    assert found(index, "tenant59x") == [(job.id, 60)]
