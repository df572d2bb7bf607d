"""The differences between layers as rows: what each layer has, and what gold took."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.annotation.span import Span
from core.review.adjudication import Difference, Kind
from gui.comparing import Comparing, Outcome

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's DifferenceRow is found."""

DIFFERENCE = Qt.ItemDataRole.UserRole + 1
"""The role under which a row's Difference is found."""

KIND_WORDS = {Kind.LABEL: "label", Kind.EDGE: "edges", Kind.ONLY_ONE: "missing"}

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of a cell; `words` is what it covers where that is not all of the difference."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one layer has at a difference; without pieces `otherwise` stands there."""

    layer: str
    pieces: tuple[Piece, ...]
    otherwise: str

    @property
    def words(self) -> str:
        """The cell as a screen reader says it."""
        told = " and ".join(f"{piece.label} {piece.words}".rstrip() for piece in self.pieces)
        return f"{self.layer}: {told or self.otherwise}"


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A difference in words: its kind, what it covers, a cell a layer, the last one gold's."""

    kind: str
    surface: str
    cells: tuple[Cell, ...]
    is_settled: bool


class DifferencesModel(QAbstractListModel):
    """Follows what is compared; a decision leaves the rows where they are."""

    def __init__(self, comparing: Comparing, text: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self._text = text
        self._shown: tuple[Difference, ...] = ()

    @property
    def settled(self) -> int:
        """How many of those listed are settled."""
        return sum(self._comparing.outcome(one) is not None for one in self._shown)

    def show(self, text: str) -> None:
        """Show what is compared now, in an article of this text."""
        found = self._comparing.differences
        if found is self._shown and text == self._text:
            if found:
                self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, 0))
            return
        self.beginResetModel()
        self._shown, self._text = found, text
        self.endResetModel()

    def index_of(self, difference: Difference | None) -> QModelIndex:
        """Return where a difference stands."""
        starts = [one.start for one in self._shown]
        here = difference is not None and difference.start in starts
        return self.index(starts.index(difference.start), 0) if difference and here else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many are listed."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a difference, its row, or its words."""
        difference = self._shown[index.row()]
        if role == DIFFERENCE:
            return difference
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._row(difference)
        if role == ROW:
            return row
        state = "settled" if row.is_settled else "not settled"
        return ", ".join((row.surface, row.kind, *(cell.words for cell in row.cells), state))

    def _row(self, difference: Difference) -> DifferenceRow:
        outcome = self._comparing.outcome(difference)
        cells = [self._cell(layer, spans, difference) for layer, spans in difference.spans.items()]
        surface = self._words(difference.start, difference.end)
        gold = self._gold(outcome, difference)
        return DifferenceRow(KIND_WORDS[difference.kind], surface, (*cells, gold), outcome is not None)

    def _gold(self, outcome: Outcome, difference: Difference) -> Cell:
        if outcome is None:
            return Cell("gold", (), "")
        return self._cell("gold", outcome, difference, "neither")

    def _cell(
        self, layer: str, spans: Sequence[Span], difference: Difference, otherwise: str = "no span"
    ) -> Cell:
        whole = difference.start, difference.end
        pieces = [Piece(one.label, "" if one.place == whole else self._words(*one.place)) for one in spans]
        return Cell(layer, tuple(pieces), otherwise)

    def _words(self, start: int, end: int) -> str:
        return " ".join(self._text[start:end].split())
