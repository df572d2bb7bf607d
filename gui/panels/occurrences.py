"""The Occurrences panel: every occurrence of a surface in the store, and one act on the ticked ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.annotation.correction import Batch
from core.errors import RubricatorError
from core.progress import Progress
from core.review.fixing import Act, Fixed, fix
from core.review.occurrences import Hit, Sought, occurrences
from gui.models.occurrences_delegate import OccurrencesDelegate
from gui.models.occurrences_model import HIT, OccurrencesModel
from gui.theme import Theme, unit
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from core.store.store import Store
    from gui.session import Session

Result = TypeVar("Result")

_EMPTY = "Type a name, or choose “Every … in the store” on a span: each place where it stands is listed here."
_NONE = "It stands nowhere in the store."
_SEARCHING = "searching"
_DONE = {Act.GIVE: "labelled {label}", Act.REJECT: "rejected"}


class OccurrencesPanel(QWidget):
    """Space ticks, Enter goes there, = gives the ticked the label, Delete rejects them: one batch each."""

    left = Signal()
    """The article wants the keyboard again."""
    reveal_requested = Signal(int, int)
    """`[start, end)` of the open article, in code points."""
    _found = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work = session.long_work
        self._sought: Sought | None = None
        self._model = OccurrencesModel(self)
        self._delegate = OccurrencesDelegate(theme, self)
        self._title = PanelTitle(theme, "Occurrences")
        self._field = FilterLine("A name, as it stands in the articles")
        self._labels = MenuButton(theme, "Label", self._names())
        self._give = FramedButton(theme, "Give the ticked the label (=)")
        self._reject = FramedButton(theme, "Reject the ticked (Del)")
        self._strip = WorkStrip(theme)
        self._words = TextLabel(theme, _EMPTY, tone="muted", pixels=12, lines=2)
        self._list = RowList("Occurrences in the store")
        self._lay_out()
        self._connect()
        self._count()

    def seek(self, surface: str, label: str) -> None:
        """Look for a surface in the whole store; `label` is what it should be labelled."""
        if label in (names := self._names()):
            self._labels.show_choice(names.index(label))
        self._field.setText(surface)
        self._search(surface)

    def _names(self) -> list[str]:
        return [label.name for label in self._session.scheme]

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, or to the field while there is nothing to list."""
        target = self._list if self._sought else self._field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the height that it has at first."""
        return QSize(unit(600), unit(300))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys in the list tick and act, and a click on a box tick."""
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            place = event.position().toPoint()
            index = self._list.indexAt(place)
            if index.isValid() and self._delegate.tick_box(self._list.visualRect(index)).contains(place):
                self._model.toggle(index)
                return True
        return super().eventFilter(watched, event)

    # Searching

    def _search(self, surface: str) -> None:
        self._model.clear()
        if not surface.strip():
            self._sought = None
            self._count()
            return
        sought = self._sought = Sought(surface.strip(), self._label, self._session.layer)

        def search(store: Store, progress: Progress) -> None:
            for page in occurrences(store, sought, progress):
                self._found.emit((sought, page))

        self._start(_SEARCHING, search, lambda _none: self._count())

    def _take(self, found: tuple[Sought, Sequence[Hit]]) -> None:
        sought, hits = found
        if sought is self._sought:
            self._model.add(hits)

    # Acting

    def _act(self, act: Act) -> None:
        hits, label, session = self._model.ticked, self._label, self._session
        if not hits or not session.store_is_open:
            return
        batch = Batch("", session.layer, session.annotator)

        def done(fixed: Fixed) -> None:
            session.take(fixed.corrections, self)
            session.undoing.ask()
            self._tell(act, label, fixed)
            self._search(self._sought.surface if self._sought else "")

        self._start("changing", lambda store, progress: fix(store, hits, act, label, batch, progress), done)

    def _tell(self, act: Act, label: str, fixed: Fixed) -> None:
        count, articles = len({one.span_id for one in fixed.corrections}), fixed.articles
        spans = "1 span" if count == 1 else f"{count:,} spans"
        where = "1 article" if articles == 1 else f"{articles:,} articles"
        hint = f"{fixed.changed:,} had changed meanwhile and were left alone." if fixed.changed else ""
        undo = self._session.undoing.undo
        sentence = f"{spans} in {where} {'was' if count == 1 else 'were'} {_DONE[act].format(label=label)}."
        self._session.tell(sentence, hint, action_text="Undo", action=undo, action_key="Ctrl+Z")

    def _start(
        self, what: str, work: Callable[[Store, Progress], Result], done: Callable[[Result], None]
    ) -> None:
        try:
            self._work.start(what, work, done, self._fail, self._count, instead=_SEARCHING)
        except RubricatorError as error:
            self._session.tell_error(error)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self._session.tell_error(error)

    # What is shown

    @property
    def _label(self) -> str:
        return self._labels.text()

    def _count(self) -> None:
        hits, ticked = self._model.hits, self._model.ticked
        articles = len({hit.article_id for hit in hits})
        title = f"Every “{self._sought.surface}” in the store" if self._sought else "Occurrences"
        self._title.show_title(title)
        odd = f", {self._model.odd:,} odd on top" if self._model.odd else ""
        counts = f"{len(ticked):,} of {len(hits):,} ticked, in {articles:,} articles{odd}"
        self._title.show_count(counts if hits else "")
        self._words.show_text(_NONE if self._sought and self._work.how_far is None else _EMPTY)
        self._words.setVisible(not hits)
        self._give.setEnabled(bool(ticked))
        self._reject.setEnabled(bool(ticked))

    def _go_to(self, index: QModelIndex) -> None:
        hit: Hit = index.data(HIT)
        annotated = self._session.annotated
        if annotated is not None and annotated.article.id == hit.article_id:
            self._show(hit)
        else:
            self._session.open_article(hit.article_id, lambda: self._show(hit))
        self.left.emit()

    def _show(self, hit: Hit) -> None:
        annotated = self._session.annotated
        there = [span for span in hit.spans if annotated and annotated.get(span.id)]
        if there:
            self._session.set_focus(there[0].id)
        else:
            self.reveal_requested.emit(hit.start, hit.end)

    def _take_key(self, event: QKeyEvent) -> bool:
        index = self._list.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self._model.toggle(index)
        elif event.key() == Qt.Key.Key_Equal:
            self._act(Act.GIVE)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._act(Act.REJECT)
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._model.tick_all(len(self._model.ticked) < len(self._model.hits))
        else:
            return False
        return True

    # How it hangs together

    def _connect(self) -> None:
        self._found.connect(self._take)
        self._model.counted.connect(self._count)
        self._field.filter_changed.connect(self._search)
        self._field.left.connect(self.left)
        self._field.down.connect(lambda: self._list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._session.scheme_changed.connect(lambda: self._labels.offer(self._names()))
        self._labels.chosen.connect(lambda _number: self._search(self._field.text()))
        self._give.clicked.connect(lambda: self._act(Act.GIVE))
        self._reject.clicked.connect(lambda: self._act(Act.REJECT))
        self._list.chosen.connect(self._go_to)
        self._list.left.connect(self.left)
        self._strip.cancelled.connect(self._work.cancel)
        self._work.progressed.connect(lambda: self._strip.show_work(self._work.how_far))
        self._list.installEventFilter(self)
        self._list.viewport().installEventFilter(self)

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        tools = QHBoxLayout()
        tools.setContentsMargins(unit(14), 0, unit(14), unit(6))
        tools.setSpacing(unit(6))
        tools.addWidget(self._field, 1)
        tools.addWidget(self._labels)
        tools.addWidget(self._give)
        tools.addWidget(self._reject)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self._title)
        stack.addLayout(tools)
        for part in (self._strip, self._words):
            part.setContentsMargins(unit(14), 0, unit(14), unit(4))
            stack.addWidget(part)
        stack.addWidget(self._list, 1)
        self.setAccessibleName("Occurrences")
