"""A small palette beside a selection or a span: type to filter the labels, Enter to apply one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTextEdit, QVBoxLayout

from core.annotation.scheme import Label
from gui.article_view.filter_field import FilterField
from gui.article_view.label_grid import LabelGrid
from gui.theme import Theme, ui_font, unit

_WIDTH = 324
_SHADOW = 6
_RADIUS = 7
_FIELD, _FOOTER = 34, 26
_APART = 8
"""White space between the palette and what it is opened at."""


class LabelPalette(QFrame):
    """Offers labels. It has the keyboard while it is open and gives it back to the view that it lies on."""

    chosen = Signal(str)
    dismissed = Signal()

    def __init__(self, view: QTextEdit, theme: Theme) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._theme = theme
        self._field = FilterField(self)
        self._field.setFixedHeight(unit(_FIELD))
        self._grid = LabelGrid(theme, self)
        self._grid.label_clicked.connect(self._apply)
        self._field.textChanged.connect(self._filter)
        self._field.stepped.connect(self._grid.step)
        self._field.accepted.connect(self._apply_current)
        self._field.dismissed.connect(self.dismiss)
        self._field.left.connect(self._left)
        self._hints = [QLabel("Enter applies", self), QLabel("Esc leaves all as it was", self)]
        self._lay_out()
        self.set_theme(theme)
        self.hide()

    def _lay_out(self) -> None:
        footer = QHBoxLayout()
        footer.setContentsMargins(unit(12), 0, unit(12), 0)
        footer.addWidget(self._hints[0])
        footer.addStretch()
        footer.addWidget(self._hints[1])
        for hint in self._hints:
            hint.setFixedHeight(unit(_FOOTER))
            hint.setFont(ui_font(11))
        layout = QVBoxLayout(self)
        edge = unit(_SHADOW) + 1
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(1)
        layout.addWidget(self._field)
        layout.addWidget(self._grid)
        layout.addLayout(footer)
        self.setFixedWidth(unit(_WIDTH))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self._grid.set_theme(theme)
        self._field.setStyleSheet(
            f"QLineEdit {{ background: transparent; border: none; color: {theme.text.name()};"
            f" padding: 0 {unit(12)}px; selection-background-color: {theme.select.name()}; }}"
        )
        for hint in self._hints:
            hint.setStyleSheet(f"color: {theme.muted.name()};")
        self.update()

    def open_at(self, anchor: QRect, labels: Sequence[Label], current: str = "", last: str = "") -> None:
        """Open beside a rectangle of the viewport, beneath it or else above, never on it.

        `labels` come in the order in which they are offered; `current` is the one to begin at, `last` the
        one used last.
        """
        self._grid.set_labels(labels, current, last)
        self._field.clear()
        self._filter("")
        self.adjustSize()
        self.move(self._spot(anchor))
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Close and leave all as it was."""
        if self.isVisible():
            self._close()
            self.dismissed.emit()

    def _spot(self, anchor: QRect) -> QPoint:
        room = self._view.viewport().rect()
        shadow, apart = unit(_SHADOW), unit(_APART)
        below = anchor.bottom() + 1 + apart - shadow
        above = anchor.top() - apart + shadow - self.height()
        fits_below = below + self.height() <= room.bottom() + shadow
        y = (
            below
            if fits_below or (above < -shadow and room.bottom() - below > above + self.height())
            else above
        )
        x = anchor.left() - unit(4) - shadow
        return QPoint(max(min(x, room.width() - self.width()), 0), y)

    def _filter(self, text: str) -> None:
        height = self._grid.height()
        self._grid.filter(text)
        if self.isVisible() and self._grid.sizeHint().height() != height:
            self.adjustSize()

    def _apply(self, name: str) -> None:
        self._close()
        self.chosen.emit(name)

    def _apply_current(self) -> None:
        if self._grid.current:
            self._apply(self._grid.current)

    def _left(self) -> None:
        if self.isVisible():
            self.hide()
            self.dismissed.emit()

    def _close(self) -> None:
        self.hide()
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shadow, the sheet and its two rules."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shadow = unit(_SHADOW)
        sheet = self.rect().adjusted(shadow, shadow, -shadow, -shadow)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 9 if self._theme.name == "light" else 26))
        for reach in range(shadow, 0, -1):
            spread = sheet.adjusted(-reach, -reach + 2, reach, reach)
            painter.drawRoundedRect(spread, _RADIUS + reach, _RADIUS + reach)
        painter.setPen(QPen(self._theme.line, 1))
        painter.setBrush(self._theme.field)
        painter.drawRoundedRect(sheet.adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for y in (self._grid.geometry().top() - 1, self._grid.geometry().bottom() + 1):
            painter.drawLine(sheet.left() + 1, y, sheet.right() - 1, y)
