"""Prints how long the real window takes to be visible, and what it costs while nothing is done.

python -m tests.end2end.window_numbers [TIMES]
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.end2end.window_desktop import a_desktop

SETTLE_S = 75.0
"""By then the worker is up and has found its engine, or looks for one less often."""

IDLE_S = 30.0


def main() -> int:
    """Start it some times; the first one warms the disk."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory(prefix="sunto-") as place:
        os.environ["XDG_RUNTIME_DIR"] = place
        with a_desktop(Path(place) / "d", has_tray=False) as desktop:
            for number in range(times + 1):
                began = time.perf_counter()
                program = desktop.sunto(Path(place) / "data")
                while not desktop.window("^Sunto$"):
                    time.sleep(0.005)
                visible_s = time.perf_counter() - began
                worked_s = _cpu_s(psutil.Process(program.pid))
                if number == times:
                    _print_idle(psutil.Process(program.pid))
                time.sleep(2)
                began = time.perf_counter()
                program.terminate()
                program.wait()
                quit_s = time.perf_counter() - began
                if number:
                    print(
                        f"visible after {visible_s:.2f} s, of which it worked {worked_s:.2f} s; "
                        f"quit in {quit_s:.2f} s"
                    )
    print(f"load average: {os.getloadavg()[0]:.1f}")
    return 0


def _print_idle(program: psutil.Process) -> None:
    time.sleep(SETTLE_S)
    everyone = [program, *program.children(recursive=True)]
    before = [_cpu_s(each) for each in everyone]
    time.sleep(IDLE_S)
    print("idle, proportional set size and CPU:")
    whole_mb = whole_share = 0.0
    for each, then in zip(everyone, before, strict=True):
        share = (_cpu_s(each) - then) / IDLE_S * 100
        memory = each.memory_full_info().pss / 1e6
        whole_mb, whole_share = whole_mb + memory, whole_share + share
        print(f"  {memory:6.1f} MB {share:5.2f} %  {' '.join(each.cmdline()[:5])[-60:]}")
    print(f"  {whole_mb:6.1f} MB {whole_share:5.2f} %  altogether")


def _cpu_s(process: psutil.Process) -> float:
    return sum(process.cpu_times()[:2])


if __name__ == "__main__":
    sys.exit(main())
