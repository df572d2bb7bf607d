"""A scroll bar that shows where things are: marks at its left for what is to do, at its right for finds."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from gui.theme import Theme, unit

PARTS = 400
"""Into how many parts, from top to bottom, the whole is divided for its marks."""
_LENGTH = 4


class MarkedScrollBar(QScrollBar):
    """A vertical scroll bar; its marks are numbers of parts, of which there are `PARTS`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("marked")
        self._theme = theme
        self.undecided: frozenset[int] = frozenset()
        self.finds: frozenset[int] = frozenset()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def mark_undecided(self, parts: Iterable[int]) -> None:
        """Mark the parts in which something is to be decided."""
        marked = frozenset(parts)
        if marked != self.undecided:
            self.undecided = marked
            self.update()

    def mark_finds(self, parts: Iterable[int]) -> None:
        """Mark the parts in which something was found."""
        self.finds = frozenset(parts)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, then the marks beside its handle."""
        super().paintEvent(event)
        painter = QPainter(self)
        self._paint(painter, self.undecided, 0, self._theme.faint)
        self._paint(painter, self.finds, self.width() - unit(_LENGTH), self._theme.text)

    def _paint(self, painter: QPainter, parts: frozenset[int], left: int, colour: QColor) -> None:
        height = max(2, -(-self.height() // PARTS))
        for part in parts:
            painter.fillRect(
                left, part * (self.height() - height) // (PARTS - 1), unit(_LENGTH), height, colour
            )
