"""Prints how long the real window takes to be visible.

python -m tests.end2end.window_numbers [TIMES]
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.end2end.window_desktop import a_desktop


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
                time.sleep(2)
                began = time.perf_counter()
                program.terminate()
                program.wait()
                quit_s = time.perf_counter() - began
                if number:
                    print(f"visible after {visible_s:.2f} s, quit in {quit_s:.2f} s")
    print(f"load average: {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
