"""How a row of the entities is painted."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.annotation.entities import Entity
from gui.models.entities_model import ROW, EntityRow
from gui.theme import Theme, ui_font, unit
from gui.widgets.row_ground import draw_row_ground
from gui.widgets.stroke import Stroke, draw_shares
from gui.widgets.swatch import draw_swatch, swatch_side

_LABEL_HEIGHT, _SURFACE_HEIGHT = 30, 25
_ARROW, _SWATCH, _NAME, _INDENT = 16, 28, 50, 52
_STROKES = 32
_RIGHT = 14
_COUNT = 24


class EntitiesDelegate(QStyledItemDelegate):
    """Label rows with arrow, swatch, name and count; surface rows with their states as strokes."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's height."""
        row: EntityRow = index.data(ROW)
        return QSize(0, unit(_SURFACE_HEIGHT if row.entity else _LABEL_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row; the selected one is the focused span's."""
        row: EntityRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(painter, option, self.theme, self.theme.focus)
        if row.entity is None:
            self._paint_label(painter, rect, row)
        else:
            self._paint_surface(painter, rect, row, row.entity)
        painter.restore()

    def _paint_label(self, painter: QPainter, rect: QRect, row: EntityRow) -> None:
        middle = rect.center().y()
        _draw_arrow(painter, QPointF(rect.x() + unit(_ARROW), middle), row.open, self.theme)
        side = swatch_side()
        swatch = QRect(rect.x() + unit(_SWATCH), middle - side // 2, side, side)
        draw_swatch(painter, swatch, row.group.label, self.theme)
        painter.setPen(self.theme.text)
        painter.setFont(ui_font(11.5, QFont.Weight.DemiBold))
        name = rect.adjusted(unit(_NAME), 0, -unit(_RIGHT + _COUNT), 0)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, row.group.label.name)
        self._paint_count(painter, rect, row.group.count)

    def _paint_surface(self, painter: QPainter, rect: QRect, row: EntityRow, entity: Entity) -> None:
        count = max(unit(_COUNT), self._paint_count(painter, rect, entity.count) + unit(8))
        strokes = rect.right() + 1 - unit(_RIGHT) - count - unit(_STROKES)
        shares = (
            (Stroke.ACCEPTED, entity.accepted),
            (Stroke.PROPOSED, entity.proposed),
            (Stroke.DOUBTFUL, entity.doubtful),
        )
        ink = self.theme.label_colours(row.group.label).ink
        draw_shares(painter, shares, QPoint(strokes, rect.center().y()), unit(_STROKES), ink)
        painter.setPen(self.theme.text)
        painter.setFont(ui_font())
        left = rect.x() + unit(_INDENT)
        room = strokes - unit(10) - left
        words = QFontMetrics(ui_font()).elidedText(entity.surface, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.y(), room, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_count(self, painter: QPainter, rect: QRect, count: int) -> int:
        """Draw a count at the right and return its width."""
        painter.setPen(self.theme.muted)
        painter.setFont(ui_font(12))
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -unit(_RIGHT), 0), place, str(count))
        return QFontMetrics(ui_font(12)).horizontalAdvance(str(count))


def _draw_arrow(painter: QPainter, at: QPointF, is_open: bool, theme: Theme) -> None:
    """Draw an arrow around a point: down where the group is open, right where it is closed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.muted, 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    long, short = unit(4), unit(2)
    if is_open:
        points = [QPointF(-long, -short), QPointF(0, short), QPointF(long, -short)]
    else:
        points = [QPointF(-short, -long), QPointF(short, 0), QPointF(-short, long)]
    painter.drawPolyline([at + point for point in points])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
