"""The labels of the palette: two columns that keep their places, or one filtered list if they are many."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.annotation.scheme import Label
from gui.theme import Theme, ui_font, unit

_MOST_IN_COLUMNS = 24
_LISTED = 12
"""Rows of the filtered list."""
_ROW, _SWATCH = 26, 16
_FAINT = 0.4


class LabelGrid(QWidget):
    """Draws the labels and knows which one is current: the best match of what was typed."""

    label_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels: tuple[Label, ...] = ()
        self._shown: tuple[Label, ...] = ()
        self._matching: tuple[Label, ...] = ()
        self._current: Label | None = None
        self._last = ""

    @property
    def current(self) -> str | None:
        """The name of the label that Enter applies, or None where nothing matches."""
        return self._current.name if self._current else None

    @property
    def matching(self) -> tuple[str, ...]:
        """The names of the labels that match what was typed."""
        return tuple(label.name for label in self._matching)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self.update()

    def set_labels(self, labels: Sequence[Label], current: str, last: str = "") -> None:
        """Offer these labels, beginning at the one named `current`, or else at the first.

        The one used `last` says so; in a list it comes first. In columns every label keeps its place.
        """
        is_list = len(labels) > _MOST_IN_COLUMNS
        in_order = sorted(labels, key=lambda label: is_list and label.name != last)
        self._last = last
        self._labels = self._shown = self._matching = tuple(in_order)
        named = (label for label in labels if label.name == current)
        self._current = next(named, labels[0] if labels else None)
        self.updateGeometry()

    def filter(self, text: str) -> None:
        """Let only labels match that have `text` in their name (or as their key, when it is one letter)."""
        wanted = text.strip().casefold().replace(" ", "_")
        ranks = {label.name: _rank(label, wanted) for label in self._labels}
        matching = tuple(label for label in self._labels if ranks[label.name] is not None)
        if wanted:
            self._current = min(matching, key=lambda label: ranks[label.name] or 0, default=None)
        elif self._current is None and self._labels:
            self._current = self._labels[0]
        self._matching = matching
        self._shown = self._labels if self._in_columns else matching[:_LISTED]
        self.updateGeometry()
        self.update()

    def step(self, columns: int, rows: int) -> None:
        """Make the next matching label on that way the current one, round the ends."""
        if not self._matching:
            return
        shown = [label for label in self._shown if label in self._matching]
        if columns and self._in_columns:
            self._step_aside(columns)
            return
        at = shown.index(self._current) if self._current in shown else -1
        self._current = shown[(at + rows + columns) % len(shown)]
        self.update()

    def _step_aside(self, columns: int) -> None:
        if self._current is None:
            return
        target = self._shown.index(self._current) + columns * self._rows
        if 0 <= target < len(self._shown) and self._shown[target] in self._matching:
            self._current = self._shown[target]
            self.update()

    @property
    def _in_columns(self) -> bool:
        return len(self._labels) <= _MOST_IN_COLUMNS

    @property
    def _rows(self) -> int:
        if self._in_columns:
            return (len(self._labels) + 1) // 2
        return min(len(self._labels), _LISTED)

    def sizeHint(self) -> QSize:
        """Return a size that all labels of the two columns fit, or the rows of the list."""
        return QSize(unit(310), self._rows * unit(_ROW) + unit(4) + unit(7))

    def _cell(self, index: int) -> QRect:
        column, row = divmod(index, self._rows)
        width = (self.width() - 2 * unit(4)) // (2 if self._in_columns else 1)
        return QRect(unit(4) + column * width, unit(4) + row * unit(_ROW), width, unit(_ROW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the label under the mouse."""
        for index, label in enumerate(self._shown):
            if self._cell(index).contains(event.position().toPoint()):
                self.label_clicked.emit(label.name)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw swatch, key and name of each label; what does not match is faint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, label in enumerate(self._shown):
            self._paint_label(painter, self._cell(index), label)

    def _paint_label(self, painter: QPainter, cell: QRect, label: Label) -> None:
        painter.setOpacity(1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        if label is self._current:
            painter.setBrush(self._theme.chosen)
            painter.drawRoundedRect(cell, unit(4), unit(4))
        painter.setOpacity(1.0 if label in self._matching else _FAINT)
        colours = self._theme.label_colours(label)
        side = unit(_SWATCH)
        swatch = QRectF(cell.left() + unit(9), cell.top() + (cell.height() - side) / 2, side, side)
        painter.setBrush(colours.fill)
        painter.drawRoundedRect(swatch, 3, 3)
        painter.setPen(colours.ink)
        painter.setFont(ui_font(10, QFont.Weight.Bold))
        painter.drawText(swatch, Qt.AlignmentFlag.AlignCenter, label.key)
        painter.setPen(self._theme.text)
        painter.setFont(ui_font(11, QFont.Weight.Medium))
        name = QRectF(QPointF(swatch.right() + unit(7), cell.top()), QPointF(cell.right(), cell.bottom() + 1))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label.name)
        if label.name == self._last:
            painter.setPen(self._theme.muted)
            painter.setFont(ui_font(10))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(name.adjusted(0, 0, -unit(9), 0), right, "last")


def _rank(label: Label, wanted: str) -> int | None:
    """Return how well a label matches, 0 the best, or None: its key, its name's beginning, any part of it."""
    name = label.name.casefold()
    if wanted == label.key.casefold() or wanted == name:
        return 0
    if name.startswith(wanted) or label.short.casefold().startswith(wanted):
        return 1
    return 2 if wanted in name else None
