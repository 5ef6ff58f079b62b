"""Takes the password off a document before it leaves its owner's computer for a shared broker.

A process of its own, confined like the reader, for it opens the document of a stranger. The
unlocked document goes to standard output; what became of it is the exit code.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from worker.contract.messages import UnlockOrder
from worker.contract.states import Unlocking
from worker.reading.child import end_with_parent, limit
from worker.reading.confinement import confine
from worker.reading.lines import ReadOrder

MEMORY_BYTES = 2 * 1024**3
LONGEST_S = 300


def run(argv: Sequence[str]) -> int:
    """Unlock the document that the order on stdin names; `argv` has nothing to say."""
    if argv:
        print("what is to be unlocked is told on stdin", file=sys.stderr)
        return 2
    order = UnlockOrder.model_validate_json(sys.stdin.buffer.readline())
    confine(Path(order.path), Path(tempfile.gettempdir()))
    limit(
        ReadOrder(
            path=order.path, memory_bytes=MEMORY_BYTES, data_bytes=MEMORY_BYTES, cpu_s=LONGEST_S
        )
    )
    end_with_parent()
    return int(_unlock(order))


def _unlock(order: UnlockOrder) -> Unlocking:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(order.path, password=order.password)
        if pdfium.FPDF_GetSecurityHandlerRevision(document) < 0:
            return Unlocking.NOT_LOCKED
        document.save(sys.stdout.buffer, flags=pdfium.FPDF_REMOVE_SECURITY)
        sys.stdout.buffer.flush()
    except pypdfium2.PdfiumError as error:
        wrong = error.err_code == pdfium.FPDF_ERR_PASSWORD
        return Unlocking.WRONG_PASSWORD if wrong else Unlocking.DAMAGED
    return Unlocking.DONE
