"""What a search found, as places in their context; pages come as they are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.errors import RubricatorError
from core.store.concordance import ConcordanceLine, Sort
from core.store.query import FILTERS, parse_for_concordance
from core.store.search import SearchHit
from gui.models.in_context import InContext

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's Found is found."""

PAGE = 200

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Found:
    """A place that was found: `span_id` is empty where it is of no span, `end` 0 where it is no place."""

    article_id: str
    start: int
    end: int
    span_id: str
    context: InContext
    label: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: articles, the best first; or every span in its context, sorted as `sort` says."""

    query: str
    in_context: bool = False
    sort: Sort = ""


@dataclass(frozen=True, slots=True)
class _Page:
    rows: tuple[Found, ...]
    total: int


class SearchModel(QAbstractListModel):
    """The answer to a question that is no longer asked is passed over."""

    counted = Signal(int, int)
    """How many places are loaded, of how many."""
    failed = Signal(str)
    """Why the search cannot be done, in a sentence."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = Asked("")
        self._rows: list[Found] = []
        self._total = 0
        self._question = 0
        self._waiting = False

    def ask(self, asked: Asked) -> None:
        """Search; an empty query finds nothing."""
        self._asked = asked
        self._question += 1
        if asked.query:
            self._read(0)
        else:
            self._take(self._question, 0, _Page((), 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many places are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the store has more."""
        return not parent.isValid() and not self._waiting and len(self._rows) < self._total

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page."""
        self._read(len(self._rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.context.title
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.context.words
        return None

    def _read(self, offset: int) -> None:
        question, asked = self._question, self._asked
        self._waiting = True

        def work(store: Store) -> _Page:
            return _concordance(store, asked, offset) if asked.in_context else _articles(store, asked)

        self._session.query(
            work,
            lambda page: self._take(question, offset, page),
            lambda error: self._fail(question, error),
        )

    def _take(self, question: int, offset: int, page: _Page) -> None:
        if question != self._question:
            return
        self._waiting, self._total = False, page.total
        if offset:
            self.beginInsertRows(QModelIndex(), offset, offset + len(page.rows) - 1)
            self._rows += page.rows
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._rows = list(page.rows)
            self.endResetModel()
        self.counted.emit(len(self._rows), self._total)

    def _fail(self, question: int, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self._take(question, 0, _Page((), 0))
        if question == self._question:
            self.failed.emit(str(error))


def _articles(store: Store, asked: Asked) -> _Page:
    rows = tuple(_of_hit(hit) for hit in store.search(asked.query, PAGE))
    return _Page(rows, len(rows))


def _concordance(store: Store, asked: Asked, offset: int) -> _Page:
    query = parse_for_concordance(asked.query)
    wanted = {name: getattr(query, name) for name in FILTERS}
    found = store.concordance(**wanted, sort=asked.sort, limit=PAGE, offset=offset)
    return _Page(tuple(map(_of_line, found.lines)), found.sorted or found.total)


def _of_hit(hit: SearchHit) -> Found:
    start, end = hit.matches[0] if hit.matches else (len(hit.snippet), len(hit.snippet))
    snippet = hit.snippet
    context = InContext(snippet[:start], snippet[start:end], snippet[end:], "", hit.title)
    return Found(hit.article_id, hit.start, hit.end, "", context)


def _of_line(line: ConcordanceLine) -> Found:
    told = f"{line.label} {line.state}"
    context = InContext(line.left, line.surface, line.right, told, line.title)
    return Found(line.article_id, line.start, line.end, line.span_id, context, line.label)
