"""The queue in the library: a choice of its order, how many are left, at what pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.review.queue_choice import ORDER_WORDS, Order
from gui.long_work import HowFar
from gui.theme import Theme, unit
from gui.widgets.menu_button import MenuButton
from gui.widgets.text_button import ActionButton
from gui.widgets.text_label import TextLabel

if TYPE_CHECKING:
    from gui.session import Session


class LibraryQueue(QWidget):
    """Follows the session's queue."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._queueing = session.queueing
        self._order = MenuButton(theme, "Order of the queue", tuple(ORDER_WORDS.values()))
        self._order.menu.addSeparator()
        self._order.menu.addAction("Filters of the queue…", lambda: self._run("queue.window"))
        self._order.menu.addAction("Assign articles…", lambda: self._run("queue.assign"))
        self._left = TextLabel(theme, tone="muted", pixels=12, lines=1)
        self._left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._cancel = ActionButton(theme, "Cancel")
        self._words = TextLabel(theme, tone="muted", pixels=12, lines=3)
        self._lay_out()
        orders = tuple(ORDER_WORDS)
        self._order.chosen.connect(lambda number: self._choose(orders[number]))
        self._cancel.clicked.connect(self._queueing.work.cancel)
        session.article_opened.connect(self._show)
        self._queueing.changed.connect(self._show)
        self._queueing.work.progressed.connect(self._show)
        self._queueing.pacing.changed.connect(self._show)
        self._show()

    def _choose(self, order: Order) -> None:
        self._queueing.choose_order(order)

    def _run(self, command: str) -> None:
        action = self.window().findChild(QAction, command)
        if action is not None:
            action.trigger()

    def _show(self) -> None:
        how_far = self._queueing.work.how_far
        self._order.show_choice(tuple(ORDER_WORDS).index(self._queueing.choice.order))
        self._cancel.setVisible(how_far is not None)
        self._left.setVisible(how_far is None)
        self._left.show_text(self._turn_words())
        words = self._filter_words() if how_far is None else _making_words(how_far)
        self._words.show_text(words)
        self._words.setVisible(bool(words))

    def _turn_words(self) -> str:
        queue, annotated = self._queueing.queue, self._session.annotated
        if queue is None:
            return ""
        turn = self._queueing.turn(annotated.article.id) if annotated else 0
        return f"{turn:,} of {len(queue):,}" if turn else f"{len(queue):,} queued"

    def _filter_words(self) -> str:
        pace = self._queueing.pacing.pace
        parts = (self._queueing.choice.filter_words, pace.sentence if pace else "")
        return ". ".join(part[:1].upper() + part[1:] for part in parts if part)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(8))
        row.addWidget(self._order)
        row.addWidget(self._left, 1)
        row.addWidget(self._cancel)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(unit(12), 0, unit(14), unit(8))
        stack.setSpacing(unit(5))
        stack.addLayout(row)
        stack.addWidget(self._words)
        self.setAccessibleName("Queue")


def _making_words(how_far: HowFar) -> str:
    steps = f" {how_far.done:,} of {how_far.total:,}." if how_far.total else ""
    return f"The queue is being made.{steps}"
