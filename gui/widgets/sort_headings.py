"""Column headings that sort."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen

from gui.theme import Theme, ui_font, unit
from gui.widgets.column_headings import ColumnHeadings, Columns

_NO_SORT = -1


class SortHeadings(ColumnHeadings):
    """`chosen` carries the place of the heading that is clicked; an arrow shows which one sorts, and how."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, headings: Sequence[str], columns: Columns, bar: int) -> None:
        super().__init__(theme, headings, columns, bar)
        self._sorting = _NO_SORT
        self._descending = False
        self.setToolTip("A click sorts, another turns the order round, a third takes it back.")

    def show_sort(self, heading: int | None, descending: bool) -> None:
        """Show by which heading the rows are sorted; None: by none of them."""
        self._sorting = _NO_SORT if heading is None else heading
        self._descending = descending
        way = "descending" if descending else "ascending"
        names = list(self._headings)
        if heading is not None:
            names[heading] += f", {way}"
        self.setAccessibleName("; ".join(names))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the heading under the mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            for number, (left, width) in enumerate(self._columns(self.width() - self._bar)):
                if left <= event.position().x() < left + width:
                    self.chosen.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names, and the arrow behind the one that sorts."""
        super().paintEvent(event)
        if self._sorting == _NO_SORT:
            return
        left, _ = self._columns(self.width() - self._bar)[self._sorting]
        words = QFontMetrics(ui_font(11)).horizontalAdvance(self._headings[self._sorting])
        at = QPointF(left + words + unit(9), self.height() / 2)
        arm, rise = unit(3), unit(3) / 2 * (1 if self._descending else -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.text, 1.4))
        painter.drawPolyline([at + QPointF(-arm, -rise), at + QPointF(0, rise), at + QPointF(arm, -rise)])
