"""A thin bar that shows how far something is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme, unit


def draw_progress(painter: QPainter, rect: QRectF, done: float, theme: Theme) -> None:
    """Draw a bar with round ends of which the part `done` (0 to 1) is filled."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = rect.height() / 2
    painter.setBrush(theme.line)
    painter.drawRoundedRect(rect, radius, radius)
    if done > 0:
        filled = QRectF(rect)
        filled.setWidth(max(rect.height(), rect.width() * min(done, 1.0)))
        painter.setBrush(theme.muted)
        painter.drawRoundedRect(filled, radius, radius)
    painter.restore()


class ProgressStrip(QWidget):
    """A bar of fixed size; lengths are given for a 13 px font."""

    def __init__(self, theme: Theme, width: float, height: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = QSize(unit(width), unit(height))
        self._done = 0.0
        self.setAccessibleName("Progress")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def show_progress(self, done: float) -> None:
        """Show how far it is, 0 to 1."""
        self._done = done
        self.setAccessibleDescription(f"{done:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the bar's size."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        draw_progress(QPainter(self), QRectF(self.rect()), self._done, self._theme)
