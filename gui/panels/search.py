"""The Search panel: articles by words and filters, or every span of a query in its context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.store.concordance import Sort
from core.store.query import HELP
from gui.models.search_delegate import SearchDelegate
from gui.models.search_model import ROW, Asked, Found, SearchModel
from gui.theme import Theme, unit
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.session import Session

_EMPTY = "Words, “phrases” and beginnings* are sought in all articles; label:ORG or annotator:anna narrow it."
_NONE = "Nothing was found."
_WAYS: tuple[tuple[str, bool, Sort], ...] = (
    ("Articles", False, ""),
    ("Spans in context", True, ""),
    ("Spans, by the words before", True, "left"),
    ("Spans, by the words behind", True, "right"),
)


class SearchPanel(QWidget):
    """Enter and a click open the article at the place."""

    left = Signal()
    """The article wants the keyboard again."""
    reveal_requested = Signal(int, int)
    """`[start, end)` of the open article, in code points."""
    seek_requested = Signal(str, str)
    """A surface and its label, empty where it has none: every occurrence in the store is wanted."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._way = _WAYS[0]
        self._model = SearchModel(session, self)
        self._delegate = SearchDelegate(theme, self)
        self._title = PanelTitle(theme, "Search")
        self._field = FilterLine("Search all articles")
        self._field.setToolTip(HELP)
        self._ways = MenuButton(theme, "Show", [words for words, _, _ in _WAYS])
        self._everywhere = FramedButton(theme, "Every occurrence…")
        self._words = TextLabel(theme, _EMPTY, tone="muted", pixels=12, lines=2)
        self._list = RowList("What was found")
        self._lay_out()
        self._connect()

    def take_keyboard(self) -> None:
        """Give the keyboard to the field; Down goes on into the list."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the height that it has at first."""
        return QSize(unit(600), unit(300))

    def _search(self) -> None:
        _, in_context, sort = self._way
        self._model.ask(Asked(self._field.text().strip(), in_context, sort))

    def _choose(self, number: int) -> None:
        self._way = _WAYS[number]
        self._search()

    def _count(self, loaded: int, total: int) -> None:
        what = "place" if self._way[1] else "article"
        of = f" of {total:,}" if total > loaded else ""
        self._title.show_count(f"{loaded:,}{of} {what if total == 1 else what + 's'}" if total else "")
        self._tell("" if total else _NONE if self._field.text().strip() else _EMPTY)

    def _tell(self, words: str) -> None:
        self._words.show_text(words)
        self._words.setVisible(bool(words))

    def _enter_list(self) -> None:
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, index: QModelIndex) -> None:
        found: Found = index.data(ROW)
        annotated = self._session.annotated
        if annotated is not None and annotated.article.id == found.article_id:
            self._show(found)
        else:
            self._session.open_article(found.article_id, lambda: self._show(found))
        self.left.emit()

    def _offer(self) -> None:
        found: Found | None = self._list.currentIndex().data(ROW)
        self._everywhere.setEnabled(found is not None and bool(found.context.surface.strip()))

    def _seek(self) -> None:
        """Have every occurrence of what the current row is about listed, to be fixed as one batch."""
        found: Found | None = self._list.currentIndex().data(ROW)
        if found is not None:
            self.seek_requested.emit(found.context.surface.strip(), found.label)

    def _show(self, found: Found) -> None:
        annotated = self._session.annotated
        if annotated and annotated.get(found.span_id):
            self._session.set_focus(found.span_id)
        elif found.end:
            self.reveal_requested.emit(found.start, found.end)

    def _connect(self) -> None:
        self._model.counted.connect(self._count)
        self._model.failed.connect(self._tell)
        self._field.filter_changed.connect(lambda _text: self._search())
        self._field.left.connect(self.left)
        self._field.down.connect(self._enter_list)
        self._ways.chosen.connect(self._choose)
        self._list.chosen.connect(self._go_to)
        self._list.left.connect(self.left)
        self._list.selectionModel().currentChanged.connect(self._offer)
        self._model.modelReset.connect(self._offer)
        self._everywhere.clicked.connect(self._seek)
        self._offer()

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        tools = QHBoxLayout()
        tools.setContentsMargins(unit(14), 0, unit(14), unit(6))
        tools.setSpacing(unit(6))
        tools.addWidget(self._field, 1)
        tools.addWidget(self._ways)
        tools.addWidget(self._everywhere)
        self._words.setContentsMargins(unit(14), 0, unit(14), unit(4))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self._title)
        stack.addLayout(tools)
        stack.addWidget(self._words)
        stack.addWidget(self._list, 1)
        self.setAccessibleName("Search")
