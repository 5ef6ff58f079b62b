"""A summary on paper: the same page as its HTML export, in the sizes of paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QTextDocument

from desktop import export
from desktop.sourced import Sourced

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FONT_POINTS = 10
STYLE = """
h1 { font-size: 17pt; } h2 { font-size: 12pt; } .facts, footer p { color: #555555; font-size: 8pt; }
.page { color: #0b6e5f; font-size: 8pt; } .weak { color: #9a5b00; font-size: 8pt; }
.warning { font-weight: bold; } li { margin-bottom: 3pt; }
"""


def print_summary(sourced: Sourced, printer: "QPrinter") -> None:
    """Send a summary to a printer. What was not found in the text is not on it."""
    document = printed(sourced)
    document.documentLayout().setPaintDevice(printer)
    document.setPageSize(QSizeF(printer.pageRect(printer.Unit.DevicePixel).size()))
    document.print_(printer)


def printed(sourced: Sourced) -> QTextDocument:
    """The summary as a document with the fonts of paper."""
    document = QTextDocument()
    document.setDefaultFont(QFont("serif", FONT_POINTS))
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(export.articles([sourced]))
    return document
