"""A check box drawn in the theme."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.theme import Theme, ui_font, unit

_SIDE = 13


class CheckBox(QAbstractButton):
    """A box with a tick and words beside it; a click leaves the keyboard where it is."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFont(ui_font())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the box and the words."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(unit(_SIDE + 7) + words, unit(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, its tick and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = unit(_SIDE)
        top = (self.height() - side) // 2
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.text, 2) if focused else QPen(self._theme.muted, 1))
        painter.setBrush(self._theme.field)
        painter.drawRoundedRect(QRectF(0.5, top + 0.5, side - 1, side - 1), unit(3), unit(3))
        if self.isChecked():
            draw_tick(painter, QRectF(0, top, side, side), QPen(self._theme.text, 1.6))
        painter.setPen(self._theme.text)
        rest = self.rect().adjusted(side + unit(7), 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.text())


def draw_tick(painter: QPainter, box: QRectF, pen: QPen) -> None:
    """Draw a tick into a square."""
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corner, side = box.topLeft(), box.width()
    places = ((0.26, 0.52), (0.43, 0.69), (0.76, 0.33))
    painter.drawPolyline([corner + QPointF(x * side, y * side) for x, y in places])
