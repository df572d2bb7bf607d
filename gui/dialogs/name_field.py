"""A field for a name out of a list, or the path of something else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

_SHOWN = 18


class NameField(QComboBox):
    """`named` carries what was chosen in the list, or typed and finished with Enter or by leaving."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(_SHOWN)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textActivated.connect(self.named)
        line = self.lineEdit()
        assert line is not None
        line.editingFinished.connect(lambda: self.named.emit(self.currentText().strip()))

    def offer(self, names: Sequence[str], current: str) -> None:
        """List these names; `current` is the one in force, whether it is among them or not."""
        self.clear()
        self.addItems(list(names))
        self.setCurrentText(current)
