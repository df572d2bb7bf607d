"""What the library lists and in which order: words, a status, a label, a sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.annotation.correction import Status
from core.annotation.wording import STATUS_WORDS
from core.store.library import LibrarySort, SortKey
from gui.models.library_columns import sort_of
from gui.theme import Theme, unit
from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton

if TYPE_CHECKING:
    from gui.session import Session

_STATUSES = (None, *Status)
_ANY_LABEL = "Any label"
_SORTS = {
    SortKey.IMPORT: "Not sorted",
    SortKey.TITLE: "By title",
    SortKey.STATUS: "By status",
    SortKey.DECIDED: "By decided",
    SortKey.UNDECIDED: "By undecided",
    SortKey.CHANGED: "By change",
}
_KEYS = tuple(_SORTS)


class LibraryFilters(QWidget):
    """One row where there is room, else two. `changed`: something else is to be listed."""

    changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.line = FilterLine("Filter titles and text")
        statuses = ("All", *(STATUS_WORDS[status].capitalize() for status in Status))
        self._status_button = MenuButton(theme, "Status", statuses, self)
        self._label_button = MenuButton(theme, "Label", (_ANY_LABEL,), self)
        self._sort_button = MenuButton(theme, "Order of the list", tuple(_SORTS.values()), self)
        self._sort_button.menu.addSeparator()
        self._backwards = self._sort_button.menu.addAction("Reversed")
        self._backwards.setCheckable(True)
        self.status: Status | None = None
        self.label = ""
        self._key = SortKey.IMPORT
        self._lay_out()
        self._offer_labels()
        session.scheme_changed.connect(self._offer_labels)
        self.line.filter_changed.connect(lambda _text: self.changed.emit())
        self._status_button.chosen.connect(self._choose_status)
        self._label_button.chosen.connect(self._choose_label)
        self._sort_button.chosen.connect(lambda number: self._sort(_KEYS[number], False))
        self._backwards.triggered.connect(lambda on: self._sort(self._key, on))

    @property
    def text(self) -> str:
        """The words that are looked for."""
        return self.line.text().strip()

    @property
    def sort(self) -> LibrarySort:
        """The order that is chosen."""
        return sort_of(self._key, self._backwards.isChecked())

    def turn_sort(self, key: SortKey) -> None:
        """Sort by a key; where that is done already, turn the order round, and then take it back."""
        if key is not self._key:
            self._sort(key, False)
        elif self._backwards.isChecked():
            self._sort(SortKey.IMPORT, False)
        else:
            self._sort(key, True)

    def offer_sort(self, offered: bool) -> None:
        """Offer a choice of the order, or none: a queue has its own."""
        self._sort_button.setVisible(offered)

    def set_wide(self, wide: bool) -> None:
        """Put all into one row, or into two."""
        if wide:
            self._first.addWidget(self._label_button)
            self._first.addWidget(self._sort_button)
        else:
            self._second.insertWidget(0, self._label_button)
            self._second.addWidget(self._sort_button)
        self._stack.setSpacing(0 if wide else unit(6))

    def _lay_out(self) -> None:
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for row in (self._first, self._second):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(unit(6))
        self._first.addWidget(self.line, 1)
        self._first.addWidget(self._status_button)
        self._second.addStretch()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(unit(12), 0, unit(12), unit(8))
        self._stack.addLayout(self._first)
        self._stack.addLayout(self._second)
        self.set_wide(False)

    def _offer_labels(self) -> None:
        names = [label.name for label in self._session.scheme]
        self._label_button.offer([_ANY_LABEL, *names])
        if self.label in names:
            self._label_button.show_choice(names.index(self.label) + 1)
        elif self.label:
            self._choose_label(0)

    def _choose_status(self, number: int) -> None:
        self.status = _STATUSES[number]
        self.changed.emit()

    def _choose_label(self, number: int) -> None:
        names = ["", *(label.name for label in self._session.scheme)]
        self.label = names[number]
        self.changed.emit()

    def _sort(self, key: SortKey, backwards: bool) -> None:
        self._key = key
        self._backwards.setChecked(backwards)
        self._sort_button.show_choice(_KEYS.index(key))
        self.changed.emit()
