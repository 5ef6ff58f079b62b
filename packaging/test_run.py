"""What `packaging/test` runs: the checks of the code, then pytest; each by name, all without one.

packaging/test                      lint, then every test not marked long
packaging/test lint                 formatting, ruff, mypy, import rules
packaging/test unit                 the tests that need no Ollama, display or whole program
packaging/test long                 the tests marked long
packaging/test installers           builds the installers, installs them into clean systems
packaging/test installers --if-changed   the same, unless they were tried as they are now
packaging/test bench [NAME…]        the measurements in tests/benchmarks: printed, not asserted
packaging/test tests/worker -x …    anything else goes to pytest
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

from tried import Tried

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = ROOT / "tests" / "benchmarks"
BIN = Path(sys.executable).parent
MIRROR = Path.home() / ".cache" / "sunto-mirror"
TEST_MODELS = ["qwen2.5-coder-0.5b-instruct-q4_k_m.gguf", "SmolLM2-135M-Instruct-Q4_1.gguf"]
LINT_STEPS = {
    "formatting": ["ruff", "format", "--check", "--quiet"],
    "ruff": ["ruff", "check", "--quiet"],
    "types": ["mypy"],
    "types of packaging": ["mypy", "packaging"],
    "import rules": ["lint-imports", "--no-logo"],
}
NOT_LONG = ["-m", "not long and not installer"]
PYTEST_ARGUMENTS = {
    "unit": [
        "-m",
        "not long and not installer and not ollama and not desktop",
        "--ignore=tests/end2end",
    ],
    "long": ["-m", "long"],
    "installers": ["-s", "-m", "installer", "tests/packaging"],
}


def main(arguments: list[str]) -> int:
    """Run what the arguments name; the last thing printed is pytest's own summary."""
    os.chdir(ROOT)
    if arguments[:1] == ["bench"]:
        return bench(arguments[1:])
    names, rest = split(arguments)
    if (not arguments or "lint" in names) and not lint():
        return 1
    if names == ["lint"] and not rest:
        return 0
    if names == ["installers"]:
        return installers(rest)
    options = pytest_arguments([name for name in names if name != "lint"], rest)
    provide_engines()
    return become_pytest(options)


def split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Take our own names off the front."""
    count = 0
    while count < len(arguments) and arguments[count] in {"lint", *PYTEST_ARGUMENTS}:
        count += 1
    return arguments[:count], arguments[count:]


def pytest_arguments(names: list[str], rest: list[str]) -> list[str]:
    """Put pytest's arguments together; a long test runs only by name, its own or its file's."""
    if len(names) > 1:
        sys.exit(f"packaging/test: {' and '.join(names)} do not go together")
    if names:
        return PYTEST_ARGUMENTS[names[0]] + rest
    by_name = any(".py" in argument for argument in rest)
    return rest if by_name else NOT_LONG + rest


def lint() -> bool:
    """Run every check, even after one failed, and say which did."""
    failed = [name for name, command in LINT_STEPS.items() if not check(name, command)]
    if failed:
        print(f"\nFAILED: {', '.join(failed)}", flush=True)
    return not failed


def check(name: str, command: list[str]) -> bool:
    """Run one check; what it says matters only if it fails."""
    started = time.monotonic()
    tool = [str(BIN / command[0]), *command[1:]]
    done = subprocess.run(
        tool, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    took_s = time.monotonic() - started
    if done.returncode:
        print(done.stdout)
    print(f"{name:20} {'FAILED' if done.returncode else 'ok':6} {took_s:6.1f} s", flush=True)
    return done.returncode == 0


def bench(names: list[str]) -> int:
    """Run those measurements, or all; they print their numbers."""
    modules = {
        file.stem.removeprefix("bench_"): file.stem for file in BENCHMARKS.glob("bench_*.py")
    }
    if unknown := set(names) - modules.keys():
        sys.exit(f"packaging/test: no bench {', '.join(unknown)}; there are: {', '.join(modules)}")
    provide_engines()
    commands = [
        [sys.executable, "-m", f"tests.benchmarks.{modules[name]}"]
        for name in names or sorted(modules)
    ]
    failed = [command for command in commands if subprocess.run(command, check=False).returncode]
    return 1 if failed else 0


def installers(rest: list[str]) -> int:
    """Try them; where all passed and none was left out, record that."""
    tried = Tried(ROOT)
    if rest == ["--if-changed"]:
        if not tried.is_recorded:
            print("Installers: no trial is recorded yet; packaging/test installers does that.")
            return 0
        if tried.is_current():
            print("Installers: nothing that they are built from has changed since they were tried.")
            return 0
        rest = []
    provide_engines()
    started = time.monotonic()
    report = ROOT / "build" / "installers.xml"
    report.unlink(missing_ok=True)
    options = [*PYTEST_ARGUMENTS["installers"], f"--junitxml={report}", *rest]
    done = subprocess.run([sys.executable, "-m", "pytest", *options], check=False)
    print(f"installers: {(time.monotonic() - started) / 60:.1f} minutes", flush=True)
    if done.returncode == 0 and not rest and not was_any_skipped(report):
        tried.write()
    return done.returncode


def was_any_skipped(report: Path) -> bool:
    """Whether pytest's report says of a test that it did not run."""
    return any(True for _ in ElementTree.parse(report).iter("skipped"))


def become_pytest(arguments: list[str]) -> NoReturn:
    """Give way to pytest: its summary and its exit code are ours."""
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])


def provide_engines() -> None:
    """Give what runs next its models and its Ollama."""
    mirror = os.environ.setdefault("SUNTO_MODEL_MIRROR", str(MIRROR))
    if "://" not in mirror:
        for model in TEST_MODELS:
            fill(Path(mirror), model)
    if ollama := os.environ.get("SUNTO_TEST_OLLAMA") or find_ollama():
        os.environ["SUNTO_TEST_OLLAMA"] = str(ollama)
    else:
        print("No Ollama on PATH or in ~/.cache/ollama-*/bin: its tests do not run.", flush=True)
    os.environ["PYTHONPATH"] = str(ROOT)


def fill(mirror: Path, model: str) -> None:
    """Fetch one model unless it is there: a file gets its name only when it is whole."""
    if (mirror / model).exists():
        return
    print(f"Fetching {model} for the tests, once.", flush=True)
    script = ROOT / "packaging" / "fill_mirror.py"
    # Where it fails, the tests that need it say so; the others still count.
    subprocess.run([sys.executable, script, model, mirror], stdout=subprocess.DEVNULL, check=False)


def find_ollama() -> Path | None:
    """Find an Ollama to test with: the machine's, else the newest that was built for it."""
    if on_path := shutil.which("ollama"):
        return Path(on_path)
    built = Path.home().glob(".cache/ollama-*/bin/ollama")
    return max(built, key=lambda path: path.stat().st_mtime, default=None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
