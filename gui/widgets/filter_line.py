"""A field whose text narrows a list, told when the typing pauses."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.theme import ui_font, unit

_PAUSE_MS = 150


class FilterLine(QLineEdit):
    """Emits `filter_changed` when typing pauses, or at once on Enter. Esc empties it, then leaves it."""

    filter_changed = Signal(str)
    left = Signal()
    down = Signal()
    """The user goes on into what is filtered."""

    def __init__(self, placeholder: str, pause_ms: int = _PAUSE_MS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._tell)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFont(ui_font())
        self.setFixedHeight(unit(27))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc empty the field, and leave an empty one."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
            self._tell()
        else:
            self.left.emit()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.filter_changed.emit(text)
