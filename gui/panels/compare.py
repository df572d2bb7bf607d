"""The Compare panel: where layers differ in the open article; keys say what gold takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.review.adjudication import Difference, Kind, all_agree
from gui.adjudicating import edit, go_on, merge, take
from gui.models.differences_delegate import DifferencesDelegate, columns
from gui.models.differences_model import DIFFERENCE, KIND_WORDS, DifferencesModel
from gui.theme import Theme, unit
from gui.widgets.column_headings import ColumnHeadings
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel_title import PanelTitle
from gui.widgets.row_list import RowList
from gui.widgets.text_button import KeyButton
from gui.widgets.text_label import TextLabel, shortened
from gui.widgets.themed import pass_theme
from gui.widgets.work_strip import WorkStrip

if TYPE_CHECKING:
    from gui.session import Session

_ONE_LAYER = "Two layers or more are compared: each annotator has one."
_SAME = "The layers have the same spans in this article."
_KINDS = (None, *Kind)
_ALL_OTHERS = "all others"
_SIDES = {"1": "above", "2": "below"}
_ARROWS = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 1}
_NEITHER = (Qt.Key.Key_N, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ComparePanel(QWidget):
    """1, 2 (and so on), B and N say what gold takes; E edits it, Enter goes there, F7 goes on.

    A has gold take what all layers have, in every article.
    """

    left = Signal()
    """The article wants the keyboard again."""
    reveal_requested = Signal(int, int)
    """`[start, end)` of the open article, in code points."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._comparing = session.comparing
        self._model = DifferencesModel(self._comparing, parent=self)
        self._delegate = DifferencesDelegate(theme, lambda name: session.scheme[name], self)
        self._title = PanelTitle(theme, "Compare")
        self._above = MenuButton(theme, "Above the words", ["no layer"])
        self._below = MenuButton(theme, "Below the words", ["no layer"])
        kinds = [KIND_WORDS[kind].capitalize() if kind else "All kinds" for kind in _KINDS]
        self._kinds = MenuButton(theme, "Kind", kinds)
        self._acts = {
            key: KeyButton(theme, key, words)
            for key, words in (
                *_SIDES.items(),
                ("B", "both"),
                ("N", "neither"),
                ("E", "edit"),
                ("A", "agreed"),
                ("F7", "next"),
            )
        }
        self._strip = WorkStrip(theme)
        self._words = TextLabel(theme, _ONE_LAYER, tone="muted", pixels=12, lines=2)
        self._list = RowList("Differences")
        bar = self._list.verticalScrollBar().sizeHint().width()
        self._headings = ColumnHeadings(theme, (), self._columns, bar)
        self._offered: tuple[tuple[str, ...], tuple[str, ...]] = (), ()
        self._lay_out(theme)
        self._connect()
        self._show()

    def take_keyboard(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the height that it has at first."""
        return QSize(unit(600), unit(300))

    def showEvent(self, event: QShowEvent) -> None:
        """Compare, and have the article show it."""
        super().showEvent(event)
        self._comparing.show(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Have the article show itself alone."""
        super().hideEvent(event)
        self._comparing.show(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys in the list decide."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(Qt.Key(event.key()), event.text())
        return super().eventFilter(watched, event)

    # Deciding

    def _take_key(self, key: Qt.Key, text: str) -> bool:
        layers = self._comparing.layers
        number = int(text) - 1 if text.isdecimal() else _ARROWS.get(key, -1)
        if 0 <= number < len(layers):
            self._take_side(number)
        elif key == Qt.Key.Key_B:
            take(self._session, layers)
        elif key in _NEITHER:
            take(self._session, ())
        elif key == Qt.Key.Key_E:
            self._edit()
        elif key == Qt.Key.Key_A:
            merge(self._session, all_agree)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_there()
        else:
            return False
        return True

    def _take_side(self, number: int) -> None:
        layers = self._comparing.layers
        if number < len(layers):
            take(self._session, (layers[number],))

    def _edit(self) -> None:
        edit(self._session)
        self.left.emit()

    def _go_there(self) -> None:
        """Focus what gold has at the difference, or select its text: a label's key makes a span of it."""
        difference = self._comparing.current
        if difference is None:
            return
        if taken := self._comparing.outcome(difference):
            self._session.set_focus(taken[0].id)
        else:
            self.reveal_requested.emit(difference.start, difference.end)
        self.left.emit()

    # What is shown

    def _columns(self, width: int) -> list[tuple[int, int]]:
        return columns(width, len(self._comparing.layers))

    def _show(self) -> None:
        comparing, annotated = self._comparing, self._session.annotated
        self._model.show(annotated.text if annotated else "")
        self._offer_layers()
        self._select()
        self._show_count()
        listed = bool(comparing.differences)
        self._words.show_text(self._otherwise())
        self._words.setVisible(not listed)
        self._headings.setVisible(listed)
        for key, button in self._acts.items():
            button.setEnabled(listed or key in ("A", "F7"))

    def _show_count(self) -> None:
        total, untaken = self._model.rowCount(), self._comparing.untaken
        counts = [f"{self._model.settled:,} of {total:,} settled"] if total else []
        if untaken:
            counts.append(f"{untaken:,} that all have {'is' if untaken == 1 else 'are'} not in gold")
        self._title.show_count(", ".join(counts))
        self._acts["A"].setVisible(bool(untaken))

    def _otherwise(self) -> str:
        comparing = self._comparing
        if comparing.absent:
            have = "has" if len(comparing.absent) == 1 else "have"
            who = " and ".join(comparing.absent)
            return f"{who} {have} not worked on this article. F7 goes to the next with a difference."
        if not comparing.is_known:
            return "" if comparing.layers else _ONE_LAYER
        return "No difference is of this kind." if comparing.kind else _SAME

    def _select(self) -> None:
        index = self._model.index_of(self._comparing.current)
        if index != self._list.currentIndex():
            self._list.setCurrentIndex(index)

    def _walk(self, index: QModelIndex) -> None:
        difference: Difference | None = index.data(DIFFERENCE)
        if difference is not None and difference != self._comparing.current:
            self._comparing.go(difference)

    # Which layers

    def _offer_layers(self) -> None:
        comparing = self._comparing
        layers, names = comparing.layers, comparing.names
        if not layers or not names or (layers, names) == self._offered:
            return
        self._offered = layers, names
        self._above.offer(names)
        self._above.show_choice(names.index(layers[0]))
        others = [name for name in names if name != layers[0]]
        self._below.offer(others + ([_ALL_OTHERS] if len(others) > 1 else []))
        self._below.show_choice(others.index(layers[1]) if len(layers) == 2 else len(others))
        self._headings.show_headings(
            ("", "Where they differ", "Kind", *(f"{n}  {name}" for n, name in enumerate(layers, 1)), "Gold")
        )
        for key, layer in zip(_SIDES, layers, strict=False):
            self._acts[key].show_text(shortened(layer))

    def _choose(self) -> None:
        """Compare what the buttons say; where both say the same, the first other layer is below."""
        above, below = self._above.text(), self._below.text()
        others = [name for name in self._comparing.names if name != above]
        if below == _ALL_OTHERS:
            self._comparing.choose((above, *others))
        else:
            self._comparing.choose((above, below if below != above else others[0]))

    # How it hangs together

    def _connect(self) -> None:
        session, comparing = self._session, self._comparing
        comparing.changed.connect(self._show)
        comparing.moved.connect(self._select)
        comparing.keyboard_wanted.connect(self.take_keyboard)
        self._above.chosen.connect(lambda _number: self._choose())
        self._below.chosen.connect(lambda _number: self._choose())
        self._kinds.chosen.connect(lambda number: comparing.choose_kind(_KINDS[number]))
        for number, key in enumerate(_SIDES):
            self._acts[key].clicked.connect(lambda _checked=False, number=number: self._take_side(number))
        self._acts["B"].clicked.connect(lambda: take(session, comparing.layers))
        self._acts["N"].clicked.connect(lambda: take(session, ()))
        self._acts["E"].clicked.connect(self._edit)
        self._acts["A"].clicked.connect(lambda: merge(session, all_agree))
        self._acts["F7"].clicked.connect(lambda: go_on(session))
        self._list.selectionModel().currentChanged.connect(self._walk)
        self._list.left.connect(self.left)
        self._list.installEventFilter(self)
        self._strip.cancelled.connect(session.long_work.cancel)
        session.long_work.progressed.connect(lambda: self._strip.show_work(session.long_work.how_far))

    def _lay_out(self, theme: Theme) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        # Always there, so that the columns stand under their headings.
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        tools = QHBoxLayout()
        tools.setContentsMargins(unit(14), 0, unit(14), unit(6))
        tools.setSpacing(unit(6))
        for words, button in (("Above", self._above), ("Below", self._below)):
            tools.addWidget(TextLabel(theme, words, tone="muted", pixels=12))
            tools.addWidget(button)
        tools.addWidget(self._kinds)
        tools.addStretch()
        for chooser in (self._above, self._below, self._kinds):
            chooser.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for act in self._acts.values():
            tools.addSpacing(unit(6))
            tools.addWidget(act)
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
        self.setAccessibleName("Compare")
