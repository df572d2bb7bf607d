"""How a string of the memory is painted, and where its columns lie."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.annotation.scheme import Label
from core.learning.remembering import KnownString
from gui.models.memory_model import ROW
from gui.theme import Theme, ui_font, unit
from gui.widgets.row_ground import draw_row_ground
from gui.widgets.swatch import draw_swatch, swatch_side

HEADINGS = ("Name", "What people did", "Will be proposed")

_HEIGHT = 25
_LEFT = 20
_SHARES = (0.32, 0.42, 0.26)
_GAP = 12


def columns(width: int) -> list[tuple[int, int]]:
    """Return left edge and width of every column in a row so wide, in pixels."""
    rest = max(0, width - unit(_LEFT) * 2)
    widths = [int(rest * share) for share in _SHARES]
    lefts = [unit(_LEFT) + sum(widths[:number]) for number in range(len(widths))]
    return [(left, max(0, width - unit(_GAP))) for left, width in zip(lefts, widths, strict=True)]


class MemoryDelegate(QStyledItemDelegate):
    """`label` gives the label of a name, for its swatch. What is pinned is set in bold, in words."""

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
        one: KnownString = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(painter, option, self.theme)
        places = [
            QRect(rect.x() + left, rect.y(), width, rect.height()) for left, width in columns(rect.width())
        ]
        name, outlook = one.remembered.outlook
        weight = QFont.Weight.Normal if one.remembered.pin is None else QFont.Weight.DemiBold
        self._write(painter, places[0], " ".join(one.surface.split()), QFont.Weight.DemiBold)
        self._write(painter, places[1], str(one.remembered.evidence) or "nothing yet", QFont.Weight.Normal)
        self._write(painter, places[2].adjusted(unit(23), 0, 0, 0), outlook, weight)
        if name:
            side = swatch_side()
            top = places[2].center().y() - side // 2
            draw_swatch(painter, QRect(places[2].x(), top, side, side), self._label(name), self.theme)
        painter.restore()

    def _write(self, painter: QPainter, place: QRect, words: str, weight: QFont.Weight) -> None:
        font = ui_font(12, weight)
        painter.setFont(font)
        painter.setPen(self.theme.text)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
