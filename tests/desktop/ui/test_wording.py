from dataclasses import replace
from pathlib import Path

import pytest

from desktop.jobs.job import Job, JobError
from desktop.jobs.status import ModelFetch
from desktop.ui.digest import Digest
from desktop.ui.found_rows import found_row
from desktop.ui.wording import Line, Remedy, Surroundings, Tone, one_line, row_of, share_of
from worker.contract.errors import ErrorCode
from worker.contract.messages import SummaryOptions
from worker.contract.states import EngineKind, JobState, Stage, Style, WaitReason

JOB = Job(
    id="aaaa",
    batch="bbbb",
    file=Path("/documents/paper.pdf"),
    title="A paper",
    options=SummaryOptions(),
    position=1.0,
    added_at=0.0,
)
WAITING = replace(JOB, state=JobState.WAITING)
RUNNING = replace(JOB, state=JobState.RUNNING, reason=None)
DONE = replace(JOB, state=JobState.DONE, reason=None, started_at=0.0, finished_at=98.0)
FIGURES = Digest(20, 1, 1, (), 0)


def says(job: Job, digest: Digest | None = None, around: Surroundings | None = None) -> str:
    return row_of(job, digest, around).line.text


def test_a_summary_made_again_says_as_what() -> None:
    again = replace(DONE, redo_of="aaaa", options=SummaryOptions(style=Style.BRIEF))
    assert says(again, FIGURES) == "20 points, 1 weak, 1 left out · brief · 1 min 38 s"


def test_found_words_are_marked_in_their_row() -> None:
    row = found_row(row_of(DONE), 4, "The \x02master\x03 pings every \x02worker\x03.")
    assert row.line.text == "p. 4: The master pings every worker."
    assert [row.line.text[a:b] for a, b in row.line.marks] == ["master", "worker"]


def test_running_job_says_what_is_done_now() -> None:
    reading = replace(RUNNING, stage=Stage.READING, done=2, total=13)
    assert says(reading) == "Reading page 3 of 13"
    noting = replace(RUNNING, stage=Stage.SUMMARISING, done=30, total=94, points=18)
    assert says(noting) == "Summarising part 31 of 94 · 18 points so far"
    assert says(replace(noting, done=94)) == "Summarising part 94 of 94 · 18 points so far"
    assert says(replace(RUNNING, stage=Stage.CHECKING)) == "Putting it together and checking it"


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize(("done", "total"), [(0, 0), (0, 3), (3, 3), (9, 3)])
def test_share_stays_between_nothing_and_all(stage: Stage, done: int, total: int) -> None:
    share = share_of(replace(RUNNING, stage=stage, done=min(done, total), total=total))
    assert share is not None
    assert 0 <= share <= 1


def test_waiting_job_says_what_for() -> None:
    ollama = Surroundings(engine=EngineKind.OLLAMA)
    assert says(replace(WAITING, reason=WaitReason.TURN)) == "Waiting for its turn"
    assert says(replace(WAITING, reason=WaitReason.ENGINE), around=ollama) == "Waiting for Ollama"
    locked = row_of(replace(WAITING, reason=WaitReason.PASSWORD)).line
    assert (locked.text, locked.tone) == ("Needs its password", Tone.WEAK)
    assert [link.remedy for link in locked.links] == [Remedy.PASSWORD]


def test_a_broker_of_ones_own_is_no_part_of_sunto() -> None:
    waits = replace(WAITING, reason=WaitReason.BROKER)
    assert says(waits) == "Waiting while Sunto restarts a part of itself"
    shared = Surroundings(broker_place="mill.example.org:6379")
    assert says(waits, around=shared) == "Waiting for the broker at mill.example.org:6379"


def test_waiting_job_says_how_long_its_document_is_and_what_it_will_take() -> None:
    looked_at = replace(WAITING, pages=12, tokens=940)
    assert says(looked_at) == "Waiting · 940 tokens"
    assert says(replace(looked_at, eta_s=172.0)) == "Waiting · 940 tokens · about 3 min"
    assert says(replace(looked_at, eta_s=8.0)) == "Waiting · 940 tokens · about 10 s"
    assert says(replace(looked_at, eta_s=5000.0)) == "Waiting · 940 tokens · about 1 h 20 min"
    assert row_of(looked_at).pages == "12"


