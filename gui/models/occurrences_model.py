"""The occurrences of a surface in the store, the odd ones on top, and which of them are ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.review.occurrences import Hit, Kind
from core.store.occurrences import Place

HIT = Qt.ItemDataRole.UserRole
"""The role under which a row's Hit is found."""
TICKED = Qt.ItemDataRole.UserRole + 1
"""The role that says whether a row is ticked."""

KIND_WORDS = {
    Kind.UNTAGGED: "not tagged",
    Kind.SAME: "tagged so",
    Kind.OTHER_LABEL: "other label",
    Kind.OTHER_EDGES: "other edges",
}

Index = QModelIndex | QPersistentModelIndex


class OccurrencesModel(QAbstractListModel):
    """Filled page by page while the store is searched."""

    counted = Signal()
    """How many rows there are, or are ticked, has changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._odd: list[Hit] = []
        self._plain: list[Hit] = []
        self._ticked: set[Place] = set()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All of them, as they are shown."""
        return (*self._odd, *self._plain)

    @property
    def odd(self) -> int:
        """How many are odd."""
        return len(self._odd)

    @property
    def ticked(self) -> tuple[Hit, ...]:
        """Those that an act is for."""
        return tuple(hit for hit in self.hits if hit.place in self._ticked)

    def clear(self) -> None:
        """Show none."""
        self.beginResetModel()
        self._odd, self._plain, self._ticked = [], [], set()
        self.endResetModel()
        self.counted.emit()

    def add(self, hits: Sequence[Hit]) -> None:
        """Show more of them; what is ordinary is ticked."""
        self._ticked.update(hit.place for hit in hits if hit.ticked)
        self._insert(self._odd, len(self._odd), [hit for hit in hits if hit.odd])
        self._insert(self._plain, len(self._odd) + len(self._plain), [hit for hit in hits if not hit.odd])
        self.counted.emit()

    def toggle(self, index: Index) -> None:
        """Tick a row, or take its tick away."""
        self._ticked ^= {self._hit(index.row()).place}
        self.dataChanged.emit(index, index)
        self.counted.emit()

    def tick_all(self, ticked: bool) -> None:
        """Tick every row, the odd ones too, or none."""
        self._ticked = {hit.place for hit in self.hits} if ticked else set()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))
        self.counted.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._odd) + len(self._plain)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's hit, its tick, or its words."""
        hit = self._hit(index.row())
        if role == HIT:
            return hit
        if role == TICKED:
            return hit.place in self._ticked
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((hit.title, *hit.odd))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            tick = "ticked" if hit.place in self._ticked else "not ticked"
            return f"{tick}, {hit.left}{hit.surface}{hit.right}, {standing_words(hit)}, {hit.title}"
        return None

    def _hit(self, row: int) -> Hit:
        return self._odd[row] if row < len(self._odd) else self._plain[row - len(self._odd)]

    def _insert(self, part: list[Hit], row: int, hits: list[Hit]) -> None:
        if hits:
            self.beginInsertRows(QModelIndex(), row, row + len(hits) - 1)
            part += hits
            self.endInsertRows()


def standing_words(hit: Hit) -> str:
    """Return what stands at an occurrence: why it is odd, else what kind it is."""
    if hit.odd:
        return ", ".join(hit.odd)
    labels = ", ".join(dict.fromkeys(span.label for span in hit.spans))
    return f"{KIND_WORDS[hit.kind]}: {labels}" if hit.kind is Kind.OTHER_LABEL else KIND_WORDS[hit.kind]
