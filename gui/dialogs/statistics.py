"""The statistics: pictures of what was proposed, decided and done, each saved as SVG, PNG or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from core.atomic import atomic_file
from core.errors import InputError, RubricatorError
from core.progress import Progress
from gui.context import Context
from gui.dialogs.files import choose_picture
from gui.theme import unit
from gui.widgets.line_list import Line, LineList
from gui.widgets.panel_title import PanelTitle
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from core.review.statistic_tables import Table
    from core.store.store import Store
    from gui.theme import Theme
    from gui.widgets.plot import Plot

_NOTHING = "Nothing was done yet that this could count."
_LIST_WIDTH = 190


class StatisticsWindow(QDialog):
    """The figures of the session's layer, counted on a thread of their own."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Statistics")
        self._session = context.session
        self._work = context.session.long_work
        theme = self._theme = context.look.theme
        self._tables: tuple[Table, ...] = ()
        self._plot: Plot | None = None
        self._list = LineList(theme, "Pictures")
        self._title = PanelTitle(theme, "Statistics")
        self._text = TextLabel(theme, tone="muted", pixels=12, lines=2)
        self._empty = TextLabel(theme, _NOTHING, tone="muted", lines=2)
        self._strip = WorkStrip(theme)
        self._save = {kind: FramedButton(theme, f"Save as {kind}…") for kind in ("SVG", "PNG", "CSV")}
        self._lay_out()
        self._list.selectionModel().currentChanged.connect(self._show_table)
        self._strip.cancelled.connect(self._work.cancel)
        self._work.progressed.connect(lambda: self._strip.show_work(self._work.how_far))
        for kind, button in self._save.items():
            button.clicked.connect(lambda _checked, kind=kind: self._save_as(kind))
        self._count()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        pass_theme(self, theme)
        self._show_table()

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
            self._work.start("counting", count, self._take, self._fail)
        except RubricatorError as error:
            self._fail(error)

    def _take(self, tables: tuple[Table, ...]) -> None:
        from gui.widgets.plot import Plot

        self._tables = tables
        if self._plot is None:
            self._plot = Plot(self._theme)
            self._middle.addWidget(self._plot)
        self._list.show_lines([Line(table.name, table.title) for table in tables])
        self._show_table()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self._text.show_text(str(error))

    @property
    def _table(self) -> Table | None:
        line = self._list.current
        return next((table for table in self._tables if line and table.name == line.id), None)

    def _show_table(self) -> None:
        table = self._table
        for button in self._save.values():
            button.setEnabled(table is not None and bool(table.rows))
        if table is None or self._plot is None:
            return
        from gui.dialogs.statistic_pictures import draw

        self._title.show_title(table.title)
        self._text.show_text(table.text)
        self._middle.setCurrentIndex(1 if table.rows else 0)
        if table.rows:
            draw(self._plot, table)
        self._plot.setAccessibleName(table.title)
        self._plot.setAccessibleDescription(table.to_csv())

    def _save_as(self, kind: str) -> None:
        table = self._table
        if table is None or self._plot is None or not (path := choose_picture(self, table.name, kind)):
            return
        try:
            _write(self._plot, table, kind, path)
        except (OSError, InputError) as error:
            self._text.show_text(f"{path} cannot be written: {error}")
        else:
            self._text.show_text(f"{table.title} was saved as {path}.")

    def _lay_out(self) -> None:
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self._empty)
        self._list.setFixedWidth(unit(_LIST_WIDTH))
        right = QVBoxLayout()
        right.addWidget(self._title)
        right.addWidget(_indented(self._text))
        right.addWidget(_indented(self._strip))
        right.addWidget(_indented(middle), 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(unit(14), unit(4), 0, 0)
        buttons.setSpacing(unit(8))
        for button in self._save.values():
            buttons.addWidget(button)
        buttons.addStretch()
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, unit(8), unit(14), unit(14))
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addLayout(right, 1)


def _write(plot: Plot, table: Table, kind: str, path: Path) -> None:
    if kind == "CSV":
        with atomic_file(path) as file:
            file.write(table.to_csv().encode("utf-8"))
        return
    path.open("ab").close()
    if kind == "SVG":
        plot.save_svg(path)
    else:
        plot.save_png(path)


def _indented(widget: QWidget) -> QWidget:
    widget.setContentsMargins(unit(14), 0, 0, unit(4))
    return widget
