"""Text of the document that the model was not given: hidden text in full, the rest as it begins."""

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor

from desktop.account import Kept
from desktop.translation import tr
from desktop.ui.claims_document import MARGIN
from desktop.ui.flat_text import FlatText
from desktop.ui.theme import Theme


class KeptText(FlatText):
    """Shows it as plain text: nothing in it can become markup, a link or an order."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("Text that the model was not given"))

    def show_kept(self, kept: tuple[Kept, ...]) -> None:
        """Write each piece under what it is."""
        document = self.document()
        document.clear()
        document.setDocumentMargin(MARGIN)
        self.setFont(self._theme.font())
        cursor = QTextCursor(document)
        for number, piece in enumerate(kept):
            self._block(cursor, top=0 if number == 0 else 10, is_first=number == 0)
            cursor.insertText(piece.words, self._format("soft", QFont.Weight.DemiBold))
            if piece.text:
                self._block(cursor, top=2)
                cursor.insertText(piece.text, self._format("ink", QFont.Weight.Normal))

    def _block(self, cursor: QTextCursor, *, top: int, is_first: bool = False) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(top)
        if is_first:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)

    def _format(self, color: str, weight: QFont.Weight) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.font(-1, weight))
        made.setForeground(self._theme.tokens.color(color))
        return made
