"""Tables of figures, each as a picture, a table or lines, and saved as SVG, PNG or CSV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from core.atomic import atomic_file
from core.errors import InputError
from core.review.tables import Cell, Table
from gui.dialogs.files import choose_picture
from gui.theme import Theme, unit
from gui.widgets.grid import Grid
from gui.widgets.line_list import Line, LineList
from gui.widgets.panel_title import PanelTitle
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.widgets.plot import Plot

_NOTHING = "Nothing was done yet that this could count."
_ESTIMATED = "value"
"""The column of a table whose rows are estimates: lines, with what else is to be said of each."""
_LIST_WIDTH = 190


class Figures(QWidget):
    """The tables' titles at the left, the chosen one at the right."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tables: Sequence[Table] = ()
        self._plot: Plot | None = None
        self.pictures = LineList(theme, title)
        self._title = PanelTitle(theme, title)
        self._text = TextLabel(theme, tone="muted", pixels=12, lines=3)
        self._empty = TextLabel(theme, tone="muted", lines=2)
        self._lines = LineList(theme, "Figures")
        self._grid = Grid(theme, "Figures")
        self._told = TextLabel(theme, pixels=12, lines=6)
        self._save = {kind: FramedButton(theme, f"Save as {kind}…") for kind in ("SVG", "PNG", "CSV")}
        self._lay_out()
        self.pictures.selectionModel().currentChanged.connect(self._show)
        self._lines.selectionModel().currentChanged.connect(self._tell_more)
        for kind, button in self._save.items():
            button.clicked.connect(lambda _checked, kind=kind: self._save_as(kind))
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        pass_theme(self, theme)
        self._show()

    def show_tables(self, tables: Sequence[Table]) -> None:
        """Show these tables, the first one at once."""
        from gui.widgets.plot import Plot

        self._tables = tables
        if self._plot is None:
            self._plot = Plot(self._theme)
            self._middle.addWidget(self._plot)
        self.pictures.show_lines([Line(table.title, table.title) for table in tables])
        self._show()

    def tell(self, sentence: str) -> None:
        """Say something in the place of what the figures are of."""
        self._text.show_text(sentence)

    @property
    def _table(self) -> Table | None:
        line = self.pictures.current
        return next((table for table in self._tables if line and table.title == line.id), None)

    def _show(self) -> None:
        table = self._table
        self._empty.show_text(_NOTHING if table else "")
        if table is None or self._plot is None:
            self._middle.setCurrentWidget(self._empty)
            for button in self._save.values():
                button.setEnabled(False)
            return
        from gui.dialogs.pictures import is_drawn

        self._title.show_title(table.title)
        self.tell(table.text)
        self._told.show_text("")
        for kind, button in self._save.items():
            button.setEnabled(bool(table.rows) and (is_drawn(table) or kind == "CSV"))
        self._middle.setCurrentWidget(self._shown(table, self._plot))
        self.setAccessibleName(table.title)
        self.setAccessibleDescription(table.to_csv())

    def _shown(self, table: Table, plot: Plot) -> QWidget:
        """Return the part that shows a table, with its rows in it."""
        from gui.dialogs.pictures import draw, is_drawn

        if not table.rows:
            return self._empty
        if is_drawn(table):
            draw(plot, table)
            return plot
        if _ESTIMATED in table.columns:
            self._lines.show_lines([_line(row) for row in table.rows])
            return self._lines
        self._grid.show_rows(table.columns, table.words(), table.numbers())
        return self._grid

    def _tell_more(self) -> None:
        """Tell what else is in the row of a line: a definition, or why there is no figure."""
        table, row = self._table, self._lines.currentIndex().row()
        if table is not None and 0 <= row < len(table.rows):
            words = [str(cell) for cell in table.rows[row][4:] if isinstance(cell, str) and cell]
            self._told.show_text(" ".join(words))

    def _save_as(self, kind: str) -> None:
        table = self._table
        if table is None or self._plot is None or not (path := choose_picture(self, table.name, kind)):
            return
        try:
            _write(self._plot, table, kind, path)
        except (OSError, InputError) as error:
            self.tell(f"{path} cannot be written: {error}")
        else:
            self.tell(f"{table.title} was saved as {path}.")

    def _lay_out(self) -> None:
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self._empty)
        self._middle.addWidget(self._lines)
        self._middle.addWidget(self._grid)
        self.pictures.setFixedWidth(unit(_LIST_WIDTH))
        right = QVBoxLayout()
        right.addWidget(self._title)
        for part in (self._text, middle, self._told):
            part.setContentsMargins(unit(14), 0, 0, unit(4))
            right.addWidget(part, 1 if part is middle else 0)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(unit(14), unit(4), 0, 0)
        buttons.setSpacing(unit(8))
        for button in self._save.values():
            buttons.addWidget(button)
        buttons.addStretch()
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pictures)
        row.addLayout(right, 1)


def _line(row: Sequence[Cell]) -> Line:
    """Return a row of an estimate as a line: its name, and the value with its interval."""
    name, value, low, high, why = row[:5]
    told = f"{value} ({low} to {high})" if low != "" else str(value) if value != "" else str(why)
    return Line(str(name), str(name), told)


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
