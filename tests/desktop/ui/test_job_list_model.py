import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.jobs.job import Job
from desktop.ui.arrangement import Show, Sort, catalogued
from desktop.ui.digest import Digest
from desktop.ui.job_list import JobList
from desktop.ui.job_list_model import JOB_ROLE, JobListModel
from desktop.ui.theme import Theme
from tests.desktop.ui.watch import Watch
from worker.contract.messages import SummaryOptions
from worker.contract.states import JobState

DAY_S = 86_400


def a_job(number: int, **fields: object) -> Job:
    job = Job(
        id=f"j{number:05}",
        batch="b",
        file=Path(f"/documents/{number}.pdf"),
        title=f"Document {number}",
        options=SummaryOptions(),
        position=float(number),
        added_at=time.time(),
        seq=number,
    )
    return replace(job, **fields)  # type: ignore[arg-type]


def ended(job: Job, days_ago: int = 0, seq: int = 1000) -> Job:
    noon = time.mktime((*date.today().timetuple()[:3], 12, 0, 0, 0, 0, -1))
    return replace(
        job,
        state=JobState.DONE,
        reason=None,
        finished_at=noon - days_ago * DAY_S + job.position,
        seq=seq + job.seq,
    )


def shown(model: JobListModel) -> list[str]:
    indexes = (model.index(row, 0) for row in range(model.rowCount()))
    jobs = ((index, index.data(JOB_ROLE)) for index in indexes)
    return [job.id if job is not None else str(index.data()) for index, job in jobs]


def test_jobs_stand_in_groups(model: JobListModel) -> None:
    model.apply([a_job(2), a_job(1), ended(a_job(3)), ended(a_job(4)), ended(a_job(5), 1)])
    assert shown(model) == [
        "Working", "j00001", "j00002", "Today", "j00004", "j00003", "Yesterday", "j00005",
    ]  # fmt: skip


def test_a_job_that_ends_moves_and_keeps_its_index(model: JobListModel) -> None:
    model.apply([a_job(1), a_job(2), ended(a_job(3))])
    kept = QPersistentModelIndex(model.index_of("j00001"))
    model.apply([ended(a_job(1), seq=2000)])
    assert shown(model) == ["Working", "j00002", "Today", "j00003", "j00001"]
    assert kept.data(JOB_ROLE).id == "j00001"
    model.apply([ended(a_job(2), seq=3000)])
    assert shown(model) == ["Today", "j00003", "j00002", "j00001"]


def test_progress_changes_one_row_and_nothing_else(model: JobListModel, qtbot: QtBot) -> None:
    model.apply([a_job(1), a_job(2), a_job(3)])
    with (
        qtbot.assertNotEmitted(model.layoutChanged),
        qtbot.assertNotEmitted(model.rowsInserted),
        qtbot.waitSignal(model.dataChanged) as changed,
    ):
        model.apply([replace(a_job(2), state=JobState.RUNNING, seq=9)])
    assert changed.args is not None
    assert [changed.args[0].row(), changed.args[1].row()] == [2, 2]


def test_older_than_known_is_left_aside(model: JobListModel) -> None:
    model.apply([ended(a_job(1))])
    model.apply([a_job(1)])
    job = model.job("j00001")
    assert job is not None
    assert job.state is JobState.DONE


def test_removed_jobs_do_not_come_back(model: JobListModel) -> None:
    model.apply([a_job(1), a_job(2)])
    model.apply([], ["j00001"])
    model.apply([replace(a_job(1), seq=50)])
    assert shown(model) == ["Working", "j00002"]


def test_hidden_jobs_can_be_shown_again(model: JobListModel) -> None:
    model.apply([a_job(1), ended(a_job(2))])
    model.hide(["j00002"])
    assert shown(model) == ["Working", "j00001"]
    assert not model.index_of("j00002").isValid()
    model.show_again(["j00002"])
    assert shown(model) == ["Working", "j00001", "Today", "j00002"]


def test_figures_of_a_summary_come_later(model: JobListModel) -> None:
    model.apply([ended(a_job(1))])
    model.apply([], (), {"j00001": Digest(5, 0, 0, (), 0)})
    assert "5 points" in str(model.index_of("j00001").data())


def test_next_is_the_first_that_waits(model: JobListModel) -> None:
    model.apply([a_job(2), a_job(1, state=JobState.RUNNING, reason=None), a_job(3)])
    assert model.next_id() == "j00002"


