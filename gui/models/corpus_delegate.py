"""How an entity of the corpus is painted, and where its columns lie."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.annotation.scheme import Label
from core.annotation.span import State
from core.store.entities import EntityRow
from gui.models.corpus_model import ROW, label_counts, state_count
from gui.theme import Theme, ui_font, unit
from gui.widgets.row_ground import draw_row_ground
from gui.widgets.swatch import draw_swatch, swatch_side

HEADINGS = ("Name", "Labels", "Accepted", "Proposed", "Rejected", "Articles")

_HEIGHT = 25
_LEFT, _MARK = 30, 10
_SHARES = (0.30, 0.34, 0.09, 0.09, 0.09, 0.09)
_GAP = 12


def columns(width: int) -> list[tuple[int, int]]:
    """Return left edge and width of every column in a row so wide, in pixels."""
    rest = max(0, width - unit(_LEFT) - unit(_GAP))
    widths = [int(rest * share) for share in _SHARES]
    lefts = [unit(_LEFT) + sum(widths[:number]) for number in range(len(widths))]
    return [(left, max(0, width - unit(_GAP))) for left, width in zip(lefts, widths, strict=True)]


class CorpusDelegate(QStyledItemDelegate):
    """`label` gives the label of a name. Labels in conflict are marked by a sign and set in bold."""

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
        row: EntityRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(painter, option, self.theme)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self.theme.muted)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        places = [
            QRect(rect.x() + left, rect.y(), width, rect.height()) for left, width in columns(rect.width())
        ]
        if row.conflict:
            self._draw_conflict(painter, QPointF(rect.x() + unit(19), rect.center().y() + 0.5))
        self._write(painter, places[0], " ".join(row.name.split()), QFont.Weight.DemiBold)
        self._paint_labels(painter, places[1], row)
        for place, state in zip(places[2:], (State.ACCEPTED, State.PROPOSED, State.REJECTED), strict=False):
            self._write(painter, place, _figure(state_count(row, state)))
        self._write(painter, places[5], _figure(row.articles))
        painter.restore()

    def _paint_labels(self, painter: QPainter, place: QRect, row: EntityRow) -> None:
        weight = QFont.Weight.DemiBold if row.conflict else QFont.Weight.Normal
        metrics, side, left = QFontMetrics(ui_font(12, weight)), swatch_side(), place.x()
        for name, count in label_counts(row):
            words = f"{name} {count:,}"
            needed = side + unit(6) + metrics.horizontalAdvance(words) + unit(14)
            room = place.right() - left
            if room < side + unit(40):
                self._write(painter, QRect(left, place.y(), room, place.height()), "…")
                return
            draw_swatch(
                painter,
                QRect(left, place.center().y() - side // 2, side, side),
                self._label(name),
                self.theme,
            )
            beside = QRect(left + side + unit(6), place.y(), room - side - unit(6), place.height())
            self._write(painter, beside, words, weight)
            left += needed

    def _draw_conflict(self, painter: QPainter, at: QPointF) -> None:
        """Draw a sign of unequal."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.focus, 1.6, c=Qt.PenCapStyle.RoundCap))
        wide, high = unit(4), unit(2)
        for y in (-high, high):
            painter.drawLine(at + QPointF(-wide, y), at + QPointF(wide, y))
        painter.drawLine(at + QPointF(-wide * 0.6, 2.4 * high), at + QPointF(wide * 0.6, -2.4 * high))
        painter.restore()

    def _write(
        self, painter: QPainter, place: QRect, words: str, weight: QFont.Weight = QFont.Weight.Normal
    ) -> None:
        font = ui_font(12, weight)
        painter.setFont(font)
        painter.setPen(self.theme.text)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


def _figure(number: int) -> str:
    return f"{number:,}" if number else ""
