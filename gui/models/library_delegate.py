"""How a row of the library is painted."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.annotation.correction import Status
from core.annotation.wording import STATUS_WORDS
from core.store.library import LibraryRow
from gui.models.library_columns import cells, columns
from gui.models.library_model import OPEN, REASON, ROW
from gui.theme import Theme, ui_font, unit
from gui.widgets.check_box import draw_tick
from gui.widgets.progress_strip import draw_progress
from gui.widgets.text_label import fit_lines

_HEIGHT, _WIDE_HEIGHT = 74, 28
_MARK = 11
_MARK_LEFT, _TITLE_LEFT, _RIGHT = 14, 33, 15
_TOP, _LINE = 9, 17
_SHORTEST = 24
"""A strip that would be shorter says nothing, and is left out."""


class LibraryDelegate(QStyledItemDelegate):
    """A mark by shape, the title in at most two lines, and beneath it how far the article is.

    With `wide` all of it stands in one line, in columns.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.wide = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that all rows have."""
        return QSize(0, unit(_WIDE_HEIGHT if self.wide else _HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row; the open article's is the chosen one."""
        row: LibraryRow = index.data(ROW)
        is_open: bool = index.data(OPEN)
        rect: QRect = option.rect
        painter.save()
        if is_open:
            painter.fillRect(rect, self.theme.chosen)
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), self.theme.text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self.theme.muted)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        side = unit(_MARK)
        top = (rect.height() - side) / 2 if self.wide else unit(_TOP + 3)
        mark = QRectF(rect.x() + unit(_MARK_LEFT), rect.y() + top, side, side)
        draw_mark(painter, mark, row.status, self.theme)
        if self.wide:
            self._paint_columns(painter, rect, row, is_open, index.data(REASON))
        else:
            lines = self._paint_title(painter, rect, row.title, is_open)
            self._paint_progress(painter, rect, row, lines, index.data(REASON))
        painter.restore()

    def _paint_columns(
        self, painter: QPainter, rect: QRect, row: LibraryRow, is_open: bool, reason: str
    ) -> None:
        places = [QRect(rect.x() + x, rect.y(), width, rect.height()) for x, width in columns(rect.width())]
        title, *others = cells(row, datetime.now().astimezone())
        font = ui_font(13, QFont.Weight.DemiBold if is_open else QFont.Weight.Normal)
        used = _write(painter, places[0], title, font, self.theme.text)
        if reason and row.status is not Status.REVIEWED:
            left = places[0].adjusted(used + unit(10), 0, 0, 0)
            _write(painter, left, reason, ui_font(11), self.theme.muted)
        for place, words in zip(places[1:], others, strict=True):
            _write(painter, place, words, ui_font(11), self.theme.muted)

    def _paint_title(self, painter: QPainter, rect: QRect, title: str, is_open: bool) -> int:
        """Draw the title and return how many lines it took."""
        font = ui_font(13, QFont.Weight.DemiBold if is_open else QFont.Weight.Normal)
        room = rect.width() - unit(_TITLE_LEFT) - unit(_RIGHT)
        painter.setFont(font)
        painter.setPen(self.theme.text)
        lines = fit_lines(title, QFontMetrics(font), room, 2).split("\n")
        for number, line in enumerate(lines):
            top = rect.y() + unit(_TOP + number * _LINE)
            place = QRect(rect.x() + unit(_TITLE_LEFT), top, room, unit(_LINE))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
        return len(lines)

    def _paint_progress(
        self, painter: QPainter, rect: QRect, row: LibraryRow, lines: int, reason: str
    ) -> None:
        words, font = progress_words(row), ui_font(11)
        if reason and row.status is not Status.REVIEWED:
            room = rect.width() - unit(_TITLE_LEFT) - unit(_RIGHT)
            elide = Qt.TextElideMode.ElideRight
            words = QFontMetrics(font).elidedText(f"{words}, {reason}", elide, room)
        top = rect.y() + unit(_TOP + lines * _LINE + 2)
        left = rect.x() + unit(_TITLE_LEFT)
        painter.setFont(font)
        painter.setPen(self.theme.muted)
        place = QRect(left, top, rect.width(), unit(_LINE))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        if row.status in (Status.IN_PROGRESS, Status.FLAGGED) and row.total:
            left += QFontMetrics(font).horizontalAdvance(words) + unit(10)
            width = rect.right() + 1 - unit(_RIGHT) - left
            if width < unit(_SHORTEST):
                return
            strip = QRectF(left, top + unit(_LINE) / 2 - 1, width, unit(3))
            draw_progress(painter, strip, row.decided / row.total, self.theme)


def _write(painter: QPainter, place: QRect, words: str, font: QFont, colour: QColor) -> int:
    """Write words on one line, cut where they do not fit, and return how wide they are."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, place.width()))
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


def progress_words(row: LibraryRow) -> str:
    """Return how far an article is, in a few words."""
    if row.status is Status.TODO:
        return STATUS_WORDS[row.status]
    if row.status is Status.REVIEWED:
        return f"{row.decided:,} decided"
    figures = f"{row.decided:,} of {row.total:,}"
    return f"{figures}, {STATUS_WORDS[row.status]}" if row.status is Status.FLAGGED else figures


def draw_mark(painter: QPainter, box: QRectF, status: Status, theme: Theme) -> None:
    """Draw a status as a shape: ring, half disc, disc with a tick, pennant."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = box.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(theme.muted, 1.5))
    if status is Status.FLAGGED:
        _draw_pennant(painter, box, theme)
    elif status is Status.REVIEWED:
        painter.setBrush(theme.muted)
        painter.drawEllipse(ring)
        draw_tick(painter, box, QPen(theme.panel, 1.4))
    else:
        painter.drawEllipse(ring)
        if status is Status.IN_PROGRESS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.muted)
            painter.drawPie(box.adjusted(2.5, 2.5, -2.5, -2.5), -90 * 16, 180 * 16)
    painter.restore()


def _draw_pennant(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(theme.text, 1.5))
    left = box.left() + 2
    painter.drawLine(QPointF(left, box.top() - 1), QPointF(left, box.bottom() + 1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.text)
    flag = [
        QPointF(left, box.top() - 1),
        QPointF(box.right(), box.top() + box.height() * 0.32),
        QPointF(left, box.top() + box.height() * 0.64),
    ]
    painter.drawPolygon(flag)
