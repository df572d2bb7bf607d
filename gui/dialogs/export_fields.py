"""What an export can be asked for, as fields: format, layer, articles, spans, split, what lies beside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from core.annotation.correction import Status
from core.annotation.span import State
from core.annotation.wording import STATUS_WORDS
from core.formats.fitting import Fitting
from core.formats.format import Format
from core.formats.registry import FORMATS, find_format
from core.transfer.selecting import Selection
from core.transfer.splitting import Split, parse_split
from gui.theme import Theme, unit
from gui.widgets.check_box import CheckBox

_ALL_LAYERS = "all layers"
_STATES: tuple[tuple[str, frozenset[State] | None], ...] = (
    ("what the format can tell apart", None),
    ("accepted", frozenset({State.ACCEPTED})),
    ("accepted and proposed", frozenset({State.ACCEPTED, State.PROPOSED})),
    ("accepted and rejected", frozenset({State.ACCEPTED, State.REJECTED})),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An export as it is asked for, but where to."""

    format_name: str
    selection: Selection
    split: Split | None
    fitting: Fitting
    card: bool
    manifest: bool


class ExportFields(QWidget):
    """`changed` comes when something else is asked for."""

    changed = Signal()

    def __init__(self, theme: Theme, own_layer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._own_layer = own_layer
        self.fitting = Fitting()
        self._formats = [row for row in FORMATS if row.writes]
        self._format = self._combo("Format", [row.title for row in self._formats], self._take_format)
        self._layer = self._combo("Layer", [own_layer])
        statuses = ["of any status", *(STATUS_WORDS[status] for status in Status)]
        self._status = self._combo("Articles", statuses)
        self._states = self._combo("Spans", [words for words, _ in _STATES])
        self._split = QLineEdit()
        self._split.setPlaceholderText("one file; or shares, such as 80/10/10")
        self._split.setAccessibleName("Split")
        self._split.editingFinished.connect(self.changed)
        names = ("the same share of labels", "near copies together", "a source together")
        self._bonds = [self._check(name) for name in names]
        self._history = self._check("the history, too")
        self._beside = [self._check("a dataset card"), self._check("a manifest")]
        self._lay_out()
        self._take_format()

    @property
    def format(self) -> Format:
        """The format that is chosen."""
        return self._formats[self._format.currentIndex()]

    def wanted(self) -> Wanted:
        """Return what is asked for. Raises UsageError where the split cannot be read."""
        layer = self._layer.currentText()
        at = self._status.currentIndex()
        selection = Selection(
            None if layer == _ALL_LAYERS else layer,
            _STATES[self._states.currentIndex()][1],
            frozenset({list(Status)[at - 1]}) if at else None,
            history=self._can_carry_history and self._history.isChecked(),
        )
        card, manifest = (box.isChecked() for box in self._beside)
        return Wanted(self.format.name, selection, self._split_wanted(), self.fitting, card, manifest)

    @property
    def _can_carry_history(self) -> bool:
        return "history" in self.format.carries

    def offer_layers(self, names: Sequence[str]) -> None:
        """Offer these layers, and all of them where the format can hold several."""
        several = "layers" in find_format(self.format.name).carries
        before = self._layer.currentText()
        self._layer.blockSignals(True)
        self._layer.clear()
        self._layer.addItems([*([_ALL_LAYERS] if several else []), *names])
        self._layer.setCurrentText(before if before in names else self._own_layer)
        self._layer.blockSignals(False)
        self._names = names

    def _split_wanted(self) -> Split | None:
        shares = self._split.text().strip()
        stratified, copies, source = (box.isChecked() for box in self._bonds)
        if not shares:
            return None
        return replace(
            parse_split(shares, 0),
            stratified=stratified,
            near_copies_together=copies,
            source_together=source,
        )

    def _take_format(self) -> None:
        self.fitting = Fitting()
        self._history.setVisible(self._can_carry_history)
        if hasattr(self, "_names"):
            self.offer_layers(self._names)

    def _combo(self, name: str, choices: Sequence[str], also: Callable[[], None] | None = None) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.addItems(choices)
        combo.setMinimumHeight(unit(27))
        if also:
            combo.currentIndexChanged.connect(also)
        combo.currentIndexChanged.connect(self.changed)
        return combo

    def _check(self, text: str) -> CheckBox:
        box = CheckBox(self._theme, text)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.toggled.connect(self.changed)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(unit(14), 0, 0, unit(4))
        form.setVerticalSpacing(unit(6))
        form.setHorizontalSpacing(unit(14))
        for words, field in (
            ("Format", self._format),
            ("Layer", self._layer),
            ("Articles", self._status),
            ("Spans", self._states),
            ("Split", self._split),
            ("", _row(*self._bonds)),
            ("With", _row(self._history, *self._beside)),
        ):
            form.addRow(QLabel(words), field)


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(unit(16))
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch()
    return row
