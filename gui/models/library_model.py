"""The library's articles as a list, read from the store in pages."""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Status
from core.annotation.wording import STATUS_WORDS
from core.store.library import AS_IMPORTED, LibraryFilter, LibraryRow, LibrarySort

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's LibraryRow is found."""
OPEN = Qt.ItemDataRole.UserRole + 1
"""The role that says whether the row's article is the open one."""

REASON = Qt.ItemDataRole.UserRole + 2
"""The role that says why the row's article comes in the queue when it does."""

PAGE = 200

Index = QModelIndex | QPersistentModelIndex
_Page = tuple[tuple[LibraryRow, ...], tuple[int, int]]
"""Some rows; how many articles the library has, and how many of them are reviewed."""


class LibraryModel(QAbstractListModel):
    """Lists the queue in its order; where there is none or a filter holds, all articles as they are sorted.

    Pages come by `session.query`; the reply to a question that is no longer asked is passed over.
    """

    counted = Signal(int, int)
    """How many articles match, and how many of them are reviewed."""

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[LibraryRow] = []
        self._listed = 0
        self._question = 0
        self._waiting = False
        self._open_id = ""
        self._filter = LibraryFilter(layer=session.layer)
        self._sort = AS_IMPORTED

    @property
    def filtered(self) -> bool:
        """Whether some articles may be left out."""
        return bool(self._filter.text or self._filter.status or self._filter.label)

    @property
    def follows_queue(self) -> bool:
        """Whether the order is the queue's, not that of the sort."""
        return self._session.queueing.queue is not None and not self.filtered

    def set_filter(
        self, text: str, status: Status | None, label: str = "", sort: LibrarySort = AS_IMPORTED
    ) -> None:
        """List only the articles with `text` in title or text, of this status (None: any), and with a span
        of this label (empty: any, or none), in this order.
        """
        self._filter = LibraryFilter(text, status, self._session.layer, label)
        self._sort = sort
        self._ask(0, PAGE)

    def reload(self) -> None:
        """Read again what is loaded."""
        self._filter = replace(self._filter, layer=self._session.layer)
        self._ask(0, max(PAGE, len(self._rows)))

    def show_open(self, annotated: AnnotatedArticle | None) -> QModelIndex:
        """Mark the open article, with its figures as they are now; return where it stands."""
        before, self._open_id = self._open_id, annotated.article.id if annotated else ""
        for number, row in enumerate(self._rows):
            if row.id == self._open_id and annotated:
                status, decided, total = annotated.status, annotated.decided, len(annotated)
                self._rows[number] = replace(row, status=status, decided=decided, total=total)
            if row.id in (before, self._open_id):
                self.dataChanged.emit(self.index(number, 0), self.index(number, 0))
        return self._index_of(self._open_id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the store has more rows."""
        return not parent.isValid() and not self._waiting and len(self._rows) < self._listed

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page."""
        self._ask(len(self._rows), PAGE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == OPEN:
            return row.id == self._open_id
        reason = self._session.queueing.reason(row.id)
        if role == REASON:
            return reason
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = f"{row.title}, {STATUS_WORDS[row.status]}, {row.decided} of {row.total} decided"
            return f"{words}, {reason}" if reason else words
        return row.title if role == Qt.ItemDataRole.ToolTipRole else None

    def _ask(self, offset: int, limit: int) -> None:
        self._question += 1
        self._waiting = True
        question, wanted, sort = self._question, self._filter, self._sort
        queue = self._session.queueing.queue
        queued = queue.entries if queue is not None and self.follows_queue else None

        def work(store: "Store") -> _Page:
            asked = asdict(wanted)
            if queued is None:
                rows = store.library(**asked, sort=sort, offset=offset, limit=limit)
            else:
                ids = [entry.article_id for entry in queued[offset : offset + limit]]
                rows = store.library_rows(wanted.layer, ids)
            return rows, store.library_count(**asked)

        listed = None if queued is None else len(queued)
        self._session.query(work, lambda page: self._take(question, offset, page, listed))

    def _take(self, question: int, offset: int, page: _Page, listed: int | None) -> None:
        """Take a page; `listed` is how many the queue has, where that is listed."""
        if question != self._question:
            return
        self._waiting = False
        rows, (matching, reviewed) = page
        self._listed = matching if listed is None else listed
        if offset == 0:
            self._replace(list(rows))
        elif rows:
            self.beginInsertRows(QModelIndex(), offset, offset + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        self.counted.emit(matching, reviewed)

    def _replace(self, rows: list[LibraryRow]) -> None:
        """Take rows read again; where they are the same articles the view keeps its place."""
        kept = len(self._rows)
        if [row.id for row in rows[:kept]] != [row.id for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows[:kept]
        if kept:
            self.dataChanged.emit(self.index(0, 0), self.index(kept - 1, 0))
        if len(rows) > kept:
            self.beginInsertRows(QModelIndex(), kept, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()

    def _index_of(self, article_id: str) -> QModelIndex:
        places = (number for number, row in enumerate(self._rows) if row.id == article_id)
        return self.index(next(places, -1), 0)
