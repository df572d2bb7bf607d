"""The entities of the corpus, as a list read from the store in pages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.annotation.span import State
from core.store.entities import EntityOrder, EntityRow, entity_count, entity_page

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's EntityRow is found."""

Index = QModelIndex | QPersistentModelIndex
_PAGE = 200
_Page = tuple[tuple[EntityRow, ...], int]


@dataclass(frozen=True, slots=True)
class CorpusFilter:
    """Which entities are listed, and in which order."""

    text: str = ""
    conflicts: bool = False
    order: EntityOrder = "often"


class CorpusModel(QAbstractListModel):
    """Pages come by `session.query`; the reply to a question that is no longer asked is passed over."""

    counted = Signal(int)
    """How many entities match."""

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[EntityRow] = []
        self._matching = 0
        self._question = 0
        self._waiting = False
        self.filter = CorpusFilter()

    def set_filter(self, wanted: CorpusFilter) -> None:
        """List other entities, or in another order."""
        self.filter = wanted
        self._ask(0, _PAGE)

    def reload(self) -> None:
        """Read again what is loaded."""
        self._ask(0, max(_PAGE, len(self._rows)))

    def index_of(self, entity: str) -> QModelIndex:
        """Return where an entity stands among those that are loaded; an invalid index where it does not."""
        places = (number for number, row in enumerate(self._rows) if row.entity == entity)
        return self.index(next(places, -1), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many entities are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the store has more."""
        return not parent.isValid() and not self._waiting and len(self._rows) < self._matching

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page."""
        self._ask(len(self._rows), _PAGE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entity_words(row)
        return None

    def _ask(self, offset: int, limit: int) -> None:
        self._question += 1
        self._waiting = True
        question, layer, wanted = self._question, self._session.layer, self.filter

        def work(store: "Store") -> _Page:
            rows = entity_page(store, layer, wanted.text, wanted.conflicts, wanted.order, offset, limit)
            return rows, entity_count(store, layer, wanted.text, wanted.conflicts)

        self._session.query(work, lambda page: self._take(question, offset, page))

    def _take(self, question: int, offset: int, page: _Page) -> None:
        if question != self._question:
            return
        self._waiting = False
        rows, self._matching = page
        if offset == 0:
            self._replace(list(rows))
        elif rows:
            self.beginInsertRows(QModelIndex(), offset, offset + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        self.counted.emit(self._matching)

    def _replace(self, rows: list[EntityRow]) -> None:
        """Take rows read again; where they are the same entities the view keeps its place."""
        if [row.entity for row in rows] == [row.entity for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


def label_counts(row: EntityRow) -> list[tuple[str, int]]:
    """Return the labels of an entity with their spans that stand, the most frequent first."""
    counts = {label: states["proposed"] + states["accepted"] for label, states in row.labels.items()}
    return sorted(((label, n) for label, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))


def state_count(row: EntityRow, state: State) -> int:
    """Return how many spans of an entity are in a state, whatever their label."""
    return sum(states[state] for states in row.labels.values())


def entity_words(row: EntityRow) -> str:
    """Return a row in words."""
    labels = ", ".join(f"{label} {count:,}" for label, count in label_counts(row)) or "none stands"
    conflict = ", labels in conflict" if row.conflict else ""
    states = ", ".join(f"{state_count(row, state):,} {state}" for state in State if state_count(row, state))
    return f"{row.name}: {labels}{conflict}; {states}; in {row.articles:,} articles"
