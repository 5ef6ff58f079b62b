"""The HTTP front: upload a document, ask how far it is, get its summary. Knows no Qt.

Every route is a plain function: FastAPI runs them on threads of its own.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, File, Form, Header, HTTPException, Query, UploadFile
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from fastapi.security import HTTPBearer
from fastapi_offline import FastAPIOffline
from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from desktop.api.answers import HealthAnswer, Refusal, StatusAnswer, UploadAnswer, status_of
from desktop.api.gate import Gate
from desktop.choices import Format
from desktop.commands.add import add, default_options
from desktop.commands.context import Context
from desktop.commands.mail import recipient
from desktop.delivery.address import address
from desktop.export import export
from desktop.file_name import file_name
from desktop.jobs.job import Job
from desktop.sourced import Sourced
from worker.contract.states import Style
from worker.contract.version import __version__

MOST_UPLOAD_BYTES = 256_000_000
PUBLIC = ("/docs", "/openapi.json", "/health", "/favicon.ico")
STATIC = "/static-offline-docs"

# What FastAPI needs at import to describe itself; a request is let in by `Gate`, long before.
_token = HTTPBearer(auto_error=False, description="SUNTO_TOKEN, or the one that was printed.")

TaskId = Annotated[str, InPath(pattern=r"^[0-9a-z]{4,32}$", examples=["k3v9q0f2"])]
# A form knows no null, and a field that is left empty is one that was not given.
StyleField = Annotated[
    Annotated[Style, WithJsonSchema({"type": "string", "enum": [*map(str, Style), ""]})]
    | SkipJsonSchema[None],
    Form(description="How much it says."),
]
LanguageField = Annotated[
    Annotated[str, Field(pattern=r"^([a-z]{2})?$")] | SkipJsonSchema[None],
    Form(description="ISO 639-1; the document's own without."),
]
EmailField = Annotated[
    Annotated[
        str,
        AfterValidator(address),
        WithJsonSchema({"type": "string", "anyOf": [{"format": "email"}, {"maxLength": 0}]}),
    ]
    | SkipJsonSchema[None],
    Form(description="Who is told when it is done."),
]
Responses = dict[int | str, dict[str, Any]]


class SummaryFormat(StrEnum):
    """What a summary can be had as."""

    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"


def make_front(
    context: Context, token: str, *, most_upload_bytes: int = MOST_UPLOAD_BYTES
) -> FastAPI:
    """The HTTP front of one data directory, closed to all who do not know `token`."""
    front = FastAPIOffline(
        title="Sunto",
        version=__version__,
        description="Reads PDFs on this machine and shows the place of every claim.",
        redoc_url=None,
        static_url=STATIC,
        responses={401: {"model": Refusal, "description": "No token, or another one."}},
    )
    _add_routes(front, context)
    public = (*PUBLIC, *(f"{STATIC}/{name}" for name in _STATIC_FILES))
    front.add_middleware(Gate, token=token, public=public, most_bytes=most_upload_bytes)
    return front


_STATIC_FILES = ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png")


def _add_routes(front: FastAPI, context: Context) -> None:
    protected = [Depends(_token)]

    @front.get("/health")
    def health() -> HealthAnswer:
        """Say that the server answers. Needs no token."""
        return HealthAnswer(version=__version__)

    @front.post(
        "/upload",
        dependencies=protected,
        responses={413: {"model": Refusal, "description": "The document is too large."}},
    )
    def upload(
        file: Annotated[UploadFile, File(description="The PDF.")],
        email: EmailField = None,
        style: StyleField = None,
        language: LanguageField = None,
    ) -> UploadAnswer:
        """Take a document and answer at once. The same bytes and options: the same task."""
        options = default_options(context.settings)
        chosen = {"style": style, "language": language}
        options = options.model_copy(update={key: value for key, value in chosen.items() if value})
        told = recipient(email, context.settings)
        with _on_disk(context, file) as path:
            (job,) = add(context, [path], options, email=told)
        return UploadAnswer(task_id=job.id)

    @front.get("/status/{task_id}", dependencies=protected, responses=_UNKNOWN)
    def status(task_id: TaskId) -> StatusAnswer:
        """Say where a task stands, and what came of it."""
        job = _job(context, task_id)
        return status_of(job, context.library.summary(job.id))

    @front.get(
        "/summaries/{task_id}",
        dependencies=protected,
        response_class=Response,
        responses={**_UNKNOWN, **_NO_SUMMARY, **_FORMATS},
    )
    def summary(
        task_id: TaskId,
        format: Annotated[SummaryFormat | None, Query()] = None,
        accept: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> Response:
        """Give the summary of a task that is done."""
        job = _job(context, task_id)
        found = context.library.summary(job.id)
        if found is None:
            raise HTTPException(409, f"There is no summary: the task is {job.state}.")
        match format or _accepted(accept):
            case SummaryFormat.MARKDOWN:
                return PlainTextResponse(
                    export([Sourced.of(job, found)], Format.MARKDOWN), media_type="text/markdown"
                )
            case SummaryFormat.HTML:
                return HTMLResponse(export([Sourced.of(job, found)], Format.HTML))
            case _:
                return Response(found.to_json(), media_type="application/json")


_UNKNOWN: Responses = {404: {"model": Refusal, "description": "There is no such task."}}
_NO_SUMMARY: Responses = {409: {"model": Refusal, "description": "It is not done."}}
_FORMATS: Responses = {
    200: {
        "description": "The summary.",
        "content": {"application/json": {}, "text/markdown": {}, "text/html": {}},
    }
}


def _job(context: Context, task_id: str) -> Job:
    job = context.library.job(task_id)
    if job is None:
        raise HTTPException(404, "There is no such task.")
    return job


def _accepted(accept: str) -> SummaryFormat:
    """What the client's header asks for; JSON where it does not say."""
    kinds = {"text/markdown": SummaryFormat.MARKDOWN, "text/html": SummaryFormat.HTML}
    for part in accept.split(","):
        kind = part.partition(";")[0].strip().lower()
        if kind in kinds:
            return kinds[kind]
    return SummaryFormat.JSON


@contextmanager
def _on_disk(context: Context, file: UploadFile) -> Iterator[Path]:
    """The upload as a file of its own name, until its copy is in the data directory."""
    folder = Path(tempfile.mkdtemp(dir=context.paths.uploads))
    try:
        path = folder / file_name(file.filename or "", otherwise="document.pdf")
        with path.open("wb") as target:
            shutil.copyfileobj(file.file, target, 1 << 20)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)
