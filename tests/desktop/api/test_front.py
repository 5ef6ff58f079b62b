"""The HTTP front, over real HTTP, with the worker left out: jobs stay as they were added."""

import json
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from desktop.jobs import transitions
from desktop.jobs.library import Library
from tests.desktop.api.conftest import LIMIT, TOKEN, Front
from tests.pdf_files import a_paper
from tests.samples import a_summary
from worker.contract.names import QueueName


def finish(library: Library, job_id: str) -> None:
    """As if a worker had done it."""
    library.begin_attempt(job_id, QueueName.SMALL)
    done = partial(transitions.summarised, pages=1, title="MapReduce", now=time.time())
    library.store_summary(job_id, a_summary(), done)


def test_an_upload_is_answered_at_once_and_is_a_job(front: Front, tmp_path: Path) -> None:
    answer = front.upload(a_paper(tmp_path), style="brief", language="it", email="me@example.org")
    assert answer.status_code == 200
    assert answer.json() == {"task_id": answer.json()["task_id"], "status": "processing"}
    job = front.context.library.job(answer.json()["task_id"])
    assert job is not None
    assert (job.options.style, job.options.language, job.email) == ("brief", "it", "me@example.org")
    assert not list(front.context.paths.uploads.iterdir())


def test_the_same_bytes_are_the_same_task(front: Front, tmp_path: Path) -> None:
    first = front.upload(a_paper(tmp_path)).json()["task_id"]
    (tmp_path / "twin.pdf").write_bytes((tmp_path / "paper-1.pdf").read_bytes())
    assert front.upload(tmp_path / "twin.pdf").json()["task_id"] == first
    assert front.upload(tmp_path / "twin.pdf", style="brief").json()["task_id"] != first


def test_a_task_on_its_way(front: Front, tmp_path: Path) -> None:
    task = front.upload(a_paper(tmp_path)).json()["task_id"]
    status = front.client.get(f"/status/{task}").json()
    assert (status["status"], status["state"], status["reason"]) == ("PENDING", "waiting", "turn")
    assert (status["file"], status["result"], status["error"]) == ("paper-1.pdf", None, None)
    assert front.client.get(f"/summaries/{task}").status_code == 409
    finish(front.context.library, task)
    status = front.client.get(f"/status/{task}").json()
    assert status["status"] == "SUCCESS"
    assert status["result"]["schema"] == 1


@pytest.mark.parametrize(
    ("ask", "kind", "begins"),
    [
        ({"params": {"format": "md"}}, "text/markdown", "# "),
        ({"params": {"format": "html"}}, "text/html", "<!doctype html>"),
        ({"headers": {"Accept": "text/html,*/*;q=0.8"}}, "text/html", "<!doctype html>"),
        ({}, "application/json", "{"),
    ],
)
def test_a_summary_in_each_form(
    front: Front, tmp_path: Path, ask: dict[str, dict[str, str]], kind: str, begins: str
) -> None:
    task = front.upload(a_paper(tmp_path)).json()["task_id"]
    finish(front.context.library, task)
    answer = front.client.get(f"/summaries/{task}", **ask)  # type: ignore[arg-type]
    assert answer.headers["content-type"].split(";")[0] == kind
    assert answer.text.lower().startswith(begins)


def test_what_is_no_pdf_ends_as_a_failure(front: Front, tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("This is a text.")
    status = front.client.get(
        f"/status/{front.upload(tmp_path / 'text.pdf').json()['task_id']}"
    ).json()
    assert (status["status"], status["error"]["code"]) == ("FAILURE", "not_a_pdf")


def test_nobody_comes_in_without_the_token(front: Front, tmp_path: Path) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        with httpx.Client(base_url=front.url, headers=headers) as stranger:
            for path in ("/status/abcdefgh", "/summaries/abcdefgh", "/nothing"):
                assert stranger.get(path).status_code == 401
            assert stranger.post("/upload", files={"file": b"%PDF-"}).status_code == 401
            assert stranger.get("/health").json()["status"] == "ok"
    assert not front.context.library.jobs()


def test_an_unknown_task_is_not_found(front: Front) -> None:
    assert front.client.get("/status/abcdefgh").status_code == 404
    assert front.client.get("/summaries/abcdefgh").status_code == 404
    assert front.client.get("/status/..%2F..").status_code == 404


def test_more_than_the_limit_is_not_taken(front: Front, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.4" + b"0" * LIMIT)
    assert front.upload(large).status_code == 413

    def untold() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        for _ in range(LIMIT // 1000 + 10):
            yield b"0" * 1000
        yield b"\r\n--x--\r\n"

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert front.client.post("/upload", content=untold(), headers=kind).status_code == 413
    assert not front.context.library.jobs()


@pytest.mark.parametrize(
    "name", ["../../evil.pdf", "/etc/passwd", "con.pdf", "\x00.pdf", "ü" * 300 + ".pdf", "..", ""]
)
def test_a_name_stays_in_its_folder(front: Front, tmp_path: Path, name: str) -> None:
    content = a_paper(tmp_path).read_bytes()
    answer = front.client.post("/upload", files={"file": (name, content)})
    assert answer.status_code in (200, 422)
    for job in front.context.library.jobs():
        assert job.file.parent.parent == front.context.paths.uploads


@pytest.mark.parametrize("fields", [{"style": "loud"}, {"language": "Latin"}, {"email": "nobody"}])
def test_what_makes_no_sense_is_refused(
    front: Front, tmp_path: Path, fields: dict[str, str]
) -> None:
    assert front.upload(a_paper(tmp_path), **fields).status_code == 422


def test_its_page_needs_nothing_from_elsewhere(front: Front) -> None:
    with httpx.Client(base_url=front.url) as browser:
        page = browser.get("/docs")
        assert page.status_code == 200
        for part in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"):
            assert f'"/static-offline-docs/{part}"' in page.text
            assert browser.get(f"/static-offline-docs/{part}").status_code == 200
        paths = json.loads(browser.get("/openapi.json").text)["paths"]
    assert set(paths) == {"/health", "/upload", "/status/{task_id}", "/summaries/{task_id}"}
