"""What long work does just now: words, a bar, and a button that cancels it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.long_work import HowFar
from gui.theme import Theme, unit
from gui.widgets.progress_strip import ProgressStrip
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel


class WorkStrip(QWidget):
    """Hidden while nothing is done."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = TextLabel(theme, tone="muted", pixels=12)
        self._strip = ProgressStrip(theme, 140, 4)
        self._cancel = FramedButton(theme, "Cancel")
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(12))
        row.addWidget(self._words)
        row.addWidget(self._strip)
        row.addStretch()
        row.addWidget(self._cancel)
        self.hide()

    def show_work(self, how_far: HowFar | None) -> None:
        """Show how far the work is; None: there is none."""
        self.setVisible(how_far is not None)
        if how_far is not None:
            counted = f" of {how_far.total:,}" if how_far.total else ""
            steps = f", {how_far.done:,}{counted}" if how_far.done else ""
            self._words.show_text(f"{how_far.what[:1].upper()}{how_far.what[1:]}{steps}")
            self._strip.setVisible(bool(how_far.total))
            self._strip.show_progress(how_far.share)
