"""The Memory panel: the strings that people decided on, what will be proposed for them, and a say in that."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from core.learning.remembering import KnownString
from core.store.pins import Order, forget, pin, remember_again
from gui.models.memory_delegate import HEADINGS, MemoryDelegate, columns
from gui.models.memory_model import ROW, MemoryModel
from gui.theme import Theme, unit
from gui.widgets.column_headings import ColumnHeadings
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

_EMPTY = "What you decide on a name here changes what is proposed elsewhere. Each such name is listed."
_NO_MATCH = "Nothing is remembered of a name with this text."
_KEYS = "In the list: a label’s key pins it, Delete keeps the name out, Backspace takes the pin back."
_ORDERS: tuple[Order, ...] = ("often", "name")
_LOOK_MS = 1_500
"""How long after a decision the list is read again: counting a large store takes its thread a while."""
_NEVER = ""


class MemoryPanel(QWidget):
    """Each change is kept in the store at once. `left`: the article wants the keyboard again."""

    left = Signal()

    def __init__(self, session: "Session", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = MemoryModel(session, self)
        self._delegate = MemoryDelegate(theme, lambda name: session.scheme[name], self)
        self._title = PanelTitle(theme, "Memory")
        self._filter = FilterLine("Filter names")
        self._orders = MenuButton(theme, "Order", ("Most decided first", "By name"))
        self._change = FramedButton(theme, "Pin or forget")
        self._words = TextLabel(theme, _EMPTY, tone="muted", pixels=12, lines=2)
        self._list = RowList("Names that are remembered")
        bar = self._list.verticalScrollBar().sizeHint().width()
        self._headings = ColumnHeadings(theme, HEADINGS, columns, bar)
        self._menu = QMenu(self)
        self._surface = ""
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._lay_out()
        self._connect()
        self._count(0, False)

    @property
    def menu(self) -> QMenu:
        """The menu of what can be done with the chosen name."""
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
        """Return the height that a list of names has at first."""
        return QSize(unit(600), unit(240))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was decided while the panel was hidden."""
        super().showEvent(event)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys in the list pin a label to the chosen name, keep it out, take the pin back."""
        keys = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if watched is self._list and event.type() in keys and isinstance(event, QKeyEvent):
            act = self._act_of(event)
            if act is not None:
                event.accept()
                if event.type() is QEvent.Type.KeyPress:
                    act()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        # Always there, so that the columns stand under their headings.
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.setToolTip(_KEYS)
        tools = QHBoxLayout()
        tools.setContentsMargins(unit(14), 0, unit(14), unit(6))
        tools.setSpacing(unit(6))
        tools.addWidget(self._filter, 1)
        tools.addWidget(self._orders)
        tools.addWidget(self._change)
        self._words.setContentsMargins(unit(14), 0, unit(14), unit(6))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self._title)
        stack.addLayout(tools)
        stack.addWidget(self._words)
        stack.addWidget(self._headings)
        stack.addWidget(self._list, 1)
        self.setAccessibleName("Memory")

    def _connect(self) -> None:
        session = self._session
        self._soon.timeout.connect(self._look)
        session.store_opened.connect(self._look)
        session.library_changed.connect(self._soon.start)
        self._model.counted.connect(self._count)
        self._model.modelReset.connect(self._choose_again)
        self._filter.filter_changed.connect(self._model.set_filter)
        self._filter.left.connect(self.left)
        self._filter.down.connect(self._enter_list)
        self._orders.chosen.connect(lambda number: self._model.set_order(_ORDERS[number]))
        self._change.clicked.connect(lambda: self._open_menu(self._change.mapToGlobal(QPoint(0, 0))))
        self._list.left.connect(self.left)
        self._list.customContextMenuRequested.connect(
            lambda at: self._open_menu(self._list.viewport().mapToGlobal(at))
        )
        self._list.selectionModel().currentChanged.connect(self._offer)
        self._list.installEventFilter(self)

    # What is listed

    def _look(self) -> None:
        """Read again, if anybody sees it."""
        if self.isVisible():
            self._model.reload()

    def _count(self, number: int, has_more: bool) -> None:
        more = "more than " if has_more else ""
        self._title.show_count(f"{more}{number:,} {'name' if number == 1 else 'names'}" if number else "")
        self._headings.setVisible(bool(number))
        self._words.setVisible(not number)
        self._words.show_text(_NO_MATCH if self._model.filtered else _EMPTY)
        self._offer()

    def _enter_list(self) -> None:
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    # What can be done with a name

    @property
    def _chosen(self) -> KnownString | None:
        one: KnownString | None = self._list.currentIndex().data(ROW)
        return one

    def _choose_again(self) -> None:
        """Choose the name that was chosen: pinned, it stands elsewhere."""
        index = self._model.index_of(self._surface)
        if index.isValid():
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index)
        self._offer()

    def _offer(self) -> None:
        self._change.setEnabled(self._chosen is not None)
        if one := self._chosen:
            self._surface = one.surface

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does with the chosen name; None where it does nothing of its own."""
        if self._chosen is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return None
        if event.key() == Qt.Key.Key_Delete:
            return partial(self._pin, _NEVER)
        if event.key() == Qt.Key.Key_Backspace:
            return partial(self._pin, None)
        key = event.text().upper()
        name = next((label.name for label in self._session.scheme if key and label.key == key), None)
        return partial(self._pin, name) if name else None

    def _open_menu(self, at: QPoint) -> None:
        one = self._chosen
        if one is None:
            return
        self._menu.clear()
        always = self._menu.addMenu("Always propose it as")
        for label in self._session.scheme:
            words = f"{label.name}\t{label.key}" if label.key else label.name
            always.addAction(words, partial(self._pin, label.name))
        self._menu.addAction("Never propose it\tDel", lambda: self._pin(_NEVER))
        if one.remembered.pin is not None:
            self._menu.addAction("Take the pin back\tBackspace", lambda: self._pin(None))
        self._menu.addSeparator()
        self._menu.addAction("Forget what was decided on it", self._forget)
        self._menu.popup(at)

    def _pin(self, label: str | None) -> None:
        if one := self._chosen:
            surface, layer, annotator = one.surface, self._session.layer, self._session.annotator
            self._write(lambda store: pin(store, layer, surface, label, annotator))

    def _forget(self) -> None:
        if one := self._chosen:
            surface, layer, annotator = one.surface, self._session.layer, self._session.annotator
            self._write(lambda store: forget(store, layer, surface, annotator))
            self._session.tell(
                f"What was decided on “{surface}” is forgotten.",
                action_text="Remember it again",
                action=lambda: self._write(lambda store: remember_again(store, layer, surface, annotator)),
            )

    def _write(self, work: "Callable[[Store], None]") -> None:
        """Change the store on its thread, then show what holds."""
        self._session.query(work, lambda _: self._model.reload())
