"""The Library panel: the store's articles, with how far each is decided."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from core.annotation.correction import Status
from core.annotation.wording import STATUS_WORDS
from core.store.library import LibraryRow
from gui.models.library_delegate import LibraryDelegate
from gui.models.library_model import ROW, LibraryModel
from gui.panels.library_queue import LibraryQueue
from gui.theme import Theme, unit
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.session import Session

_EMPTY = "Articles that you open are listed here, with how far each is decided."
_NO_MATCH = "No article has these words and this status."
_NONE_QUEUED = "No article is in the queue: this order and its filters leave none."
_STATUSES = (None, *Status)
_RELOAD_MS = 120
_SEVERAL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class LibraryPanel(QWidget):
    """A click or Enter opens an article; with Ctrl or Shift several are chosen, to be assigned.

    `left` says that the keyboard is wanted by the article again.
    """

    left = Signal()

    def __init__(self, session: "Session", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = LibraryModel(session, self)
        self._delegate = LibraryDelegate(theme, self)
        self._title = PanelTitle(theme, "Library")
        self._filter = FilterLine("Filter titles and text")
        choices = ("All", *(STATUS_WORDS[status].capitalize() for status in Status))
        self._status_button = MenuButton(theme, "Status", choices)
        self._status: Status | None = None
        self._empty = TextLabel(theme, _EMPTY, tone="muted", pixels=12, lines=3)
        self._queue = LibraryQueue(session, theme)
        self._list = RowList("Articles in the library")
        self._soon = QTimer(self, singleShot=True, interval=_RELOAD_MS)
        self._lay_out()
        self._connect()
        self._count(0, 0)
        self._model.reload()

    def take_keyboard(self) -> None:
        """Give the keyboard to the filter field; Down goes on into the list."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the width that a library has at first."""
        return QSize(unit(248), unit(400))

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._search = QWidget()
        row = QHBoxLayout(self._search)
        row.setContentsMargins(unit(12), 0, unit(12), unit(8))
        row.setSpacing(unit(6))
        row.addWidget(self._filter, 1)
        row.addWidget(self._status_button)
        self._empty.setContentsMargins(unit(14), unit(8), unit(14), 0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self._title)
        stack.addWidget(self._search)
        stack.addWidget(self._queue)
        stack.addWidget(self._empty)
        stack.addWidget(self._list, 1)
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
        self._filter.filter_changed.connect(lambda text: self._model.set_filter(text, self._status))
        self._filter.left.connect(self.left)
        self._filter.down.connect(self._enter_list)
        self._status_button.chosen.connect(self._choose_status)
        self._list.chosen.connect(self._open)
        self._list.left.connect(self.left)
        self._list.selectionModel().selectionChanged.connect(self._choose_several)
        session.queueing.changed.connect(self._model.reload)

    def _choose_several(self) -> None:
        indexes = self._list.selectedIndexes()
        rows: list[LibraryRow] = [index.data(ROW) for index in indexes] if len(indexes) > 1 else []
        self._session.queueing.choose_articles([row.id for row in rows])

    def _choose_status(self, number: int) -> None:
        self._status = _STATUSES[number]
        self._model.set_filter(self._filter.text().strip(), self._status)

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
        self._search.setVisible(used)
        self._queue.setVisible(used)
        self._empty.setVisible(self._model.rowCount() == 0)
        words = _NONE_QUEUED if matching else _NO_MATCH if used else _EMPTY
        self._empty.show_text(words)
