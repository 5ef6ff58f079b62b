"""Which program the tests start: Sunto from source, or the packaged one that is named."""

import os
import shlex
import sys

SUNTO = shlex.split(os.environ.get("SUNTO_TEST_PROGRAM", "")) or [sys.executable, "-m", "desktop"]
"""How it is started; a packaged one may be in another root: `chroot /a/root sunto`."""
