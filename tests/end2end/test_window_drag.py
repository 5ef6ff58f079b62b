"""The whole way as a person goes it: a real drag, a real window, a real notification."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from tests.end2end.window_desktop import (
    FIRST_ICON,
    FOLDER,
    WINDOW,
    Desktop,
    a_desktop,
    missing_tools,
    until,
)
from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import a_paper
from tests.program import SUNTO
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.timeout(180),
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {missing_tools()}"),
]

TITLE = "Sunto$"
"""Before it the window says what is new."""
FIRST_ROW = 136
"""The middle of the first document, below the upper edge of the window."""
BUBBLE = (1150, 752)
"""Where Qt draws a bubble over the tray."""


@pytest.fixture(autouse=True)
def _engine(fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUNTO_ENGINE", "ollama")
    monkeypatch.setenv("OLLAMA_HOST", fake_ollama.address)


@pytest.fixture
def library(paths: DataPaths) -> Iterator[Library]:
    """What the window writes, read by another process, as any script may."""
    found = Library(paths.library)
    yield found
    found.close()


@pytest.fixture
def with_tray(tmp_path: Path, paths: DataPaths) -> Iterator[Desktop]:
    with a_desktop(tmp_path / "desktop", has_tray=True) as desktop:
        yield desktop


@pytest.fixture
def without_tray(tmp_path: Path, paths: DataPaths) -> Iterator[Desktop]:
    with a_desktop(tmp_path / "desktop", has_tray=False) as desktop:
        yield desktop


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "Documents"
    folder.mkdir()
    a_paper(folder, pages=3, name="paper.pdf")
    return folder


def open_window(desktop: Desktop, paths: DataPaths, *files: str) -> tuple[psutil.Popen, str]:
    program = desktop.sunto(paths.root, *files)
    until(lambda: desktop.window(TITLE), what=desktop.report())
    window = desktop.window(TITLE)
    desktop.place(window, WINDOW)
    return program, window  # type: ignore[return-value]


def drag_first_file(desktop: Desktop, folder: Path) -> None:
    desktop.open_folder(folder)
    start = (FOLDER[0] + FIRST_ICON[0], FOLDER[1] + FIRST_ICON[1])
    desktop.drag(start, (WINDOW[0] + 380, WINDOW[1] + 320))


def show(paths: DataPaths, job_id: str) -> dict:  # type: ignore[type-arg]
    command = [*SUNTO, "--data-dir", str(paths.root)]
    done = subprocess.run(
        [*command, "show", job_id, "--format", "json"], capture_output=True, check=True
    )
    found: dict = json.loads(done.stdout)  # type: ignore[type-arg]
    return found


def test_drag_a_pdf_wait_for_the_notification_and_read_the_summary(
    without_tray: Desktop, paths: DataPaths, documents: Path, library: Library
) -> None:
    desktop = without_tray
    program, window = open_window(desktop, paths)
    drag_first_file(desktop, documents)
    until(lambda: library.jobs(), 10, desktop.picture("dropped").name)
    # Nobody looks while it works: without a tray, closing only minimises.
    desktop.xdotool("windowactivate", "--sync", window, "key", "ctrl+w")
    until(lambda: not desktop.window(TITLE), what="the window to be minimised")
    dunst = desktop.folder / "dunst.log"
    until(lambda: library.jobs(JobState.DONE), 90, desktop.report())
    since = time.monotonic()
    until(lambda: "Summary ready" in dunst.read_text(), 3, desktop.report())
    print(f"notification {time.monotonic() - since:.2f} s after the change")
    (job,) = library.jobs()
    told = show(paths, job.id)
    assert told["file"] == str(documents / "paper.pdf")
    assert told["summary"]["points"]
    assert told["summary"]["coverage"]["read"] == 3
    # A click on the notification (dunst: the middle button acts) brings the window with the job.
    desktop.xdotool("mousemove", 1110, 80, "click", 2)
    until(lambda: desktop.window(TITLE), 5, str(desktop.picture("clicked")))
    until(lambda: not library.jobs()[0].unread, 10, "the summary to count as seen")
    assert dunst.read_text().count("summary: 'Summary ready'") == 1
    desktop.picture("read")
    quit_by_key(desktop, program)


def test_closing_leaves_it_in_the_tray_and_a_second_start_raises_it(
    with_tray: Desktop, paths: DataPaths, documents: Path, library: Library
) -> None:
    desktop = with_tray
    program, window = open_window(desktop, paths)
    until(lambda: desktop.xdotool("search", "--class", "trayer"), what="the tray")
    desktop.xdotool("windowactivate", "--sync", window, "key", "ctrl+w")
    until(lambda: not desktop.window(TITLE), what="the window to be hidden")
    desktop.picture("in-the-tray")
    assert program.poll() is None
    second = desktop.sunto(paths.root, str(documents / "paper.pdf"), log="second.log")
    assert second.wait(20) == 0, desktop.report()
    until(lambda: desktop.window(TITLE), what="the first window to be raised")
    until(lambda: library.jobs(JobState.DONE), 90, desktop.report())
    desktop.picture("second-start")
    assert len(library.jobs()) == 1
    quit_by_key(desktop, program)


def test_a_click_on_the_bubble_of_the_tray_shows_the_summary(
    with_tray: Desktop, paths: DataPaths, documents: Path, library: Library
) -> None:
    desktop = with_tray
    program, window = open_window(desktop, paths)
    desktop.xdotool("windowactivate", "--sync", window, "key", "ctrl+w")
    until(lambda: not desktop.window(TITLE), what="the window to be hidden")
    library.add([NewJob(documents / "paper.pdf", SummaryOptions())])
    until(lambda: library.jobs(JobState.DONE), 90, desktop.report())
    time.sleep(1)  # Qt's bubble has no title to look for
    desktop.picture("bubble")
    desktop.xdotool("mousemove", *BUBBLE, "click", 1)
    until(lambda: desktop.window(TITLE), 5, "the window to be raised")
    until(lambda: not library.jobs()[0].unread, 10, "the summary to count as seen")
    quit_by_key(desktop, program)


def test_quit_in_the_middle_of_an_answer_and_go_on_at_the_next_start(
    without_tray: Desktop,
    paths: DataPaths,
    documents: Path,
    library: Library,
    fake_ollama: FakeOllama,
) -> None:
    desktop = without_tray
    fake_ollama.default = type(fake_ollama.default)(token_s=0.5)
    program, _ = open_window(desktop, paths, str(documents / "paper.pdf"))
    until(lambda: any(seen.tokens > 2 for seen in fake_ollama.requests), 60, desktop.report())
    quit_by_key(desktop, program)
    (job,) = library.jobs()
    assert not job.state.is_final
    fake_ollama.default = type(fake_ollama.default)()
    program, _ = open_window(desktop, paths)
    until(lambda: library.jobs(JobState.DONE), 90, desktop.report())
    quit_by_key(desktop, program)


def test_waiting_documents_are_dragged_into_another_order(
    without_tray: Desktop, paths: DataPaths, tmp_path: Path, library: Library
) -> None:
    desktop = without_tray
    library.pause_all(hold=True)
    files = [a_paper(tmp_path, name=f"{name}.pdf", seed=n) for n, name in enumerate("abcd")]
    program, _ = open_window(desktop, paths, *map(str, files))
    until(lambda: len(library.jobs()) == 4, what=desktop.report())
    time.sleep(1)
    x, rows = WINDOW[0] + 150, [WINDOW[1] + FIRST_ROW + 62 * n for n in range(4)]
    desktop.drag((x, rows[3]), (x, rows[1] - 20))
    order = lambda: [job.file.stem for job in sorted(library.jobs(), key=lambda j: j.position)]  # noqa: E731
    until(lambda: order() == ["a", "d", "b", "c"], 10, f"{order()} {desktop.picture('dragged')}")
    quit_by_key(desktop, program)


def quit_by_key(desktop: Desktop, program: psutil.Popen) -> None:
    """Ctrl+Q ends everything that was started, within 5 s."""
    children = psutil.Process(program.pid).children(recursive=True)
    desktop.xdotool("windowactivate", "--sync", desktop.window(TITLE), "key", "ctrl+q")
    since = time.monotonic()
    assert program.wait(8) == 0, desktop.report()
    took = time.monotonic() - since
    print(f"quit took {took:.1f} s")
    assert took < 5.5
    _, alive = psutil.wait_procs(children, 1)
    # What its parent left behind is reaped by the system, not by us.
    assert [child for child in alive if child.status() != psutil.STATUS_ZOMBIE] == []
    runtime = Path(desktop.environment["XDG_RUNTIME_DIR"], "sunto")
    assert [path for path in runtime.rglob("*") if path.is_socket()] == []
