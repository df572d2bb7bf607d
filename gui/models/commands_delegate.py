"""How a command is painted: its words, and its key at the right."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.models.commands_model import ROW, CommandRow
from gui.theme import Theme, ui_font, unit
from gui.widgets.key_cap import draw_key_cap, key_cap_size, key_words

_HEIGHT, _HEADING_HEIGHT = 28, 34
_MARGIN = 14


class CommandsDelegate(QStyledItemDelegate):
    """Headings stand in the muted tone; so does what cannot be run now."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's height."""
        row: CommandRow = index.data(ROW)
        return QSize(0, unit(_HEIGHT if row.id else _HEADING_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row: CommandRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and row.id:
            painter.fillRect(rect, self.theme.chosen)
        inner = rect.adjusted(unit(_MARGIN), 0, -unit(_MARGIN), 0)
        if row.id:
            self._paint_command(painter, inner, row)
        else:
            self._paint_words(painter, inner, row.text, ui_font(12, QFont.Weight.DemiBold), False)
        painter.restore()

    def _paint_command(self, painter: QPainter, inner: QRect, row: CommandRow) -> None:
        if row.key:
            cap = key_cap_size(key_words(row.key))
            at = QPointF(inner.right() + 1 - cap.width(), inner.y() + (inner.height() - cap.height()) // 2)
            draw_key_cap(painter, at, key_words(row.key), self.theme)
            inner = inner.adjusted(0, 0, -cap.width() - unit(10), 0)
        self._paint_words(painter, inner, row.text, ui_font(), row.enabled)

    def _paint_words(self, painter: QPainter, place: QRect, text: str, font: QFont, strong: bool) -> None:
        painter.setFont(font)
        painter.setPen(self.theme.text if strong else self.theme.muted)
        words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
