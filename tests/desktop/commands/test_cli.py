"""The command line as a whole: what it takes, what it refuses, what it loads."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.commands.parser import NAMES, command_parser
from tests.desktop.commands.conftest import Run
from worker.contract.paths import DataPaths
from worker.contract.version import __version__

ROOT = Path(__file__).parents[3]


def test_version_and_help(sunto: Run) -> None:
    assert sunto("--version").stdout == f"Sunto {__version__}\n"
    text = sunto("--help").stdout
    assert all(f"    {name} " in text for name in NAMES)


def test_the_names_are_those_of_the_parser() -> None:
    for name in NAMES:
        with pytest.raises(SystemExit) as ended:
            command_parser().parse_args([name, "--help"])
        assert ended.value.code == 0


def test_help_and_version_load_nothing_large(sunto: Run) -> None:
    code = (
        "import sys; from desktop.__main__ import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "large = {'pydantic', 'celery', 'redis', 'PySide6'} & set(sys.modules)\n"
        "sys.exit(f'{large}' if large else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True)


def test_the_window_loads_little_before_it_is_painted() -> None:
    code = (
        "import sys; import desktop.app\n"
        "large = {'pydantic', 'celery', 'redis', 'psutil', 'html', 'PySide6.QtNetwork'}\n"
        "large &= set(sys.modules)\n"
        "sys.exit(f'{large}' if large else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True)


@pytest.mark.parametrize("command", [("jobs",), ("show", "nothing"), ("add", "--json", "nowhere")])
def test_celery_and_qt_are_not_loaded_for_a_look(
    paths: DataPaths, command: tuple[str, ...]
) -> None:
    code = (
        "import sys; from desktop.__main__ import main\n"
        "main(sys.argv[1:])\n"
        "large = {'celery', 'redis', 'PySide6'} & set(sys.modules)\n"
        "sys.exit(f'{large}' if large else 0)"
    )
    subprocess.run(
        [sys.executable, "-c", code, *command], check=True, cwd=ROOT, capture_output=True
    )


@pytest.mark.parametrize(
    "wrong",
    [
        ("add",),
        ("jobs", "--state", "lost"),
        ("show",),
        ("show", "nothing"),
        ("export", "x", "y.txt2"),
        ("add", "x.pdf", "--language", "Italian"),
        ("add", "x.pdf", "--style", "huge"),
        ("retry",),
        ("cancel", ""),
        ("flower", "--port", "0"),
        ("stats",),
        ("--unknown",),
        (),
    ],
)
def test_wrong_usage_is_2_and_says_something(sunto: Run, wrong: tuple[str, ...]) -> None:
    ran = sunto(*wrong, code=2)
    assert ran.stdout == ""
    assert "sunto" in ran.stderr


def test_a_data_directory_that_cannot_be_is_3(sunto: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = sunto("jobs", "--data-dir", tmp_path / "file", code=3)
    assert str(tmp_path / "file") in ran.stderr


def test_a_library_that_is_none_is_3(sunto: Run, paths: DataPaths) -> None:
    paths.library.write_text("this is no library, and long enough to be looked at" * 10)
    assert "library" in sunto("jobs", "--json", code=3).stderr


def test_the_data_directory_on_both_sides_of_the_command(sunto: Run, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    sunto("--data-dir", here, "jobs")
    sunto("jobs", f"--data-dir={there}")
    assert (here / "library.sqlite3").exists()
    assert (there / "library.sqlite3").exists()
