"""The statistics: pictures of what was proposed, decided and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from core.errors import RubricatorError
from core.progress import Progress
from gui.context import Context
from gui.dialogs.figures import Figures
from gui.theme import unit
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from core.review.tables import Table
    from core.store.store import Store
    from gui.theme import Theme


class StatisticsWindow(QDialog):
    """The figures of the session's layer, counted on a thread of their own."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Statistics")
        self._session = context.session
        self._work = context.session.long_work
        self._strip = WorkStrip(context.look.theme)
        self.figures = Figures(context.look.theme, "Statistics")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, unit(8), unit(14), unit(14))
        stack.addWidget(self._strip)
        stack.addWidget(self.figures, 1)
        self._strip.cancelled.connect(self._work.cancel)
        self._work.progressed.connect(lambda: self._strip.show_work(self._work.how_far))
        self._count()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(860), unit(560))

    def _count(self) -> None:
        layer = self._session.layer

        def count(store: Store, _progress: Progress) -> tuple[Table, ...]:
            # Not on the window's thread: it takes longer than a few frames.
            import pyqtgraph  # noqa: F401

            from core.review.statistic_tables import tables
            from core.review.statistics import statistics

            return tables(statistics(store, layer))

        try:
            self._work.start("counting", count, self.figures.show_tables, self._fail)
        except RubricatorError as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self.figures.tell(str(error))
