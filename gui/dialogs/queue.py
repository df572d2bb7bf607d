"""The queue's order and filters, each change of which holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.annotation.correction import Status
from core.annotation.wording import STATUS_WORDS
from core.review.queue_choice import ORDER_WORDS, Order, QueueChoice
from core.store.queue_filter import QueueFilter
from core.store.queueing import assigned
from gui.context import Context
from gui.theme import unit
from gui.widgets.check_box import CheckBox
from gui.widgets.panel_title import PanelTitle
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.theme import Theme

_ANY_LABEL, _ANYBODY = "Any label", "Anybody"


class QueueWindow(QDialog):
    """A field for each part of the choice; it blocks nothing, Esc closes it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Queue")
        self._session = context.session
        self._queueing = context.session.queueing
        theme = context.look.theme
        self._order = QComboBox()
        self._order.addItems(list(ORDER_WORDS.values()))
        self._seed = QSpinBox()
        self._seed.setRange(0, 999_999)
        self._statuses = {status: _box(theme, STATUS_WORDS[status]) for status in Status}
        self._text = QLineEdit()
        self._source = QLineEdit()
        self._label = QComboBox()
        self._label.addItems([_ANY_LABEL, *(label.name for label in self._session.scheme)])
        self._annotator = QComboBox()
        self._annotator.addItem(_ANYBODY)
        self._told = TextLabel(theme, tone="muted", pixels=12, lines=3)
        self._title = PanelTitle(theme, "What comes next")
        self._lay_out()
        self._session.query(assigned, self._show_annotators)
        self._show(self._queueing.choice)
        self._connect()
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(480), super().sizeHint().height())

    def _show(self, choice: QueueChoice) -> None:
        wanted = choice.wanted
        self._order.setCurrentIndex(tuple(ORDER_WORDS).index(choice.order))
        self._seed.setValue(choice.seed)
        self._text.setText(wanted.text)
        self._source.setText(wanted.source)
        self._label.setCurrentText(wanted.label or _ANY_LABEL)
        for status, box in self._statuses.items():
            box.setChecked(status in wanted.statuses if wanted.statuses else status is not Status.REVIEWED)

    def _show_annotators(self, counts: dict[str, int]) -> None:
        wanted = self._queueing.choice.wanted.annotator
        self._annotator.blockSignals(True)
        for name in sorted({*counts, self._session.annotator, *([wanted] if wanted else [])}):
            self._annotator.addItem(f"{name}, {counts.get(name, 0):,} assigned", name)
        self._annotator.setCurrentIndex(max(0, self._annotator.findData(wanted)) if wanted else 0)
        self._annotator.blockSignals(False)

    @property
    def _entered(self) -> QueueChoice:
        statuses = frozenset(status for status, box in self._statuses.items() if box.isChecked())
        usual = statuses == frozenset(Status) - {Status.REVIEWED}
        label = self._label.currentText()
        wanted = QueueFilter(
            text=self._text.text().strip(),
            statuses=frozenset() if usual else statuses,
            label="" if label == _ANY_LABEL else label,
            source=self._source.text().strip(),
            annotator=self._annotator.currentData() or "",
        )
        return QueueChoice(tuple(ORDER_WORDS)[self._order.currentIndex()], wanted, self._seed.value())

    def _choose(self) -> None:
        self._seed.setEnabled(self._entered.order is Order.RANDOM)
        self._queueing.choose(self._entered)

    def _tell(self) -> None:
        queue, making = self._queueing.queue, self._queueing.work.how_far is not None
        pace = self._queueing.pacing.pace
        count = "All that is not reviewed, in order of import." if queue is None else _count(len(queue))
        parts = ("The queue is being made." if making else count, pace.sentence.capitalize() if pace else "")
        self._told.show_text(" ".join(part for part in parts if part))

    def _connect(self) -> None:
        for combo in (self._order, self._label, self._annotator):
            combo.currentIndexChanged.connect(self._choose)
        for field in (self._text, self._source):
            field.editingFinished.connect(self._choose)
        for box in self._statuses.values():
            box.toggled.connect(self._choose)
        self._seed.editingFinished.connect(self._choose)
        self._queueing.changed.connect(self._tell)
        self._queueing.work.progressed.connect(self._tell)
        self._queueing.pacing.changed.connect(self._tell)
        self._seed.setEnabled(self._queueing.choice.order is Order.RANDOM)

    def _lay_out(self) -> None:
        statuses = QHBoxLayout()
        statuses.setSpacing(unit(12))
        for box in self._statuses.values():
            statuses.addWidget(box)
        statuses.addStretch()
        form = QFormLayout()
        form.setContentsMargins(unit(14), 0, 0, 0)
        form.setVerticalSpacing(unit(7))
        form.setHorizontalSpacing(unit(14))
        for words, field in (
            ("Order", self._order),
            ("Seed", self._seed),
            ("Status", statuses),
            ("Title or text", self._text),
            ("Source begins", self._source),
            ("Has a span", self._label),
            ("Assigned to", self._annotator),
        ):
            if isinstance(field, QWidget):
                field.setMinimumHeight(unit(27))
                field.setAccessibleName(words)
            form.addRow(words, field)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(unit(6), unit(6), unit(14), unit(12))
        stack.addWidget(self._title)
        stack.addLayout(form)
        self._told.setContentsMargins(unit(14), unit(10), 0, 0)
        stack.addWidget(self._told)
        stack.addStretch()


def _box(theme: Theme, words: str) -> CheckBox:
    box = CheckBox(theme, words)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box


def _count(number: int) -> str:
    return "1 article is in the queue." if number == 1 else f"{number:,} articles are in the queue."
