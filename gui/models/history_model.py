"""Corrections of a span, an article or the store, the newest first, read from the store in pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.annotation.article import Article
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


class Scope(StrEnum):
    """Whose history is shown."""

    SPAN = "This span"
    ARTICLE = "This article"
    STORE = "The whole store"


@dataclass(frozen=True, slots=True)
class _Page:
    """Corrections, and the articles that they are about."""

    corrections: tuple[Correction, ...]
    articles: Mapping[str, Article] = field(default_factory=dict)


class HistoryModel(QAbstractListModel):
    """New corrections are put on top; the rows that are there stay as they are."""

    counted = Signal(int, bool)
    """How many corrections are loaded, and whether the store has more."""

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: dict[str, str] | None = None
        self._articles: dict[str, Article] = {}
        self._corrections: list[Correction] = []
        self._ids: set[str] = set()
        self._question = 0
        self._waiting = False
        self._has_more = False

    def reload(self, scope: Scope = Scope.ARTICLE, terms: Mapping[str, str] | None = None) -> None:
        """Read from the start what is wanted; show nothing where nothing is open, or focused, to have it.

        `terms` are those of `core.store.history_terms`.
        """
        self._wanted = self._filter(scope, terms or {})
        self._reset([], False)
        self._ask(0)

    def look_for_new(self) -> None:
        """Put on top what was done since."""
        self._ask(0)

    def _filter(self, scope: Scope, terms: Mapping[str, str]) -> dict[str, str] | None:
        annotated = self._session.annotated
        if scope is Scope.STORE:
            return dict(terms)
        if annotated is None:
            return None
        wanted = {"article_id": annotated.article.id, "layer": self._session.layer, **terms}
        if scope is Scope.ARTICLE:
            return wanted
        focus = self._session.focus
        return {**wanted, "span_id": focus.id} if focus else None

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
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._articles[correction.article_id].title
        if role in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = history_row(correction, self._articles[correction.article_id].text, datetime.now(UTC))
            return row if role == ROW else row.sentence
        return None

    def _ask(self, offset: int) -> None:
        self._question += 1
        question, wanted = self._question, self._wanted
        if wanted is None:
            self.counted.emit(0, False)
            return
        self._waiting = True

        def work(store: "Store") -> _Page:
            return _read(store, wanted, offset)

        self._session.query(work, lambda page: self._take(question, offset, page))

    def _take(self, question: int, offset: int, page: _Page) -> None:
        if question != self._question:
            return
        self._waiting = False
        self._articles |= page.articles
        new = [one for one in page.corrections if one.id not in self._ids]
        more = len(page.corrections) == PAGE
        if offset:
            self._has_more = more
            self._insert(len(self._corrections), new)
        elif self._corrections and len(new) < len(page.corrections):
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


def _read(store: "Store", wanted: Mapping[str, str], offset: int) -> _Page:
    terms: dict[str, Any] = {**wanted, "limit": PAGE, "offset": offset}
    corrections = store.history(**terms)
    return _Page(corrections, {one: store.article(one) for one in {each.article_id for each in corrections}})
