"""The Entities panel: the open article's names by label, with the state and number of their spans."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QVBoxLayout, QWidget

from core.annotation.annotated_article import Changes
from core.annotation.entities import Entities, Entity, Group, Order
from core.annotation.span import Span
from gui.models.entities_delegate import EntitiesDelegate
from gui.models.entities_model import ROW, EntitiesModel, EntityRow
from gui.models.slices import Slices
from gui.theme import Theme, unit
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from gui.session import Session

_SEVERAL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ACTS = ("label.", "span.reject")
"""Beginnings of the ids of commands that are heard here too."""
_NOTHING = "The names in the open article, by label, with how often each occurs."
_NONE_FOUND = "No spans yet. Select text in the article to make one."


class EntitiesPanel(QWidget):
    """A click on a surface focuses its next span, again the one after; the article keeps the keyboard.

    With Ctrl or Shift several surfaces or labels are chosen: a key then acts on all of their spans. By
    `take_keyboard` one walks through the rows; what is chosen is decided on by the same keys as in the
    article, and Enter on a single row goes to its span. `left` says that the article wants the keyboard.
    """

    left = Signal()

    def __init__(self, session: "Session", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entities = Entities("", session.scheme, session.threshold)
        self._filling: Slices[Span] = Slices(self._add, self._reveal, self)
        self._revealing: Slices[Group] = Slices(self._show_group, self._show, self, size=1)
        self._shown: list[Group] = []
        self._choosing = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        self._model = EntitiesModel(self)
        self._delegate = EntitiesDelegate(theme, self)
        self._title = PanelTitle(theme, "Entities")
        self._empty = TextLabel(theme, _NOTHING, tone="muted", pixels=12, lines=3)
        self._list = RowList("Entities of this article")
        self._order = Order.COUNT
        self._orders = MenuButton(theme, "Order", [order.capitalize() for order in Order])
        self._lay_out()
        session.article_opened.connect(self._start)
        session.engine_changed.connect(self._take_threshold)
        session.changed.connect(self._follow)
        session.focus_moved.connect(self._mark_focus)
        self._list.chosen.connect(self._choose)
        self._list.walked.connect(self._choose_several)
        self._list.left.connect(self.left)
        self._orders.chosen.connect(self._sort)
        self._start()

    def take_keyboard(self) -> None:
        """Walk through the rows by keys; a label's key and Delete act on what is chosen."""
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0, 0))
        if not self._list.actions():
            actions = self.window().findChildren(QAction)
            self._list.addActions([one for one in actions if one.objectName().startswith(_ACTS)])
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        self._title.put(self._orders)
        stack.addWidget(self._title)
        self._empty.setContentsMargins(unit(14), unit(8), unit(14), 0)
        stack.addWidget(self._empty)
        stack.addWidget(self._list, 1)
        self.setAccessibleName("Entities")

    def _start(self) -> None:
        """Group the spans anew, a slice at a time."""
        session, annotated = self._session, self._session.annotated
        self._threshold = session.threshold
        text = annotated.text if annotated else ""
        self._entities = Entities(text, session.scheme, session.threshold)
        self._entities.sort_by(self._order)
        self._revealing.stop()
        self._filling.start(annotated or ())

    def _sort(self, number: int) -> None:
        self._order = tuple(Order)[number]
        self._entities.sort_by(self._order)
        self._show()

    def _take_threshold(self) -> None:
        if self._session.threshold != self._threshold:
            self._start()

    def _add(self, span: Span) -> None:
        self._entities.add(span)

    def _follow(self, changes: Changes, _who: object) -> None:
        if self._filling.running:
            self._start()
        else:
            self._entities.apply(changes)
            self._soon.start()

    def _reveal(self) -> None:
        """Show the groups one after the other: thousands of rows at once would be felt."""
        self._shown = []
        self._revealing.start(self._entities.each_group())

    def _show_group(self, group: Group) -> None:
        self._shown.append(group)
        self._model.show_groups(tuple(self._shown))

    def _show(self) -> None:
        self._revealing.stop()
        names, spans = len(self._entities), self._entities.spans
        annotated = self._session.annotated
        self._model.show_groups(self._entities.groups())
        self._title.show_count(f"{names:,} names, {spans:,} spans" if annotated else "")
        self._empty.setVisible(not spans)
        self._empty.show_text(_NONE_FOUND if annotated else _NOTHING)
        self._mark_focus()

    def _choose_several(self) -> None:
        """Take the spans of all rows that are selected; a label's row stands for all of its names."""
        entities: dict[int, Entity] = {}
        for index in self._list.selectedIndexes():
            row: EntityRow = index.data(ROW)
            entities |= {id(one): one for one in ((row.entity,) if row.entity else row.group.entities)}
        spans = sorted((s for one in entities.values() for s in one.spans), key=lambda span: span.sort_key)
        if spans:
            self._choosing = True
            self._session.set_group(spans)
            self._choosing = False
        if len(self._list.selectedIndexes()) > 1:
            names = "1 name" if len(entities) == 1 else f"{len(entities):,} names"
            hint = "A label’s key, Enter or Delete decides on all of them, Esc leaves them."
            self._session.tell(f"{len(spans):,} spans of {names} are chosen.", hint)

    def _mark_focus(self) -> None:
        if self._choosing:
            return
        span = self._session.focus
        index = QModelIndex()
        if span is not None:
            index = self._model.index_of(span, self._entities.find(span))
        if not index.isValid():
            self._list.selectionModel().clear()
        elif not self._list.selectionModel().isSelected(index):
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._list.selectionModel().setCurrentIndex(index, select)
            self._list.scrollTo(index)

    def _choose(self, index: QModelIndex) -> None:
        row: EntityRow = index.data(ROW)
        if self._list.hasFocus() and len(self._list.selectedIndexes()) > 1:
            accept = self.window().findChild(QAction, "span.accept")
            assert accept is not None
            accept.trigger()
        elif QApplication.keyboardModifiers() & _SEVERAL:
            self._choose_several()
        elif row.entity is None:
            self._model.toggle(row.group.label.name)
            self._mark_focus()
        else:
            self._session.set_focus(row.entity.next_after(self._session.focus).id)
            self._mark_focus()
            if self._list.hasFocus():
                self.left.emit()
