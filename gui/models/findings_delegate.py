"""How a finding is painted: the check, what it says, its article."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui.models.findings_model import ROW, FindingRow
from gui.theme import Theme, ui_font, unit
from gui.widgets.row_ground import draw_row_ground

_HEIGHT, _LEFT, _GAP = 26, 14, 12
_CHECK = 132
_TITLE = 0.22


class FindingsDelegate(QStyledItemDelegate):
    """One line a finding."""

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
        row: FindingRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(painter, option, self.theme)
        inner = rect.adjusted(unit(_LEFT), 0, -unit(_LEFT), 0)
        title = int(inner.width() * _TITLE)
        start = inner.x() + unit(_CHECK)
        strong, normal = ui_font(12, QFont.Weight.DemiBold), ui_font(12)
        for place, words, font, tone in (
            (QRect(inner.x(), rect.y(), unit(_CHECK - _GAP), rect.height()), row.check, strong, "text"),
            (
                QRect(start, rect.y(), inner.right() - title - unit(_GAP) - start, rect.height()),
                row.finding.message,
                normal,
                "text",
            ),
            (QRect(inner.right() - title, rect.y(), title, rect.height()), row.title, normal, "muted"),
        ):
            painter.setFont(font)
            painter.setPen(getattr(self.theme, tone))
            elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()
