"""Twelve tasks, from adding a file to quitting, by keyboard alone in the real program."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.settings_file import load
from tests.end2end.window_desktop import WINDOW, Desktop, a_desktop, missing_tools, until
from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.timeout(240),
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {missing_tools()}"),
]

TITLE = "Sunto$"


class Person:
    """Somebody without a pointer: presses keys, and looks at what comes of it."""

    def __init__(self, desktop: Desktop, paths: DataPaths, library: Library, folder: Path) -> None:
        self.desktop, self.paths, self.library, self.folder = desktop, paths, library, folder
        self.program = desktop.sunto(paths.root)
        self.done: list[str] = []
        until(lambda: desktop.window(TITLE), what=desktop.report())
        desktop.place(desktop.window(TITLE), WINDOW)
        desktop.xdotool("windowfocus", "--sync", desktop.window(TITLE))
        # Far from everything: nothing here is hovered or clicked.
        desktop.xdotool("mousemove", 2, 790)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.desktop.xdotool("key", "--clearmodifiers", key)
            time.sleep(0.12)

    def type(self, text: str) -> None:
        self.desktop.xdotool("type", "--delay", 15, text)
        time.sleep(0.2)

    def sees(self, condition: Callable[[], object], what: str) -> None:
        until(condition, 60, f"{what}, after {self.done}\n{self.desktop.picture('keys')}")

    def dialog(self, title: str) -> None:
        self.sees(lambda: self.desktop.window(title), f"the dialog {title}")
        self.desktop.xdotool("windowfocus", "--sync", self.desktop.window(title))
        time.sleep(0.3)

    def in_window(self) -> None:
        self.desktop.xdotool("windowfocus", "--sync", self.desktop.window(TITLE))
        time.sleep(0.2)

    def job(self, name: str) -> Job:
        return next(job for job in self.library.jobs() if job.file.name == name)

    # The tasks

    def add_a_file(self, name: str = "first.pdf") -> None:
        self.press("ctrl+o")
        self.dialog("Add PDFs")
        self.type(str(self.folder / name))
        self.press("Return")
        self.sees(lambda: any(job.file.name == name for job in self.library.jobs()), name)
        self.in_window()

    def read_a_summary(self) -> None:
        self.sees(lambda: self.library.jobs(JobState.DONE), "the summary")
        self.press("ctrl+Home", "Return", "n", "n", "space")
        self.sees(lambda: not self.job("first.pdf").unread, "it to count as seen")

    def export_it(self) -> None:
        self.press("ctrl+e")
        self.dialog("Export the summary")
        self.press("ctrl+a")
        self.type(str(self.folder / "out.md"))
        self.press("Return")
        self.sees(lambda: (self.folder / "out.md").exists(), "the file")
        self.in_window()

    def summarise_it_again(self) -> None:
        self.press("F5")
        self.dialog("Summarise once more")
        # The length is the first field; its first entry is the first look.
        self.press("Home", "Tab", "Tab", "Tab", "Tab", "Tab", "space")
        self.sees(lambda: any(job.redo_of for job in self.library.jobs()), "another job")
        self.sees(lambda: len(self.library.jobs(JobState.DONE)) == 2, "its summary")
        self.in_window()

    def hold_everything(self) -> None:
        self.press("ctrl+shift+p")
        self.sees(lambda: self.library.is_paused, "everything to be held")

    def change_the_order(self) -> None:
        for name in ("second.pdf", "third.pdf"):
            self.add_a_file(name)
        self.press("Escape", "Escape", "Escape")  # from the page to the summary to the list
        assert self.job("second.pdf").position < self.job("third.pdf").position
        self.press("alt+Up")
        self.sees(
            lambda: self.job("third.pdf").position < self.job("second.pdf").position,
            "third.pdf to stand before second.pdf",
        )

    def let_it_go_on(self) -> None:
        self.press("ctrl+shift+p")
        self.sees(lambda: len(self.library.jobs(JobState.DONE)) == 4, "all to be done")

    def search_and_remove(self) -> None:
        self.press("ctrl+f")
        self.type("third")
        time.sleep(1)
        self.press("Return", "Delete")
        names = lambda: [job.file.name for job in self.library.jobs()]  # noqa: E731
        self.sees(lambda: "third.pdf" not in names(), "what was found to be gone")
        assert "second.pdf" in names()
        self.press("ctrl+f", "Escape", "Escape")

    def remove_and_take_it_back(self) -> None:
        before = len(self.library.jobs())
        self.press("ctrl+Home", "Delete", "ctrl+z")
        time.sleep(9)  # by now it would be gone
        assert len(self.library.jobs()) == before

    def change_a_setting(self) -> None:
        self.press("ctrl+comma")
        self.dialog("Settings")
        self.type("notif")
        self.press("Tab", "space", "Escape")
        self.sees(lambda: load(self.paths).quiet, "the setting")
        self.in_window()

    def look_up_the_keys(self) -> None:
        self.press("F1")
        self.dialog("Keys and signs")
        self.press("Escape")
        self.sees(lambda: not self.desktop.window("Keys and signs"), "it to be closed")
        self.in_window()

    def quit(self) -> None:
        self.press("ctrl+q")
        assert self.program.wait(10) == 0, self.desktop.report()


@pytest.fixture
def person(
    tmp_path: Path, paths: DataPaths, fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Person]:
    monkeypatch.setenv("SUNTO_ENGINE", "ollama")
    monkeypatch.setenv("OLLAMA_HOST", fake_ollama.address)
    folder = tmp_path / "Documents"
    folder.mkdir()
    for seed, name in enumerate(("first", "second", "third"), start=1):
        a_paper(folder, pages=3, name=f"{name}.pdf", seed=seed)
    library = Library(paths.library)
    with a_desktop(tmp_path / "desktop", has_tray=False) as desktop:
        yield Person(desktop, paths, library, folder)
    library.close()


@pytest.mark.long
def test_twelve_tasks_without_a_pointer(person: Person) -> None:
    tasks = (
        person.add_a_file,
        person.read_a_summary,
        person.export_it,
        person.summarise_it_again,
        person.hold_everything,
        person.change_the_order,
        person.let_it_go_on,
        person.search_and_remove,
        person.remove_and_take_it_back,
        person.change_a_setting,
        person.look_up_the_keys,
        person.quit,
    )
    children = psutil.Process(person.program.pid).children(recursive=True)
    for task in tasks:
        began = time.monotonic()
        task()
        person.done.append(task.__name__)
        print(f"{task.__name__.replace('_', ' '):26} {time.monotonic() - began:5.1f} s")
    psutil.wait_procs(children, 3)
    assert len(person.done) == 12
