"""How an occurrence is painted: its tick, the surface in its context, what stands there, where it is."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.review.occurrences import Hit
from gui.models.occurrences_model import HIT, TICKED, standing_words
from gui.theme import Theme, ui_font, unit
from gui.widgets.check_box import draw_tick

_HEIGHT, _LEFT, _BOX, _GAP = 26, 14, 13, 12
_SHARES = (0.30, 0.16, 0.24, 0.16, 0.14)
"""Of the width: left context, surface, right context, what stands there, title."""


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
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.theme.chosen)
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), self.theme.text)
        self._paint_tick(painter, rect, index.data(TICKED))
        left, surface, right, standing, title = _columns(rect)
        normal, strong = ui_font(12), ui_font(12, QFont.Weight.DemiBold)
        middle, end = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        cut_left, cut_right = Qt.TextElideMode.ElideLeft, Qt.TextElideMode.ElideRight
        theme = self.theme
        words = standing_words(hit)
        for place, text, font, tone, align, cut in (
            (left, hit.left.strip(), normal, theme.muted, middle | end, cut_left),
            (surface, hit.surface, strong, theme.text, middle | Qt.AlignmentFlag.AlignHCenter, cut_right),
            (right, hit.right.strip(), normal, theme.muted, middle, cut_right),
            (standing, words, strong if hit.odd else normal, theme.text, middle, cut_right),
            (title, hit.title, normal, theme.muted, middle, cut_right),
        ):
            painter.setFont(font)
            painter.setPen(tone)
            painter.drawText(place, align, QFontMetrics(font).elidedText(text, cut, place.width()))
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


def _columns(rect: QRect) -> list[QRect]:
    start = rect.x() + unit(_LEFT + _BOX + _GAP)
    room = rect.right() - unit(_LEFT) - start
    places = []
    for share in _SHARES:
        width = int(room * share)
        places.append(QRect(start, rect.y(), width - unit(_GAP), rect.height()))
        start += width
    return places
