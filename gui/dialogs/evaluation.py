"""How near engines come to what people decided: measured in a process of its own, shown as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import RubricatorError
from core.progress import Progress
from core.transfer.evaluating_apart import evaluate_apart
from gui.context import Context
from gui.dialogs.evaluation_fields import EvaluationFields
from gui.dialogs.figures import Figures
from gui.theme import unit
from gui.widgets.text_button import FramedButton
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from core.engine.engine_info import EngineInfo
    from core.review.tables import Table
    from core.store.store import Store
    from gui.theme import Theme

_NOTHING_REVIEWED = "No article is reviewed yet. Review some with Ctrl+Enter, or choose a file."
_HOW = "What is accepted there is what engines should propose. Several engines are compared."


class EvaluationWindow(QDialog):
    """Engines and articles are chosen; nothing is measured before it is asked for."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Evaluate engines")
        self._session = context.session
        self._work = context.session.long_work
        theme = context.look.theme
        self._engine = context.proposing.engine
        self._fields = EvaluationFields(theme)
        self._measure = FramedButton(theme, "Measure", primary=True)
        self._strip = WorkStrip(theme)
        self.figures = Figures(theme, "Evaluation")
        self._lay_out()
        self._fields.changed.connect(self._allow)
        self._measure.clicked.connect(self._start)
        self._strip.cancelled.connect(self._work.cancel)
        self._work.progressed.connect(lambda: self._strip.show_work(self._work.how_far))
        self._allow()
        self._session.query(_offered, self._offer)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(940), unit(620))

    def _offer(self, offered: tuple[tuple[EngineInfo, ...], dict[str, int]]) -> None:
        engines, reviewed = offered
        self._fields.offer(engines, self._engine, reviewed, self._session.layer)
        self.figures.tell(_HOW if reviewed else _NOTHING_REVIEWED)

    def _allow(self) -> None:
        self._measure.setEnabled(self._fields.is_complete)

    def _start(self) -> None:
        asked = self._fields.wanted(self._session.path)

        def measure(_store: Store, progress: Progress) -> tuple[Table, ...]:
            # Not on the window's thread: it takes longer than a few frames.
            import pyqtgraph  # noqa: F401

            from core.review.evaluation_tables import tables

            return tables(evaluate_apart(asked, progress))

        try:
            self._work.start("measuring engines", measure, self.figures.show_tables, self._fail)
        except RubricatorError as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self.figures.show_tables(())
        self.figures.tell(str(error))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(unit(14), 0, 0, unit(8))
        row.setSpacing(unit(14))
        row.addWidget(self._measure)
        row.addWidget(self._strip, 1)
        row.addStretch()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, unit(8), unit(14), unit(14))
        stack.addWidget(self._fields)
        stack.addLayout(row)
        stack.addWidget(self.figures, 1)


def _offered(store: Store) -> tuple[tuple[EngineInfo, ...], dict[str, int]]:
    """Return the engines that can be used, and the layers that have reviewed articles."""
    from core.engine.catalogue import list_engines
    from core.transfer.gold import reviewed_by_layer

    return tuple(engine for engine in list_engines() if engine.usable), reviewed_by_layer(store)
