"""How a difference between layers is painted: what it covers, its kind, what each layer has."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.annotation.scheme import Label
from gui.models.differences_model import ROW, Cell, DifferenceRow
from gui.theme import Theme, ui_font, unit
from gui.widgets.check_box import draw_tick
from gui.widgets.row_ground import draw_row_ground
from gui.widgets.swatch import draw_swatch, swatch_side

_HEIGHT, _LEFT, _GAP = 26, 14, 12
_MARK, _KIND = 22, 104
_SURFACE = 1.3
"""How much wider what a difference covers is than what a layer has."""


def columns(width: int, layers: int) -> list[tuple[int, int]]:
    """Return left edge and width of each column: mark, surface, kind, one a layer, gold."""
    room = width - unit(2 * _LEFT + _MARK + _KIND)
    part = room / (_SURFACE + layers + 1)
    widths = [unit(_MARK), int(_SURFACE * part), unit(_KIND), *(int(part) for _ in range(layers + 1))]
    left, found = unit(_LEFT), []
    for one in widths:
        found.append((left, one - unit(_GAP)))
        left += one
    return found


class DifferencesDelegate(QStyledItemDelegate):
    """One line a difference; `label` finds a label by name."""

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
        """Paint a row."""
        row: DifferenceRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(painter, option, self.theme, self.theme.focus)
        mark, surface, kind, *cells = (
            QRect(rect.x() + left, rect.y(), width, rect.height())
            for left, width in columns(rect.width(), len(row.cells) - 1)
        )
        self._draw_mark(painter, mark, row.is_settled)
        self._draw_words(painter, surface, row.surface, self.theme.text, QFont.Weight.DemiBold)
        self._draw_words(painter, kind, row.kind, self.theme.muted)
        for cell, place in zip(row.cells, cells, strict=True):
            self._draw_cell(painter, place, cell)
        painter.restore()

    def _draw_mark(self, painter: QPainter, place: QRect, is_settled: bool) -> None:
        """Draw a tick where it is settled, a ring where it is to be done."""
        side = unit(11)
        box = QRectF(place.x(), place.center().y() - side / 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_settled:
            draw_tick(painter, box.adjusted(-2, -2, 2, 2), QPen(self.theme.good, 1.8))
        else:
            painter.setPen(QPen(self.theme.muted, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))

    def _draw_cell(self, painter: QPainter, place: QRect, cell: Cell) -> None:
        """Draw swatch, label and words of each piece, as many as fit."""
        if not cell.pieces:
            self._draw_words(painter, place, cell.otherwise, self.theme.muted)
            return
        side, room = swatch_side(), place
        for piece in cell.pieces:
            label = self._label(piece.label)
            corner = QPoint(room.x(), room.center().y() - side // 2)
            if room.width() < 2 * side:
                return
            draw_swatch(painter, QRect(corner, QSize(side, side)), label, self.theme)
            room = room.adjusted(side + unit(5), 0, 0, 0)
            drawn = self._draw_words(painter, room, label.name, self.theme.text, QFont.Weight.Medium)
            room = room.adjusted(drawn + unit(6), 0, 0, 0)
            if piece.words:
                drawn = self._draw_words(painter, room, piece.words, self.theme.muted)
                room = room.adjusted(drawn + unit(8), 0, 0, 0)

    def _draw_words(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        colour: QColor,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> int:
        """Draw words as far as they fit; return how wide they are."""
        font = ui_font(12, weight)
        metrics = QFontMetrics(font)
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, place.width()))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, elided)
        return metrics.horizontalAdvance(elided)
