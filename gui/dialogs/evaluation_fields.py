"""What is to be measured, as fields: engines, the articles that have the right spans, the stages."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QWidget

from core.engine.engine_info import EngineInfo
from core.transfer.evaluating_apart import Asked
from gui.dialogs.files import choose_files
from gui.dialogs.store_words import counted
from gui.theme import Theme, unit
from gui.widgets.check_box import CheckBox

_A_FILE = "a file…"
_IN_A_ROW = 4


class EvaluationFields(QWidget):
    """`changed` comes when something else is asked for."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._engines: dict[str, CheckBox] = {}
        self._boxes = QFormLayout()
        self._gold = QComboBox()
        self._gold.setAccessibleName("Right spans")
        self._gold.setMinimumHeight(unit(27))
        self._gold.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._stages = self._check("what each stage is worth")
        self._gold.activated.connect(self._take_gold)
        self._lay_out()

    @property
    def is_complete(self) -> bool:
        """Whether there is an engine, and something to measure it on."""
        return any(box.isChecked() for box in self._engines.values()) and self._gold.currentData() is not None

    def wanted(self, store: Path) -> Asked:
        """Return what is asked for, of a store's articles or a file's."""
        engines = tuple(name for name, box in self._engines.items() if box.isChecked())
        gold, stages = self._gold.currentData(), self._stages.isChecked()
        if isinstance(gold, Path):
            return Asked(engines, store, file=gold, stages=stages)
        return Asked(engines, store, layer=gold, stages=stages)

    def offer(
        self, engines: Sequence[EngineInfo], chosen: str, reviewed: Mapping[str, int], own_layer: str
    ) -> None:
        """Offer engines, the chosen one ticked, and layers with so many reviewed articles, the own first."""
        rows = [engines[at : at + _IN_A_ROW] for at in range(0, len(engines), _IN_A_ROW)]
        for row in rows:
            boxes = [self._check(Path(engine.name).name) for engine in row]
            self._engines |= {engine.name: box for engine, box in zip(row, boxes, strict=True)}
            self._boxes.addRow(_row(*boxes))
        if chosen in self._engines:
            self._engines[chosen].setChecked(True)
        for layer in sorted(reviewed, key=lambda name: (name != own_layer, name)):
            self._gold.addItem(f"{counted(reviewed[layer], 'article')} reviewed by {layer}", layer)
        self._gold.addItem(_A_FILE)
        self.changed.emit()

    def _take_gold(self, at: int) -> None:
        """Take what was chosen; for a file, let the user say which."""
        if self._gold.itemData(at) is None and (names := choose_files(self)):
            file = Path(names[0])
            self._gold.insertItem(at, file.name, file)
            self._gold.setCurrentIndex(at)
        self.changed.emit()

    def _check(self, text: str) -> CheckBox:
        box = CheckBox(self._theme, text)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.toggled.connect(self.changed)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(unit(14), unit(4), 0, unit(4))
        form.setVerticalSpacing(unit(6))
        form.setHorizontalSpacing(unit(14))
        form.addRow(QLabel("Engines"), self._boxes)
        form.addRow(QLabel("On"), _row(self._gold, self._stages))


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(unit(16))
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch()
    return row
