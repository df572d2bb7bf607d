"""A key, drawn as it stands on the keyboard."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.theme import Theme, ui_font, unit

_FONT = 11
_ARROWS = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓", "Delete": "Del", "Return": "Enter"}


def key_words(key: str) -> str:
    """Return a key sequence as caps show it.

    >>> key_words("Shift+Right")
    'Shift+→'
    """
    *modifiers, last = key.split("+") if key not in ("", "+") and not key.endswith("++") else [key]
    return "+".join((*modifiers, _ARROWS.get(last, last)))


def key_cap_size(text: str) -> QSize:
    """Return a cap's size in pixels."""
    metrics = QFontMetrics(ui_font(_FONT))
    return QSize(max(unit(18), metrics.horizontalAdvance(text) + unit(10)), unit(18))


def draw_key_cap(painter: QPainter, at: QPointF, text: str, theme: Theme) -> None:
    """Draw a cap whose top left is `at`."""
    size = key_cap_size(text)
    rect = QRectF(at.x() + 0.5, at.y() + 0.5, size.width() - 1, size.height() - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.line, 1))
    painter.setBrush(theme.field)
    painter.drawRoundedRect(rect, unit(3), unit(3))
    painter.setPen(theme.text)
    painter.setFont(ui_font(_FONT))
    painter.drawText(QRect(at.toPoint(), size), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """One key as a widget."""

    def __init__(self, theme: Theme, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_key(key)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def show_key(self, key: str) -> None:
        """Show another key; an empty one takes no room."""
        self._text = key_words(key)
        self.setAccessibleName(key)
        if self.parentWidget() is not None:
            self.setVisible(bool(key))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the cap's size."""
        return key_cap_size(self._text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        if self._text:
            draw_key_cap(QPainter(self), QPointF(0, 0), self._text, self._theme)


class KeyCaps(QWidget):
    """Several keys beside each other, any of which does."""

    def __init__(self, theme: Theme, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(3))
        for key in keys:
            row.addWidget(KeyCap(theme, key))
        row.addStretch()
        self.setAccessibleName(" or ".join(keys))
