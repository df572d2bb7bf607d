"""The Library panel: the store's articles, with how far each is decided."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QVBoxLayout, QWidget

from core.store.library import LibraryRow
from gui.models.library_columns import COLUMNS, WIDE, columns
from gui.models.library_delegate import LibraryDelegate
from gui.models.library_model import ROW, LibraryModel
from gui.panels.library_filters import LibraryFilters
from gui.panels.library_queue import LibraryQueue
from gui.theme import Theme, unit
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.sort_headings import SortHeadings
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.session import Session

_EMPTY = "Articles that you open are listed here, with how far each is decided."
_NO_MATCH = "No article has these words, this status and this label."
_NONE_QUEUED = "No article is in the queue: this order and its filters leave none."
_RELOAD_MS = 120
_SEVERAL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class LibraryPanel(QWidget):
    """A click or Enter opens an article; with Ctrl or Shift several are chosen, to be assigned.

    Where it is wide it has columns, and a click on a heading sorts.
    `left` says that the keyboard is wanted by the article again.
    """

    left = Signal()

    def __init__(self, session: "Session", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = LibraryModel(session, self)
        self._delegate = LibraryDelegate(theme, self)
        self._title = PanelTitle(theme, "Library")
        self._filters = LibraryFilters(session, theme)
        self._empty = TextLabel(theme, _EMPTY, tone="muted", pixels=12, lines=3)
        self._queue = LibraryQueue(session, theme)
        self._list = RowList("Articles in the library")
        bar = self._list.verticalScrollBar().sizeHint().width()
        self._headings = SortHeadings(theme, [column.heading for column in COLUMNS], columns, bar)
        self._soon = QTimer(self, singleShot=True, interval=_RELOAD_MS)
        self._lay_out()
        self._connect()
        self._count(0, 0)
        self._model.reload()

    def take_keyboard(self) -> None:
        """Give the keyboard to the filter field; Down goes on into the list."""
        self._filters.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filters.line.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the width that a library has at first."""
        return QSize(unit(248), unit(400))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take columns where there is room for them."""
        super().resizeEvent(event)
        wide = self.width() >= unit(WIDE)
        if wide != self._delegate.wide:
            self._set_wide(wide)

    def _set_wide(self, wide: bool) -> None:
        self._delegate.wide = wide
        self._filters.set_wide(wide)
        self._headings.setVisible(wide)
        # Always there beside columns, so that they stand under their headings.
        policy = Qt.ScrollBarPolicy
        self._list.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if wide else policy.ScrollBarAsNeeded)
        self._list.scheduleDelayedItemsLayout()

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._empty.setContentsMargins(unit(14), unit(8), unit(14), 0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self._title)
        stack.addWidget(self._filters)
        stack.addWidget(self._queue)
        stack.addWidget(self._empty)
        stack.addWidget(self._headings)
        stack.addWidget(self._list, 1)
        self._headings.hide()
        self.setAccessibleName("Library")

    def _connect(self) -> None:
        session = self._session
        session.store_opened.connect(self._model.reload)
        session.library_changed.connect(self._soon.start)
        session.article_opened.connect(self._show_open)
        session.changed.connect(lambda _changes, _who: self._model.show_open(session.annotated))
        self._soon.timeout.connect(self._model.reload)
        self._model.counted.connect(self._count)
        self._model.modelReset.connect(self._show_open)
        self._filters.changed.connect(self._list_anew)
        self._filters.line.left.connect(self.left)
        self._filters.line.down.connect(self._enter_list)
        self._headings.chosen.connect(lambda number: self._filters.turn_sort(COLUMNS[number].key))
        self._list.chosen.connect(self._open)
        self._list.left.connect(self.left)
        self._list.selectionModel().selectionChanged.connect(self._choose_several)
        session.queueing.changed.connect(self._model.reload)

    def _choose_several(self) -> None:
        indexes = self._list.selectedIndexes()
        rows: list[LibraryRow] = [index.data(ROW) for index in indexes] if len(indexes) > 1 else []
        self._session.queueing.choose_articles([row.id for row in rows])

    def _list_anew(self) -> None:
        wanted = self._filters
        self._model.set_filter(wanted.text, wanted.status, wanted.label, wanted.sort)

    def _enter_list(self) -> None:
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, index: QModelIndex) -> None:
        if QApplication.keyboardModifiers() & _SEVERAL:
            return
        row: LibraryRow = index.data(ROW)
        annotated = self._session.annotated
        if annotated is not None and annotated.article.id == row.id:
            self.left.emit()
        else:
            self._session.open_article(row.id)

    def _show_open(self) -> None:
        index = self._model.show_open(self._session.annotated)
        if index.isValid():
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index)

    def _count(self, matching: int, reviewed: int) -> None:
        used = bool(matching) or self._model.filtered
        self._title.show_count(f"{reviewed:,} of {matching:,} reviewed" if used else "")
        self._filters.setVisible(used)
        self._show_order()
        self._queue.setVisible(used)
        self._empty.setVisible(self._model.rowCount() == 0)
        words = _NONE_QUEUED if matching else _NO_MATCH if used else _EMPTY
        self._empty.show_text(words)

    def _show_order(self) -> None:
        """Show by what the list is sorted; a queue has an order of its own, which nothing sorts."""
        sort, can_sort = self._filters.sort, not self._model.follows_queue
        keys = [column.key for column in COLUMNS]
        self._filters.offer_sort(can_sort)
        self._headings.setEnabled(can_sort)
        sorting = keys.index(sort.by) if can_sort and sort.by in keys else None
        self._headings.show_sort(sorting, sort.descending)
