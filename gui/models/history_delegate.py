"""How a row of the history is painted, and where its columns lie."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.annotation.scheme import Label
from gui.models.history_cells import Cell, HistoryRow
from gui.models.history_model import ROW
from gui.theme import Theme, ui_font, unit
from gui.widgets.row_ground import draw_row_ground
from gui.widgets.stroke import Stroke, draw_stroke
from gui.widgets.swatch import draw_swatch, swatch_side

HEADINGS = ("Time", "Annotator", "Did", "Span", "Before", "After")

_HEIGHT = 25
_LEFT = 20
_FIXED = (108, 116, 80)
_SHARES = (0.42, 0.28, 0.30)
_GAP = 12


def columns(width: int) -> list[tuple[int, int]]:
    """Return left edge and width of every column in a row so wide, in pixels."""
    fixed = [unit(column) for column in _FIXED]
    rest = max(0, width - unit(_LEFT) * 2 - sum(fixed))
    widths = [*fixed, *(int(rest * share) for share in _SHARES)]
    lefts = [unit(_LEFT) + sum(widths[:number]) for number in range(len(widths))]
    return [(left, width - unit(_GAP)) for left, width in zip(lefts, widths, strict=True)]


class HistoryDelegate(QStyledItemDelegate):
    """`label` gives the label of a name, for its swatch."""

    def __init__(self, theme: Theme, label: Callable[[str], Label], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._label = label

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that all rows have."""
        return QSize(0, unit(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row, cell by cell."""
        row: HistoryRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(painter, option, self.theme)
        cells = (Cell(row.time), Cell(row.annotator), Cell(row.did), row.span, row.before, row.after)
        for number, (cell, (left, width)) in enumerate(zip(cells, columns(rect.width()), strict=True)):
            weight = QFont.Weight.DemiBold if number == 2 else QFont.Weight.Normal
            place = QRect(rect.x() + left, rect.y(), width, rect.height())
            self._paint_cell(painter, place, cell, ui_font(12, weight))
        painter.restore()

    def _paint_cell(self, painter: QPainter, place: QRect, cell: Cell, font: QFont) -> None:
        left = self._paint_sign(painter, place, cell)
        place = place.adjusted(left, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(self.theme.text)
        words = QFontMetrics(font).elidedText(cell.text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_sign(self, painter: QPainter, place: QRect, cell: Cell) -> int:
        """Draw a swatch or a stroke and return the room that it took."""
        middle = place.center().y()
        if cell.label:
            side = swatch_side()
            swatch = QRect(place.x(), middle - side // 2, side, side)
            draw_swatch(painter, swatch, self._label(cell.label), self.theme)
            return side + unit(7)
        if cell.stroke is not None and cell.stroke is not Stroke.REJECTED:
            at = QPoint(place.x(), middle)
            draw_stroke(painter, cell.stroke, at, unit(22), self.theme.text)
            return unit(30)
        return 0