def test_waiting_for_an_engine_says_where_it_should_be() -> None:
    job = replace(WAITING, reason=WaitReason.ENGINE)
    ollama = Surroundings(engine=EngineKind.OLLAMA, address="http://127.0.0.1:11434")
    assert says(job, around=ollama) == "Waiting for Ollama at 127.0.0.1:11434"
    server = Surroundings(engine=EngineKind.OPENAI, address="https://gpu.example.org/v1")
    assert says(job, around=server) == "Waiting for the server at gpu.example.org"


def test_missing_model_is_offered_with_its_size_or_its_progress() -> None:
    job = replace(WAITING, reason=WaitReason.MODEL)
    line = row_of(job, None, Surroundings(engine=EngineKind.BUILTIN)).line
    assert [(link.text, link.remedy) for link in line.links] == [
        ("Get it (1.1 GB)…", Remedy.GET_MODEL)
    ]
    fetching = Surroundings(fetch=ModelFetch("starter", 436_000_000, 1_117_320_736))
    assert says(job, around=fetching) == "Fetching the model: 436 MB of 1.1 GB"


def test_a_model_that_was_asked_for_is_named() -> None:
    options = SummaryOptions(model="/models/own.gguf")
    job = replace(WAITING, reason=WaitReason.MODEL, options=options)
    line = row_of(job, None, Surroundings(engine=EngineKind.OLLAMA)).line
    assert line.text == "Waiting for the model own.gguf"
    assert [link.remedy for link in line.links] == [Remedy.MODELS]


def test_a_window_that_does_not_fit_is_said() -> None:
    job = replace(WAITING, reason=WaitReason.MODEL)
    around = Surroundings(engine=EngineKind.OLLAMA, impossible_window="131,072 is too much")
    assert says(job, around=around) == "The context window does not fit"


def test_done_job_counts_its_points() -> None:
    assert says(DONE, FIGURES) == "20 points, 1 weak, 1 left out · 1 min 38 s"
    assert says(DONE, Digest(12, 0, 0, (), 0)) == "12 points, all shown in the text · 1 min 38 s"
    assert says(DONE, Digest(24, 1, 0, (7,), 0)) == (
        "24 points, 1 weak · hidden text on page 7 left out"
    )
    assert says(DONE) == "Summary ready · 1 min 38 s"


@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_failure_has_words_and_a_remedy(code: ErrorCode) -> None:
    failed = replace(JOB, state=JobState.FAILED, reason=None, error=JobError(code, {}))
    line = row_of(failed).line
    assert line.text
    assert line.tone is Tone.FAILED
    assert [link.remedy for link in line.links] == [Remedy.SHOW_FILE, Remedy.DETAILS]


def test_right_end_tells_time_left_next_or_the_hour() -> None:
    assert row_of(replace(RUNNING, eta_s=540.0)).right == "9 min left"
    assert row_of(WAITING, None, Surroundings(next_id=JOB.id)).right == "next"
    assert row_of(WAITING).right == ""
    assert ":" in row_of(DONE).right


def test_titles_of_unknown_origin_stay_on_one_line() -> None:
    assert one_line("Total\n\u202efdp.exe\x1b[31m") == "Total fdp.exe[31m"
    assert row_of(replace(JOB, title="\u200b")).title == "paper.pdf"


def test_a_job_whose_worker_does_not_answer_is_not_said_to_be_summarised() -> None:
    running = replace(RUNNING, stage=Stage.SUMMARISING, done=1, total=5, eta_s=9)
    silent = row_of(running, None, Surroundings(silent=frozenset([running.id])))
    assert silent.line == Line("The part that summarises does not answer", Tone.WEAK)
    assert silent.right == ""
    others = row_of(running, None, Surroundings(silent=frozenset(["another"])))
    assert others.line.text.startswith("Summarising part 2 of 5")


def test_a_job_whose_engine_is_away_is_not_said_to_be_summarised() -> None:
    running = replace(RUNNING, stage=Stage.SUMMARISING, done=1, total=5, eta_s=9)
    away = Surroundings(engine=EngineKind.OLLAMA, engine_is_away=True)
    row = row_of(running, None, away)
    assert (row.line, row.right) == (Line("Waiting for Ollama", Tone.WEAK), "")
    reading = replace(running, stage=Stage.READING)
    assert row_of(reading, None, away).line.text == "Reading page 2 of 5"
