"""How a place that was found is painted."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui.models.in_context import draw_in_context
from gui.models.search_model import ROW, Found
from gui.theme import Theme, unit
from gui.widgets.row_ground import draw_row_ground

_HEIGHT, _LEFT = 26, 14


class SearchDelegate(QStyledItemDelegate):
    """One line a place."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that all rows have."""
        return QSize(0, unit(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row: Found = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(painter, option, self.theme)
        draw_in_context(painter, rect.adjusted(unit(_LEFT), 0, -unit(_LEFT), 0), row.context, self.theme)
        painter.restore()
