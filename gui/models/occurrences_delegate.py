"""How an occurrence is painted: its tick, the surface in its context, what stands there, where it is."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.review.occurrences import Hit
from gui.models.in_context import InContext, draw_in_context
from gui.models.occurrences_model import HIT, TICKED, standing_words
from gui.theme import Theme, unit
from gui.widgets.check_box import draw_tick
from gui.widgets.row_ground import draw_row_ground

_HEIGHT, _LEFT, _BOX, _GAP = 26, 14, 13, 12


class OccurrencesDelegate(QStyledItemDelegate):
    """The surface stands beneath the surface, as in a concordance."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that all rows have."""
        return QSize(0, unit(_HEIGHT))

    def tick_box(self, row: QRect) -> QRect:
        """Return where a row's tick is: a click there sets it."""
        return QRect(row.x(), row.y(), unit(_LEFT + _BOX + 6), row.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        hit: Hit = index.data(HIT)
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(painter, option, self.theme)
        self._paint_tick(painter, rect, index.data(TICKED))
        inner = rect.adjusted(unit(_LEFT + _BOX + _GAP), 0, -unit(_LEFT), 0)
        context = InContext(hit.left, hit.surface, hit.right, standing_words(hit), hit.title)
        draw_in_context(painter, inner, context, self.theme, marked=bool(hit.odd))
        painter.restore()

    def _paint_tick(self, painter: QPainter, rect: QRect, ticked: bool) -> None:
        side = unit(_BOX)
        box = QRectF(rect.x() + unit(_LEFT), rect.center().y() - side // 2, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.muted, 1))
        painter.setBrush(self.theme.field)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), unit(3), unit(3))
        if ticked:
            draw_tick(painter, box, QPen(self.theme.text, 1.6))
        painter.restore()
