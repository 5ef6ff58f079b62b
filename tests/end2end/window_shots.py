"""The views that pictures are taken of: a library, an owner, and what a person does."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from desktop import app as window_app
from desktop.jobs.job import Job, JobError
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.jobs.status import ModelFetch, OwnerStatus, ServiceState
from desktop.settings import Settings
from desktop.ui.wording import Remedy
from tests.desktop.ui.shelf import (
    FETCHING,
    GETTING,
    NEEDS_MODEL,
    NO_WINDOW,
    SILENT,
    WITH_MODELS,
    WORKING,
    claim,
    map_reduce,
)
from tests.end2end.window_shots_mail import MAILING, email_setup, mail_waits, mailed, outbox
from worker.contract.errors import ErrorCode
from worker.contract.messages import EngineStatus, FoundPoint, SummaryOptions
from worker.contract.states import ClaimState, EngineKind, JobState, Style, WaitReason
from worker.contract.summary import Summary


@dataclass(frozen=True)
class Shot:
    """One picture."""

    chosen: str | None = None
    """Which document is looked at; None leaves the library empty."""
    size: tuple[int, int] = (1240, 780)
    contrast: Qt.ContrastPreference = Qt.ContrastPreference.NoPreference
    status: OwnerStatus = WORKING
    prepare: Callable[[Library, dict[str, Job]], None] = lambda _library, _jobs: None
    settings: Settings = Settings()  # noqa: RUF009 - a frozen value
    act: Callable[[window_app.Program], None] = field(default=lambda _program: None)
    points: tuple[FoundPoint, ...] = ()


def _all_wait(library: Library, jobs: dict[str, Job], reason: WaitReason) -> None:
    for name in ("csp", "lease", "scan"):
        library.change(
            jobs[name].id,
            lambda job: replace(job, state=JobState.WAITING, reason=reason, stage=None),
        )


_all_wait_for_ollama = partial(_all_wait, reason=WaitReason.ENGINE)
_all_wait_for_broker = partial(_all_wait, reason=WaitReason.BROKER)
_all_wait_for_disk = partial(_all_wait, reason=WaitReason.DISK)
_wait_for_model = partial(_all_wait, reason=WaitReason.MODEL)


def _has_document(library: Library, jobs: dict[str, Job]) -> None:
    sha256 = jobs["mapreduce"].sha256
    library.change(jobs["csp"].id, lambda job: replace(job, sha256=sha256))


def _thousand_pages(library: Library, jobs: dict[str, Job]) -> None:
    library.change(
        jobs["csp"].id,
        lambda job: replace(job, pages=1000, done=411, total=1180, points=1210, eta_s=9_000.0),
    )


def _many_dropped(library: Library, jobs: dict[str, Job]) -> None:
    names = (Path(f"/home/ada/Archive/letter-{number:04}.pdf") for number in range(2000))
    library.add(NewJob(file, SummaryOptions()) for file in names)


def _mostly_unsupported(library: Library, jobs: dict[str, Job]) -> None:
    invented = (
        claim(f"The lock service was written by {who}.", state=ClaimState.UNSUPPORTED)
        for who in ("Ada Lovelace", "Alan Turing", "Grace Hopper", "a committee", "nobody")
    )
    few = map_reduce()
    few = few.model_copy(
        update={"points": few.points[:2], "sections": (), "left_out": tuple(invented)}
    )
    jobs["unsupported"] = _another(library, jobs["chubby"], few)


def _no_text(library: Library, jobs: dict[str, Job]) -> None:
    library.change(
        jobs["invoice"].id, lambda job: replace(job, error=JobError(ErrorCode.NO_TEXT, {}))
    )


def _open_fold(program: window_app.Program) -> None:
    program.window.pane.left_out_fold.turn()
    bar = program.window.pane._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())


def _back_to_list(program: window_app.Program) -> None:
    program.window.columns.read(False)


def _remove(program: window_app.Program) -> None:
    job = program.desk.shown_job()
    assert job is not None
    program.desk.removals.remove([job.id])


def _ask_password(program: window_app.Program) -> None:
    job = program.desk.shown_job()
    program.window.pane.remedy_chosen.emit(job, Remedy.PASSWORD)


def _help(program: window_app.Program) -> None:
    program.window.help_asked.emit()


def _models(program: window_app.Program) -> None:
    program.window.models_asked.emit()


def _about(program: window_app.Program) -> None:
    program.window.about_asked.emit()


def _second_claim(program: window_app.Program) -> None:
    for _ in range(5):
        program.window.pane.step(1)


def _settings(program: window_app.Program) -> None:
    program.window.settings_asked.emit()


def _redone(library: Library, jobs: dict[str, Job]) -> None:
    """A second, brief summary of the document."""
    brief = map_reduce()
    brief = brief.model_copy(
        update={"style": Style.BRIEF, "points": brief.points[:3], "sections": ()}
    )
    jobs["redone"] = _another(library, jobs["mapreduce"], brief)


def _another(library: Library, first: Job, summary: Summary) -> Job:
    """Another summary of a document."""
    (added,) = library.add(
        [NewJob(first.file, first.options, redo_of=first.id, sha256=first.sha256)]
    )
    now = time.time()
    library.store_summary(
        added.id,
        summary.model_copy(update={"title": first.title}),
        lambda job: replace(
            job,
            title=first.title,
            pages=13,
            state=JobState.DONE,
            reason=None,
            started_at=now - 40,
            finished_at=now - 1,
        ),
    )
    return added


def _compare(program: window_app.Program) -> None:
    program.window.pane.header.compare_asked.emit()


def _redo(program: window_app.Program) -> None:
    program.window.pane.header.redo_asked.emit(None)


def _search(program: window_app.Program) -> None:
    program.window.bar.search.setText("backup")


def _search_in_vain(program: window_app.Program) -> None:
    program.window.bar.search.setText("unicorn")


def _show_page(program: window_app.Program) -> None:
    _second_claim(program)
    program.window.columns.show_page(True)


AWAY = replace(WORKING, engine=EngineStatus(ready=False, kind=EngineKind.OLLAMA, missing="engine"))
RESTARTING = replace(WORKING, worker=ServiceState.RESTARTING)
BROKEN_FETCH = replace(
    NEEDS_MODEL, fetches=(ModelFetch("qwen2.5.gguf", 436_000_000, 1_117_320_736, "unreachable"),)
)
POINTS = tuple(
    FoundPoint(text=text, page=page)
    for page, text in {
        1: "Input and output are basic primitives of programming.",
        2: "Communication between processes needs no buffer of its own.",
        4: "A guard may be an input command.",
        7: "Parallel composition is a method of structuring programs.",
    }.items()
)
SHOTS: dict[str, Shot] = {
    "first-start": Shot(),
    "first-start-built-in": Shot(status=SILENT),
    "first-start-no-ollama": Shot(status=replace(SILENT, ollama_installed=False)),
    "needs-model": Shot(status=NEEDS_MODEL),
    "window-impossible": Shot(status=NO_WINDOW),
    "models": Shot("mapreduce", status=WITH_MODELS, act=_models),
    "models-getting": Shot("mapreduce", status=GETTING, act=_models),
    "fetching": Shot(status=FETCHING),
    "fetch-broken": Shot("csp", status=BROKEN_FETCH, prepare=_wait_for_model),
    "working": Shot("csp", prepare=_has_document, points=POINTS),
    "thousand-pages": Shot("csp", prepare=_thousand_pages),
    "many-dropped": Shot("lease", prepare=_many_dropped),
    "done": Shot("mapreduce", act=_second_claim),
    "left-out": Shot("mapreduce", act=_open_fold),
    "unsupported": Shot("unsupported", prepare=_mostly_unsupported),
    "hidden-text": Shot("chubby"),
    "failed": Shot("invoice"),
    "no-text": Shot("invoice", prepare=_no_text),
    "password": Shot("scan"),
    "ollama-away": Shot("csp", status=AWAY, prepare=_all_wait_for_ollama),
    "restarting": Shot("lease", status=RESTARTING, prepare=_all_wait_for_broker),
    "disk-low": Shot("lease", status=replace(WORKING, disk_low=True), prepare=_all_wait_for_disk),
    "narrow": Shot("mapreduce", size=(520, 780)),
    "narrow-list": Shot("mapreduce", size=(420, 600), act=_back_to_list),
    "middle": Shot("mapreduce", size=(800, 600), act=_second_claim),
    "middle-page": Shot("mapreduce", size=(800, 600), act=_show_page),
    "compare": Shot("redone", prepare=_redone, act=_compare),
    "search": Shot("mapreduce", act=_search),
    "search-nothing": Shot("mapreduce", act=_search_in_vain),
    "removed": Shot("harvest", act=_remove),
    "redo": Shot("mapreduce", act=_redo),
    "password-asked": Shot("scan", act=_ask_password),
    "settings": Shot("mapreduce", act=_settings),
    "keys": Shot("mapreduce", act=_help),
    "about": Shot("mapreduce", act=_about),
    "email-setup": Shot("mapreduce", act=email_setup),
    "email-on": Shot("harvest", prepare=mailed, settings=MAILING),
    "email-waits": Shot("lease", prepare=mail_waits, settings=MAILING),
    "outbox": Shot("harvest", prepare=mailed, settings=MAILING, act=outbox),
    "contrast": Shot("mapreduce", contrast=Qt.ContrastPreference.HighContrast, act=_second_claim),
}
