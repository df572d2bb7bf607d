"""The panel of the corpus' entities: a row is decided instead of all its spans; aliases are joined, split."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QObject,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from core.review.entities import EntityAct
from core.store.entities import EntityOrder, EntityRow, spellings_of
from gui.models.corpus_delegate import HEADINGS, CorpusDelegate, columns
from gui.models.corpus_model import ROW, CorpusModel, label_counts
from gui.panels.corpus_work import CorpusWork
from gui.theme import Theme, unit
from gui.widgets.column_headings import ColumnHeadings
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from gui.session import Session

_NONE = "No name of the articles is marked yet."
_NO_MATCH = "No name has this text."
_KEYS = "Space accepts, a label’s key gives the label, Delete rejects, Enter lists where the name stands."
_ORDERS: tuple[EntityOrder, ...] = ("often", "articles", "name")
_ORDER_WORDS = ("Most frequent first", "Most articles first", "By name")
_LOOK_MS = 1_000
"""How long after a decision the counts are brought up to date."""


class CorpusPanel(QWidget):
    """What is done with the chosen rows is one batch. The counts are brought up to date while it is shown."""

    left = Signal()
    """The article wants the keyboard again."""
    seek_requested = Signal(str, str)
    """Every occurrence of a surface is to be listed; the label that it should have."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entities = CorpusWork(session, self)
        self._entity = ""
        self._model = CorpusModel(session, self)
        self._delegate = CorpusDelegate(theme, lambda name: session.scheme[name], self)
        self._title = PanelTitle(theme, "Entities of the corpus")
        self._filter = FilterLine("Filter names")
        self._which = MenuButton(theme, "Which", ("All names", "Labels in conflict"))
        self._orders = MenuButton(theme, "Order", _ORDER_WORDS)
        self._decide = FramedButton(theme, "Decide")
        self._strip = WorkStrip(theme)
        self._words = TextLabel(theme, _NONE, tone="muted", pixels=12, lines=2)
        self._list = RowList("Entities of the corpus")
        bar = self._list.verticalScrollBar().sizeHint().width()
        self._headings = ColumnHeadings(theme, HEADINGS, columns, bar)
        self._menu = QMenu(self)
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._lay_out()
        self._connect()
        self._count(0)

    @property
    def menu(self) -> QMenu:
        """The menu of what can be done with the chosen rows."""
        return self._menu

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
        """Return the height that it has at first."""
        return QSize(unit(600), unit(300))

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is counted already, and bring it up to date."""
        super().showEvent(event)
        self._model.reload()
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys in the list decide on the chosen rows, before a command of the window hears them."""
        keys = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if watched is self._list and event.type() in keys and isinstance(event, QKeyEvent):
            act = self._act_of(event)
            if act is not None:
                event.accept()
                if event.type() is QEvent.Type.KeyPress:
                    act()
                return True
        return super().eventFilter(watched, event)

    # What is listed

    def _look(self) -> None:
        """Bring the counts up to date, if anybody sees them."""
        if self.isVisible():
            self._entities.count()

    def _count(self, number: int) -> None:
        filtered = bool(self._model.filter.text or self._model.filter.conflicts)
        self._title.show_count(("1 name" if number == 1 else f"{number:,} names") if number else "")
        self._headings.setVisible(bool(number))
        self._words.setVisible(not number)
        self._words.show_text(_NO_MATCH if filtered else _NONE)
        self._decide.setEnabled(bool(self._chosen))

    def _choose_again(self) -> None:
        """Choose the name that was chosen: decided, it may stand elsewhere."""
        index = self._model.index_of(self._entity)
        if index.isValid():
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._list.selectionModel().setCurrentIndex(index, select)
            self._list.scrollTo(index)

    def _offer(self) -> None:
        if (row := self._row) is not None:
            self._entity = row.entity
        self._decide.setEnabled(bool(self._chosen))

    def _enter_list(self) -> None:
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    # What can be done with the chosen names

    @property
    def _row(self) -> EntityRow | None:
        row: EntityRow | None = self._list.currentIndex().data(ROW)
        return row

    @property
    def _chosen(self) -> list[EntityRow]:
        rows: list[EntityRow] = [index.data(ROW) for index in self._list.selectedIndexes()]
        return rows

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does with the chosen names; None where it does nothing of its own."""
        rows, into = self._chosen, self._row
        if not rows or into is None:
            return None
        if event.key() == Qt.Key.Key_J and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return partial(self._entities.join, rows, into)
        if event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return partial(self._seek, into)
        if event.key() == Qt.Key.Key_Space:
            return partial(self._entities.decide, rows, EntityAct.ACCEPT)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return partial(self._entities.decide, rows, EntityAct.REJECT)
        key = event.text().upper()
        name = next((label.name for label in self._session.scheme if key and label.key == key), None)
        return partial(self._entities.decide, rows, EntityAct.RELABEL, name) if name else None

    def _ask_menu(self, at: QPoint) -> None:
        """Open the menu once the spellings are known."""
        if row := self._row:
            entity = row.entity
            self._session.query(
                lambda store: spellings_of(store, entity), lambda spellings: self._open_menu(at, spellings)
            )

    def _open_menu(self, at: QPoint, spellings: Sequence[str]) -> None:
        rows, into, menu, work = self._chosen, self._row, self._menu, self._entities
        if not rows or into is None:
            return
        menu.clear()
        menu.addAction("Accept\tSpace", lambda: work.decide(rows, EntityAct.ACCEPT))
        labels = menu.addMenu("Give the label")
        for label in self._session.scheme:
            words = f"{label.name}\t{label.key}" if label.key else label.name
            labels.addAction(words, partial(work.decide, rows, EntityAct.RELABEL, label.name))
        menu.addAction("Reject\tDel", lambda: work.decide(rows, EntityAct.REJECT))
        menu.addSeparator()
        join = menu.addAction(f"Join to “{into.name}”\tCtrl+J", lambda: work.join(rows, into))
        join.setEnabled(len(rows) > 1)
        split = menu.addMenu("Make a name of its own")
        split.setEnabled(len(spellings) > 1)
        for spelling in spellings:
            split.addAction(spelling, partial(work.split, spelling))
        menu.addSeparator()
        menu.addAction("List where it stands\tEnter", lambda: self._seek(into))
        menu.popup(at)

    def _seek(self, row: EntityRow) -> None:
        label = next((name for name, _ in label_counts(row)), "")
        self.seek_requested.emit(row.name, label)

    # How it hangs together

    def _connect(self) -> None:
        session, work, model = self._session, self._session.long_work, self._model
        self._soon.timeout.connect(self._look)
        session.store_opened.connect(self._look)
        session.library_changed.connect(self._soon.start)
        self._entities.counted.connect(model.reload)
        model.counted.connect(self._count)
        model.modelReset.connect(self._choose_again)
        self._filter.filter_changed.connect(lambda text: model.set_filter(replace(model.filter, text=text)))
        self._filter.left.connect(self.left)
        self._filter.down.connect(self._enter_list)
        self._which.chosen.connect(
            lambda number: model.set_filter(replace(model.filter, conflicts=bool(number)))
        )
        self._orders.chosen.connect(
            lambda number: model.set_filter(replace(model.filter, order=_ORDERS[number]))
        )
        self._decide.clicked.connect(lambda: self._ask_menu(self._decide.mapToGlobal(QPoint(0, 0))))
        self._list.left.connect(self.left)
        self._list.customContextMenuRequested.connect(
            lambda at: self._ask_menu(self._list.viewport().mapToGlobal(at))
        )
        for moved in (
            self._list.selectionModel().selectionChanged,
            self._list.selectionModel().currentChanged,
        ):
            moved.connect(self._offer)
        self._list.installEventFilter(self)
        self._strip.cancelled.connect(work.cancel)
        work.progressed.connect(lambda: self._strip.show_work(work.how_far))

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        # Always there, so that the columns stand under their headings.
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.setToolTip(_KEYS)
        tools = QHBoxLayout()
        tools.setContentsMargins(unit(14), 0, unit(14), unit(6))
        tools.setSpacing(unit(6))
        tools.addWidget(self._filter, 1)
        for tool in (self._which, self._orders, self._decide):
            tools.addWidget(tool)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self._title)
        stack.addLayout(tools)
        for part in (self._strip, self._words):
            part.setContentsMargins(unit(14), 0, unit(14), unit(4))
            stack.addWidget(part)
        stack.addWidget(self._headings)
        stack.addWidget(self._list, 1)
        self.setAccessibleName("Entities of the corpus")
