"""One of several things that lie at the same place: a swatch, words and a stroke; a click chooses it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.annotation.scheme import Label
from gui.theme import Theme, ui_font, unit
from gui.widgets.stroke import Stroke, draw_stroke
from gui.widgets.swatch import draw_swatch, swatch_side


class StackedRow(QAbstractButton):
    """It leaves the keyboard where it is."""

    def __init__(
        self, theme: Theme, label: Label, words: str, stroke: Stroke, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = label
        self._stroke = stroke
        self.setText(words)
        self.setAccessibleName(f"{label.name}, {words}, {stroke}")
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return the row's height; it is as wide as there is room."""
        return QSize(0, unit(23))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        middle, side = self.height() // 2, swatch_side()
        if self.underMouse():
            painter.fillRect(self.rect(), self._theme.chosen)
        draw_swatch(painter, QRect(0, middle - side // 2, side, side), self._label, self._theme)
        stroke = QPoint(self.width() - unit(32), middle)
        ink = self._theme.label_colours(self._label).ink
        draw_stroke(painter, self._stroke, stroke, unit(32), ink)
        room = stroke.x() - unit(10) - side - unit(6)
        words = QFontMetrics(ui_font(12)).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._theme.text)
        painter.setFont(ui_font(12))
        place = QRect(side + unit(6), 0, room, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
