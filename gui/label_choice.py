"""The label at hand: the one used last, and the brush, a label kept active."""

from PySide6.QtCore import QObject, Signal


class LabelChoice(QObject):
    """While there is a brush, whatever is selected becomes a span with its label."""

    brush_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.last = ""
        """The name of the label used last, or nothing."""
        self.brush = ""
        """The name of the label that is kept active, or nothing."""

    def take_brush(self, label: str) -> None:
        """Keep a label active; an empty one ends that."""
        if label != self.brush:
            self.brush = label
            self.brush_changed.emit()
