"""A list of lines: words at the left, and at the right what is told beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.theme import Theme, ui_font, unit
from gui.widgets.row_ground import draw_row_ground
from gui.widgets.row_list import RowList

_HEIGHT, _LEFT = 26, 14
_ASIDE = 0.45
"""The part of the width that what is told beside the words may take."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """`id` tells it from others. What is too long is elided: `words` in the middle, `aside` at its end."""

    id: str
    words: str
    aside: str = ""


class LineList(RowList):
    """The lines of a short list; where there are none, it says `empty`."""

    def __init__(self, theme: Theme, name: str, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._empty = empty
        self._lines = _Lines(self)
        self._delegate = _LineDelegate(theme, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the first is the current one."""
        self._lines.show_lines(lines)
        if lines:
            self.setCurrentIndex(self._lines.index(0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, or the words in their place."""
        super().paintEvent(event)
        if not self._lines.rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(ui_font(12))
            painter.setPen(self._delegate.theme.muted)
            place = self.viewport().rect().adjusted(unit(_LEFT), 0, -unit(_LEFT), 0)
            place.setHeight(unit(_HEIGHT))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._empty)

    @property
    def current(self) -> Line | None:
        """The current line, if there is one."""
        line: Line | None = self.currentIndex().data(_LINE)
        return line


_LINE = Qt.ItemDataRole.UserRole


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == _LINE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.words
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.words}, {line.aside}" if line.aside else line.words
        return None


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, unit(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE)
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(painter, option, self.theme)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self.theme.muted)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        place = rect.adjusted(unit(_LEFT), 0, -unit(_LEFT), 0)
        painter.setFont(ui_font(12))
        painter.setPen(self.theme.muted)
        metrics = QFontMetrics(ui_font(12))
        most = int(place.width() * _ASIDE)
        aside = metrics.elidedText(line.aside, Qt.TextElideMode.ElideRight, most)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, aside)
        room = place.width() - metrics.horizontalAdvance(aside) - unit(_LEFT)
        painter.setPen(self.theme.text)
        words = metrics.elidedText(line.words, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
