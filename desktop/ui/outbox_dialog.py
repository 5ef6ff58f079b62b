"""The outbox as a person sees it: who is told of what, where it stands, and what can be done."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.delivery.delivery import Delivery
from desktop.delivery.problems import explain
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.translation import mark, tr
from desktop.ui.buttons import Kind, button, button_row
from desktop.ui.labels import label
from desktop.ui.times import clock
from desktop.ui.wording import one_line

COLUMNS = (mark("To"), mark("About"), mark("State"))
STATE_WORDS = {
    DeliveryState.WAITING: mark("Waiting"),
    DeliveryState.SENDING: mark("On its way"),
    DeliveryState.SENT: mark("Sent"),
    DeliveryState.PERHAPS: mark("Perhaps sent"),
    DeliveryState.FAILED: mark("Not sent"),
    DeliveryState.GIVEN_UP: mark("Given up"),
}
CHANGEABLE = (
    *(DeliveryState.WAITING, DeliveryState.PERHAPS, DeliveryState.FAILED),
    DeliveryState.GIVEN_UP,
)


class OutboxDialog(QDialog):
    """A table of deliveries.

    Signals:
        send_asked, give_up_asked: ids of the deliveries that are selected.
        refresh_asked: the list should be read again.
    """

    send_asked = Signal(list)
    give_up_asked = Signal(list)
    refresh_asked = Signal()

    def __init__(self, title_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Outbox"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 440)
        self._title_of = title_of
        self._deliveries: list[Delivery] = []
        self._table = QTableWidget(0, len(COLUMNS))
        self._empty = label(tr("Nothing has been sent, and nothing is waiting."), role="soft")
        self._details = label(role="soft")
        self._send = button(tr("Send now"), Kind.PLAIN, lambda: self.send_asked.emit(self._ids()))
        self._give_up = button(
            tr("Give up"), Kind.PLAIN, lambda: self.give_up_asked.emit(self._ids())
        )
        self._set_up_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 16)
        column.setSpacing(12)
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 0, 24, 0)
        inner.setSpacing(12)
        for widget in (self._empty, self._table, self._details):
            inner.addWidget(widget)
        column.addLayout(inner, 1)
        row = button_row((tr("Close"), self.accept))
        row.insertWidget(0, self._give_up)
        row.insertWidget(0, self._send)
        column.addLayout(row)
        self.show_deliveries([])

    def show_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Show these; what was selected stays selected."""
        if list(deliveries) == self._deliveries and deliveries:
            return
        chosen = set(self._ids())
        self._deliveries = list(deliveries)
        self._table.setRowCount(len(self._deliveries))
        self._table.clearSelection()
        for row, delivery in enumerate(self._deliveries):
            for column, text in enumerate(self._texts(delivery)):
                self._table.setItem(row, column, QTableWidgetItem(text))
            if delivery.id in chosen:
                self._table.selectRow(row)
        self._empty.setVisible(not self._deliveries)
        self._table.setVisible(bool(self._deliveries))
        if self._deliveries and not chosen:
            self._table.selectRow(0)
        self._on_selected()

    def _set_up_table(self) -> None:
        table = self._table
        table.setHorizontalHeaderLabels([tr(each) for each in COLUMNS])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setAccessibleName(tr("Outbox"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 210)
        table.setColumnWidth(2, 170)
        table.itemSelectionChanged.connect(self._on_selected)

    def _texts(self, delivery: Delivery) -> tuple[str, str, str]:
        titles = ", ".join(one_line(self._title_of(job)) for job in delivery.jobs)
        return one_line(delivery.recipient), titles, state_words(delivery)

    def _selected(self) -> list[Delivery]:
        rows = {index.row() for index in self._table.selectionModel().selectedRows()}
        return [self._deliveries[row] for row in sorted(rows) if row < len(self._deliveries)]

    def _ids(self) -> list[str]:
        return [delivery.id for delivery in self._selected()]

    def _on_selected(self) -> None:
        selected = self._selected()
        can_change = any(each.state in CHANGEABLE for each in selected)
        still_wanted = any(
            each.state in CHANGEABLE and each.state is not DeliveryState.GIVEN_UP
            for each in selected
        )
        self._send.setEnabled(can_change)
        self._give_up.setEnabled(still_wanted)
        words = [
            str(explain(each.problem))
            for each in selected
            if each.problem is not None and each.state is not DeliveryState.SENT
        ]
        self._details.setText("\n".join(dict.fromkeys(words)))
        self._details.setVisible(bool(words))


def state_words(delivery: Delivery) -> str:
    """Where a delivery stands, with the time that matters."""
    words = tr(STATE_WORDS[delivery.state])
    if delivery.kind is DeliveryKind.FOLDER and delivery.state is DeliveryState.SENT:
        words = tr("Written")
    if delivery.state is DeliveryState.WAITING and delivery.next_at > time.time() + 1:
        return tr("{state} until {time}", state=words, time=clock(delivery.next_at))
    if delivery.ended_at is not None:
        return tr("{state} at {time}", state=words, time=clock(delivery.ended_at))
    return words
