"""The palette's text field: what is typed filters; the keys that do more become signals."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_STEPS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


class FilterField(QLineEdit):
    """A field without a frame. `stepped` says columns and rows; left and right step while it is empty."""

    stepped = Signal(int, int)
    accepted = Signal()
    dismissed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setAccessibleName("Filter the labels")

    def event(self, event: QEvent) -> bool:
        """Keep every key from the window's actions while the palette is open."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Keep Tab: it steps through the labels."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the keys that step, apply and dismiss into signals."""
        key = Qt.Key(event.key())
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key is Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key in _STEPS and not (sideways and self.text()):
            self.stepped.emit(*_STEPS[key])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()
