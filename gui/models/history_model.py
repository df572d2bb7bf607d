"""An article's corrections, the newest first, read from the store in pages."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.annotation.correction import Correction
from gui.models.history_cells import history_row

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's HistoryRow is found."""
CORRECTION = Qt.ItemDataRole.UserRole + 1
"""The role under which a row's Correction is found."""

PAGE = 200

Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """New corrections are put on top; the rows that are there stay as they are."""

    counted = Signal(int, bool)
    """How many corrections are loaded, and whether the store has more."""

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._article_id = ""
        self._text = ""
        self._corrections: list[Correction] = []
        self._ids: set[str] = set()
        self._question = 0
        self._waiting = False
        self._has_more = False

    def reload(self) -> None:
        """Read the open article's history from the start, or show nothing where none is open."""
        annotated = self._session.annotated
        self._article_id = annotated.article.id if annotated else ""
        self._text = annotated.text if annotated else ""
        self._reset([], False)
        if annotated:
            self._ask(0)

    def look_for_new(self) -> None:
        """Put on top what was done since."""
        if self._article_id:
            self._ask(0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many corrections are loaded."""
        return 0 if parent.isValid() else len(self._corrections)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the store has older ones."""
        return not parent.isValid() and self._has_more and not self._waiting

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page."""
        self._ask(len(self._corrections))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, its correction, or its words."""
        correction = self._corrections[index.row()]
        if role == CORRECTION:
            return correction
        if role in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = history_row(correction, self._text, datetime.now(UTC))
            return row if role == ROW else row.sentence
        return None

    def _ask(self, offset: int) -> None:
        self._question += 1
        self._waiting = True
        question, article_id, layer = self._question, self._article_id, self._session.layer

        def work(store: "Store") -> tuple[Correction, ...]:
            return store.history(article_id=article_id, layer=layer, limit=PAGE, offset=offset)

        self._session.query(work, lambda page: self._take(question, offset, page))

    def _take(self, question: int, offset: int, page: tuple[Correction, ...]) -> None:
        if question != self._question:
            return
        self._waiting = False
        new = [one for one in page if one.id not in self._ids]
        more = len(page) == PAGE
        if offset:
            self._has_more = more
            self._insert(len(self._corrections), new)
        elif self._corrections and len(new) < len(page):
            self._insert(0, new)
        else:
            self._reset(new, more)
        self.counted.emit(len(self._corrections), self._has_more)

    def _insert(self, place: int, new: list[Correction]) -> None:
        if not new:
            return
        self.beginInsertRows(QModelIndex(), place, place + len(new) - 1)
        self._corrections[place:place] = new
        self._ids.update(one.id for one in new)
        self.endInsertRows()

    def _reset(self, corrections: list[Correction], has_more: bool) -> None:
        self.beginResetModel()
        self._corrections = corrections
        self._ids = {one.id for one in corrections}
        self._has_more = has_more
        self.endResetModel()
