"""Runs first in the packaged program: what its starter set for itself is not for others.

The libraries of this process are found by now. A program of the system that we start (a browser,
a mail program) must find its own.
"""

import os
import sys

for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    before = os.environ.pop(f"{name}_ORIG", None)
    if before:
        os.environ[name] = before
    elif os.environ.get(name) == getattr(sys, "_MEIPASS", ""):
        del os.environ[name]
