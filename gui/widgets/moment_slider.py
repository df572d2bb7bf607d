"""A slider over the moments of a history, with words for the one that is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from gui.theme import Theme, unit
from gui.widgets.text_button import ActionButton
from gui.widgets.text_label import TextLabel


class MomentSlider(QWidget):
    """`moved` carries the number of a moment, 0 the oldest; `now_wanted` comes from the button."""

    moved = Signal(int)
    now_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = TextLabel(theme, pixels=12)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setAccessibleName("Moment of the article's history")
        self._slider.setFixedWidth(unit(240))
        self._now = ActionButton(theme, "Back to now")
        self._slider.valueChanged.connect(self.moved)
        self._now.clicked.connect(self.now_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(20), unit(2), unit(14), unit(4))
        row.setSpacing(unit(12))
        row.addWidget(TextLabel(theme, "As it was", tone="muted", pixels=12))
        row.addWidget(self._slider)
        row.addWidget(self._words)
        row.addWidget(self._now)
        row.addStretch()

    def show_moment(self, number: int, moments: int, words: str, is_now: bool) -> None:
        """Show which of so many moments it is, and say so; nothing is emitted."""
        self._slider.blockSignals(True)
        self._slider.setRange(0, max(0, moments - 1))
        self._slider.setValue(number)
        self._slider.blockSignals(False)
        self._slider.setEnabled(moments > 1)
        self._slider.setAccessibleDescription(words)
        self._words.show_text(words)
        self._now.setVisible(not is_now)
