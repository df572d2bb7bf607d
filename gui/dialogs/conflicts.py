"""What a merge left to be decided: both sides of each conflict, and a key for either."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.review.differing import Difference, differences
from gui.context import Context
from gui.theme import unit
from gui.widgets.line_list import Line, LineList
from gui.widgets.panel_title import PanelTitle
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

if TYPE_CHECKING:
    from core.store.deciding import Conflict
    from core.store.store import Store
    from gui.theme import Theme

_NONE = "No conflict waits for a decision."
_MOST_SHOWN = 4
Found = tuple[Sequence["Conflict"], Sequence[Sequence[Difference]]]


class ConflictsWindow(QDialog):
    """H keeps what stands here, T takes what the other store had; the next conflict follows."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Conflicts of a merge")
        self._session = context.session
        theme = self._theme = context.look.theme
        self._conflicts: Sequence[Conflict] = ()
        self._differences: Sequence[Sequence[Difference]] = ()
        self._title = PanelTitle(theme, "Conflicts")
        self._list = LineList(theme, "Conflicts")
        self._sides = QGridLayout()
        self._told = TextLabel(theme, _NONE, tone="muted", lines=2)
        self._keep = FramedButton(theme, "Keep what stands here (H)")
        self._take = FramedButton(theme, "Take theirs (T)")
        self._lay_out()
        self._list.selectionModel().currentChanged.connect(self._show_sides)
        self._list.chosen.connect(self._go_to)
        self._keep.clicked.connect(lambda: self._decide(theirs=False))
        self._take.clicked.connect(lambda: self._decide(theirs=True))
        self._session.library_changed.connect(self._read)
        self._read()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(680), unit(420))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a key decide."""
        if event.key() == Qt.Key.Key_H:
            self._decide(theirs=False)
        elif event.key() == Qt.Key.Key_T:
            self._decide(theirs=True)
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        def read(store: Store) -> Found:
            conflicts = store.conflicts()
            return conflicts, [differences(store, one) for one in conflicts]

        self._session.query(read, self._show)

    def _show(self, found: Found) -> None:
        self._conflicts, self._differences = found
        row = max(0, self._list.currentIndex().row())
        self._list.show_lines(
            [
                Line(one.batch, one.sentence, sides[0].title if sides else "")
                for one, sides in zip(self._conflicts, self._differences, strict=True)
            ]
        )
        count = len(self._conflicts)
        self._title.show_count(f"{count:,} to decide" if count else "")
        self._told.setVisible(not count)
        self._keep.setEnabled(count > 0)
        self._take.setEnabled(count > 0)
        self._list.setCurrentIndex(self._list.model().index(min(row, count - 1), 0))
        self._show_sides()

    def _show_sides(self) -> None:
        while item := self._sides.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        row = self._list.currentIndex().row()
        sides = self._differences[row] if 0 <= row < len(self._differences) else ()
        for number, side in enumerate(sides[:_MOST_SHOWN]):
            for column, (heading, words) in enumerate((("Here", side.here), ("There", side.there))):
                self._sides.addWidget(
                    TextLabel(self._theme, heading, tone="muted", pixels=12), 2 * number, column
                )
                self._sides.addWidget(TextLabel(self._theme, words, lines=2), 2 * number + 1, column)
        if len(sides) > _MOST_SHOWN:
            more = f"and {len(sides) - _MOST_SHOWN:,} more"
            self._sides.addWidget(
                TextLabel(self._theme, more, tone="muted", pixels=12), 2 * _MOST_SHOWN, 0, 1, 2
            )

    def _go_to(self) -> None:
        """Show in the main window where a conflict is."""
        row = self._list.currentIndex().row()
        sides = self._differences[row] if 0 <= row < len(self._differences) else ()
        if sides:
            self._session.open_article(sides[0].article_id)

    def _decide(self, *, theirs: bool) -> None:
        line = self._list.current
        if line is None:
            return
        annotator = self._session.annotator
        self._session.saving.then(
            lambda store: store.decide(line.id, theirs=theirs, annotator=annotator),
            lambda made: self._session.take(made, self),
        )

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(unit(6), unit(6), unit(14), unit(14))
        stack.addWidget(self._title)
        self._told.setContentsMargins(unit(14), 0, 0, 0)
        stack.addWidget(self._told)
        stack.addWidget(self._list, 1)
        self._sides.setContentsMargins(unit(14), unit(8), 0, unit(8))
        self._sides.setHorizontalSpacing(unit(20))
        self._sides.setColumnStretch(0, 1)
        self._sides.setColumnStretch(1, 1)
        stack.addLayout(self._sides)
        row = QHBoxLayout()
        row.setContentsMargins(unit(14), 0, 0, 0)
        row.setSpacing(unit(8))
        row.addWidget(self._keep)
        row.addWidget(self._take)
        row.addStretch()
        stack.addLayout(row)
