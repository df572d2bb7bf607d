"""One sentence below the article: what went wrong, or what was done and how to take it back."""

from collections import deque

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.message import Message
from gui.theme import Theme, unit
from gui.widgets.cross_button import CrossButton
from gui.widgets.key_cap import KeyCap
from gui.widgets.text_button import ActionButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

_HEIGHT = 40
_SHOWN_MS = 8_000


class MessageBar(QWidget):
    """Shows one message at a time and never takes the keyboard.

    Errors wait for each other; a passing message gives way to the next one, to time and to
    `clear_passing`.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._errors: deque[Message] = deque()
        self._passing: Message | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.clear_passing)
        self._triangle = _Triangle(theme)
        self._sentence = TextLabel(theme)
        self._hint = TextLabel(theme, tone="muted", lines=1)
        self._action = ActionButton(theme)
        self._key = KeyCap(theme, parent=self)
        self._cross = CrossButton(theme, "Close this message")
        self._lay_out()
        self._action.clicked.connect(self._act)
        self._cross.clicked.connect(self.dismiss)
        self.hide()

    @property
    def current(self) -> Message | None:
        """The message that is shown."""
        return self._errors[0] if self._errors else self._passing

    def show_message(self, message: Message) -> None:
        """Show a message; an error that waits already is not told twice."""
        if not message.error:
            self._passing = message
        elif message.sentence not in (error.sentence for error in self._errors):
            self._errors.append(message)
        self._refresh()

    def dismiss(self) -> None:
        """Take the shown message away and show the next one."""
        if self._errors:
            self._errors.popleft()
        else:
            self._passing = None
        self._refresh()

    def withdraw(self, sentence: str) -> None:
        """Take back an error that is mended, shown or waiting."""
        self._errors = deque(error for error in self._errors if error.sentence != sentence)
        self._refresh()

    def clear_passing(self) -> None:
        """Take away what is no error: some seconds went by, or the next edit came."""
        self._passing = None
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        pass_theme(self, theme)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(0, 0, self.width(), 1, self._theme.line)

    def _lay_out(self) -> None:
        self.setFixedHeight(unit(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(20), 1, unit(8), 0)
        row.setSpacing(unit(8))
        row.addWidget(self._triangle)
        row.addWidget(self._sentence)
        row.addWidget(self._hint, 1)
        for part in (self._action, self._key, self._cross):
            row.addWidget(part)

    def _refresh(self) -> None:
        message = self.current
        self.setVisible(message is not None)
        if message is None:
            self._timer.stop()
            return
        if message.error:
            self._timer.stop()
        else:
            self._timer.start()
        self._triangle.setVisible(message.error)
        self._sentence.show_text(message.sentence)
        self._hint.show_text(message.hint)
        self._action.show_text(message.action_text)
        self._action.setVisible(bool(message.action_text))
        self._key.show_key(message.action_key)
        kind = "Error" if message.error else "Message"
        self.setAccessibleName(f"{kind}: {message.sentence} {message.hint}".rstrip())

    def _act(self) -> None:
        message = self.current
        self.dismiss()
        if message is not None and message.action is not None:
            message.action()


class _Triangle(QWidget):
    """The sign of an error."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("error")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(unit(19), unit(19))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = float(self.width()), float(self.height())
        pen = QPen(self._theme.focus, 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        path = QPainterPath(QPointF(width / 2, height * 0.1))
        path.lineTo(width * 0.94, height * 0.88)
        path.lineTo(width * 0.06, height * 0.88)
        path.closeSubpath()
        painter.drawPath(path)
        painter.drawLine(QPointF(width / 2, height * 0.38), QPointF(width / 2, height * 0.6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.focus)
        painter.drawEllipse(QRectF(width / 2 - 1, height * 0.7, 2, 2))
