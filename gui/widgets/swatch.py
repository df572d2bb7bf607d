"""A label's colour with its key letter."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.annotation.scheme import Label
from gui.theme import Theme, ui_font, unit

_SIDE = 16


def swatch_side() -> int:
    """Return a swatch's side in pixels."""
    return unit(_SIDE)


def draw_swatch(painter: QPainter, rect: QRect, label: Label, theme: Theme) -> None:
    """Draw a label's swatch: its fill, and its key letter in its ink."""
    colours = theme.label_colours(label)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.fill)
    painter.drawRoundedRect(rect, unit(3), unit(3))
    painter.setPen(colours.ink)
    painter.setFont(ui_font(10, QFont.Weight.Bold))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label.key)
    painter.restore()


class Swatch(QWidget):
    """A swatch as a widget of its own."""

    def __init__(self, theme: Theme, label: Label | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = label
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def show_label(self, label: Label) -> None:
        """Show another label."""
        self._label = label
        self.setAccessibleName(label.name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the swatch's size."""
        return QSize(swatch_side(), swatch_side())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        if self._label is not None:
            draw_swatch(QPainter(self), self.rect(), self._label, self._theme)
