"""The names of a list's columns, above it, with a line beneath."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme, ui_font, unit

Columns = Callable[[int], list[tuple[int, int]]]
"""Left edge and width of every column in a row so wide, in pixels."""


class ColumnHeadings(QWidget):
    """`bar` is the width of the list's scroll bar, which the rows do not have."""

    def __init__(self, theme: Theme, headings: Sequence[str], columns: Columns, bar: int) -> None:
        super().__init__()
        self._theme = theme
        self._headings = headings
        self._columns = columns
        self._bar = bar
        self.setFixedHeight(unit(26))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(headings))

    def show_headings(self, headings: Sequence[str]) -> None:
        """Show other names; there are as many columns."""
        self._headings = headings
        self.setAccessibleName(", ".join(filter(None, headings)))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names over their columns."""
        painter = QPainter(self)
        painter.setFont(ui_font(11))
        painter.setPen(self._theme.muted)
        for heading, (left, width) in zip(
            self._headings, self._columns(self.width() - self._bar), strict=True
        ):
            painter.drawText(left, 0, width, self.height(), Qt.AlignmentFlag.AlignVCenter, heading)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.line)
