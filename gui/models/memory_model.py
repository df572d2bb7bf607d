"""The strings that the memory knows, as a list read from the store in pages."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.learning.remembering import PAGE, KnownString, Page, known_page
from core.store.pins import Order

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's KnownString is found."""

Index = QModelIndex | QPersistentModelIndex


class MemoryModel(QAbstractListModel):
    """Pages come by `session.query`; the reply to a question that is no longer asked is passed over."""

    counted = Signal(int, bool)
    """How many strings are loaded, and whether the store has more."""

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._strings: list[KnownString] = []
        self._next: int | None = 0
        self._question = 0
        self._waiting = False
        self._text = ""
        self._order: Order = "often"

    @property
    def filtered(self) -> bool:
        """Whether some strings may be left out."""
        return bool(self._text)

    def set_filter(self, text: str) -> None:
        """List only the strings with this text in them."""
        self._text = text
        self._ask(0, PAGE)

    def set_order(self, order: Order) -> None:
        """List the most decided strings first, or by name; pinned ones come before all."""
        self._order = order
        self._ask(0, PAGE)

    def reload(self) -> None:
        """Read again what is loaded."""
        self._ask(0, max(PAGE, len(self._strings)))

    def index_of(self, surface: str) -> QModelIndex:
        """Return where a string stands among those that are loaded; an invalid index where it does not."""
        row = next((row for row, one in enumerate(self._strings) if one.surface == surface), -1)
        return self.index(row, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many strings are loaded."""
        return 0 if parent.isValid() else len(self._strings)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the store has more."""
        return not parent.isValid() and self._next is not None and not self._waiting

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page."""
        if self._next is not None:
            self._ask(self._next, PAGE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        one = self._strings[index.row()]
        if role == ROW:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return one.surface
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            evidence = str(one.remembered.evidence) or "nothing decided"
            return f"{one.surface}: {evidence}; proposed: {one.remembered.outlook[1]}"
        return None

    def _ask(self, offset: int, limit: int) -> None:
        self._question += 1
        self._waiting = True
        question, layer, scheme = self._question, self._session.layer, self._session.scheme
        text, order = self._text, self._order

        def work(store: "Store") -> Page:
            return known_page(store, layer, scheme, text, order, offset, limit)

        self._session.query(work, lambda page: self._take(question, offset, page))

    def _take(self, question: int, offset: int, page: Page) -> None:
        if question != self._question:
            return
        self._waiting = False
        self._next = page.next
        if offset == 0:
            self._replace(list(page.strings))
        elif page.strings:
            last = len(self._strings) + len(page.strings) - 1
            self.beginInsertRows(QModelIndex(), len(self._strings), last)
            self._strings += page.strings
            self.endInsertRows()
        self.counted.emit(len(self._strings), page.next is not None)

    def _replace(self, strings: list[KnownString]) -> None:
        """Take strings read again; where they are the same the view keeps its place."""
        if [one.surface for one in strings] == [one.surface for one in self._strings]:
            self._strings = strings
            if strings:
                self.dataChanged.emit(self.index(0, 0), self.index(len(strings) - 1, 0))
            return
        self.beginResetModel()
        self._strings = strings
        self.endResetModel()
