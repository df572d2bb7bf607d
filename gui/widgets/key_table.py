"""Keys and what they do, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.theme import Theme, unit
from gui.widgets.key_cap import KeyCaps
from gui.widgets.text_label import TextLabel


class KeyTable(QWidget):
    """Rows of caps and words. A row has one key, or several of which any does."""

    def __init__(
        self, theme: Theme, rows: Sequence[tuple[tuple[str, ...], str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(unit(5))
        self._grid.setColumnMinimumWidth(0, unit(78))
        self._grid.setColumnStretch(1, 1)
        self.show_rows(rows)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours that rows made from now on have; those there are given theirs by `pass_theme`."""
        self._theme = theme

    def show_rows(self, rows: Sequence[tuple[tuple[str, ...], str]]) -> None:
        """Show other keys."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for number, (keys, words) in enumerate(rows):
            self._grid.addWidget(KeyCaps(self._theme, keys), number, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(TextLabel(self._theme, words, pixels=12, lines=1), number, 1)