def test_a_thousand_jobs_come_at_once_and_hold_nothing_up(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    model = JobListModel()
    view = JobList(model, theme)
    qtbot.addWidget(view)
    view.resize(370, 700)
    view.show()
    worst = Watch()
    jobs = [a_job(number) for number in range(1000)]
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        begin = time.perf_counter()
        model.apply(jobs)
        qapp.processEvents()
    took = time.perf_counter() - begin
    model.apply([replace(job, state=JobState.PAUSED, reason=None, seq=5000) for job in jobs])
    qapp.processEvents()
    model.apply([ended(job, seq=9000) for job in jobs])
    qapp.processEvents()
    assert inserted.args is not None
    assert model.rowCount() == 1001
    print(f"1,000 rows: {took * 1000:.0f} ms; worst stall {worst.stop():.0f} ms")
    assert took < 1


def test_only_some_are_shown_and_what_changes_follows(model: JobListModel) -> None:
    model.apply([a_job(1), ended(a_job(2)), ended(a_job(3, unread=True))])
    model.arrange(show=Show.UNREAD)
    assert shown(model) == ["Today", "j00003"]
    model.apply([ended(a_job(1, unread=True), seq=5000)])
    assert shown(model) == ["Today", "j00003", "j00001"]
    model.apply([ended(a_job(3, unread=False), seq=6000)])
    assert shown(model) == ["Today", "j00001"]
    model.arrange(show=Show.ALL)
    assert shown(model) == ["Today", "j00003", "j00002", "j00001"]


def test_finished_jobs_are_sorted_by_name_or_length(model: JobListModel) -> None:
    names = {1: "Zebra", 2: "apple", 3: "Éclair"}
    model.apply(
        [ended(replace(a_job(n), title=name, pages=n), n) for n, name in names.items()] + [a_job(4)]
    )
    model.arrange(sort=Sort.NAME)
    assert shown(model) == ["Working", "j00004", "Finished", "j00002", "j00003", "j00001"]
    model.arrange(sort=Sort.PAGES)
    assert shown(model) == ["Working", "j00004", "Finished", "j00003", "j00002", "j00001"]
    model.apply([ended(a_job(4, pages=9), seq=7000)])
    assert shown(model)[1] == "j00004"


def test_what_is_chosen_stays_chosen_when_all_is_arranged_anew(
    model: JobListModel, qtbot: QtBot, theme: Theme
) -> None:
    view = JobList(model, theme)
    qtbot.addWidget(view)
    model.apply([a_job(1), ended(a_job(2)), ended(a_job(3))])
    view.select("j00002")
    model.arrange(sort=Sort.NAME)
    chosen = view.current_job()
    assert chosen is not None
    assert chosen.id == "j00002"
    with qtbot.waitSignal(view.job_chosen) as gone:
        model.arrange(show=Show.FAILED)
    assert gone.args == [None]


def test_all_that_is_selected_stays_selected(
    model: JobListModel, qtbot: QtBot, theme: Theme
) -> None:
    view = JobList(model, theme)
    qtbot.addWidget(view)
    model.apply([a_job(1), *(ended(a_job(n, title=f"{9 - n}")) for n in range(2, 7))])
    for job_id in ("j00002", "j00005", "j00006"):
        row = model.index_of(job_id)
        view.selectionModel().select(row, QItemSelectionModel.SelectionFlag.Select)
    model.arrange(sort=Sort.NAME)
    assert [job.id for job in view.selected_jobs()] == ["j00006", "j00005", "j00002"]


def test_numbers_in_names_count_as_numbers() -> None:
    names = ["scan 10", "Scan 9", "Über 2", "uber 1", "scan 10 b", "10", "9"]
    assert sorted(names, key=catalogued) == [
        "9", "10", "Scan 9", "scan 10", "scan 10 b", "uber 1", "Über 2",
    ]  # fmt: skip


def test_every_change_brings_the_rows_that_arranging_anew_would(model: JobListModel) -> None:
    """A hundred changes of all kinds, among many jobs."""
    chance = Random(7)
    seq = 10_000
    for step in range(100):
        seq += 100
        numbers = [chance.randrange(40) for _ in range(chance.randrange(1, 12))]
        days = chance.randrange(4)
        model.apply(
            [
                replace(
                    ended(a_job(n), days) if chance.random() < 0.6 else a_job(n),
                    title=chance.choice("zyx") + str(n),
                    unread=chance.random() < 0.5,
                    seq=seq + n,
                )
                for n in numbers
            ],
            [f"j{chance.randrange(40):05}"] if step % 9 == 8 else [],
        )
        if step % 7 == 6:
            model.arrange(
                sort=chance.choice(list(Sort)), show=chance.choice([Show.ALL, Show.UNREAD])
            )
        if step % 5 == 4:
            model.hide([f"j{chance.randrange(40):05}"])
        before = shown(model)
        model._arrange_anew()
        assert before == shown(model)


def test_waiting_jobs_move_by_keyboard(model: JobListModel, qtbot: QtBot, theme: Theme) -> None:
    view = JobList(model, theme)
    qtbot.addWidget(view)
    model.apply([a_job(1), a_job(2), a_job(3), ended(a_job(4))])
    view.select("j00002")
    for key, before in ((Qt.Key.Key_Up, "j00001"), (Qt.Key.Key_Down, None)):
        with qtbot.waitSignal(view.order_asked) as asked:
            QTest.keyClick(view, key, Qt.KeyboardModifier.AltModifier)
        assert asked.args == [["j00002"], before]
    view.select("j00004")
    with qtbot.assertNotEmitted(view.order_asked):
        QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
