"""All keys, by menu: a window that stays open beside the work."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from gui.models.commands_delegate import CommandsDelegate
from gui.models.commands_model import CommandRow, CommandsModel
from gui.theme import Theme, unit
from gui.widgets.filter_line import FilterLine
from gui.widgets.row_list import RowList
from gui.widgets.themed import pass_theme

_PAUSE_MS = 60


class ShortcutHelp(QDialog):
    """Made from the rows of the table of commands, so that it is never behind it. Esc closes it."""

    def __init__(self, rows: Sequence[CommandRow], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("All keys")
        self.setModal(False)
        self._delegate = CommandsDelegate(theme, self)
        self._model = CommandsModel(grouped=True, parent=self)
        self._filter = FilterLine("Filter commands and keys", _PAUSE_MS)
        self._list = RowList("Keys")
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._filter.filter_changed.connect(self._model.narrow)
        self._filter.left.connect(self.close)
        self._filter.down.connect(lambda: self._scroll(1))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, unit(12), 0, 0)
        top = QVBoxLayout()
        top.setContentsMargins(unit(12), 0, unit(12), 0)
        top.addWidget(self._filter)
        stack.addLayout(top)
        stack.addWidget(self._list, 1)
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[CommandRow]) -> None:
        """Show other keys."""
        self._model.show_rows(rows, self._filter.text())

    def open_beside(self) -> None:
        """Show the window and let the user type into its filter."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._filter.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(520), unit(640))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the keys that the filter does not need."""
        pages = {Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 12, Qt.Key.Key_PageUp: -12}
        key = Qt.Key(event.key())
        if key in pages:
            self._scroll(pages[key])
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _scroll(self, rows: int) -> None:
        bar = self._list.verticalScrollBar()
        bar.setValue(bar.value() + rows * unit(28))
