"""Buttons drawn in the theme: framed ones, and words that act: underlined, or beside their key."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.theme import Theme, ui_font, unit
from gui.widgets.key_cap import draw_key_cap, key_cap_size, key_words


class _Button(QAbstractButton):
    """What all have in common: words, a theme, a fixed size."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFont(ui_font())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def show_text(self, text: str) -> None:
        """Show other words."""
        # An ampersand stays one: these buttons have keys of their own, no mnemonics.
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._words = text
        self.updateGeometry()
        self.update()

    def _words_width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self._words)


class FramedButton(_Button):
    """A push button; the primary one is filled with the text's colour."""

    def __init__(self, theme: Theme, text: str, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent)
        self._primary = primary
        self._ringed = False
        if primary:
            self.setFont(ui_font(13, QFont.Weight.DemiBold))

    def sizeHint(self) -> QSize:
        """Return the size of the words with room around them."""
        return QSize(self._words_width() + unit(30), unit(32))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, once the keyboard is used."""
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ringed = event.reason() in reasons
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame and words; a second frame where Tab brought the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        fill, ink = (theme.text, theme.paper) if self._primary else (theme.field, theme.text)
        if not self.isEnabled():
            fill, ink = theme.panel, theme.muted
        painter.setPen(
            QPen(theme.text if self.isEnabled() and (self._primary or self.underMouse()) else theme.line, 1)
        )
        painter.setBrush(theme.chosen if self.isDown() and not self._primary else fill)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, unit(4), unit(4))
        if self._ringed and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 1))
            painter.drawRoundedRect(frame.adjusted(2.5, 2.5, -2.5, -2.5), unit(3), unit(3))
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)


class ActionButton(_Button):
    """One underlined act, such as Undo; it never takes the keyboard."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent)
        self.setFont(ui_font(13, QFont.Weight.DemiBold))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the words' size."""
        return QSize(self._words_width(), unit(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words and a line beneath them."""
        painter = QPainter(self)
        painter.setPen(self._theme.text)
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._words)
        metrics = QFontMetrics(self.font())
        below = (self.height() + metrics.ascent() - metrics.descent()) // 2 + unit(3)
        painter.fillRect(QRect(0, below, self.width(), 1), self._theme.text)


class KeyButton(_Button):
    """A key cap and what the key does; a click does the same."""

    def __init__(self, theme: Theme, key: str, text: str, parent: QWidget | None = None) -> None:
        self._key = key_words(key)
        super().__init__(theme, text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Return the size of the cap and the words."""
        return QSize(key_cap_size(self._key).width() + unit(7) + self._words_width(), unit(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap and the words."""
        painter = QPainter(self)
        cap = key_cap_size(self._key)
        draw_key_cap(painter, QPointF(0, (self.height() - cap.height()) // 2), self._key, self._theme)
        painter.setPen(self._theme.text)
        painter.setFont(self.font())
        rest = self.rect().adjusted(cap.width() + unit(7), 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._words)
