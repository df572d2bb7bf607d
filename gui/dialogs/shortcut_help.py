"""All keys, by menu: a window that stays open beside the work, and in which any key can be changed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.models.commands_delegate import CommandsDelegate
from gui.models.commands_model import ROW, CommandRow, CommandsModel
from gui.theme import Theme, unit
from gui.widgets.filter_line import FilterLine
from gui.widgets.key_cap import key_words
from gui.widgets.row_list import RowList
from gui.widgets.text_button import ActionButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

_PAUSE_MS = 60
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_HINT = "Click a command to change its key."


class ShortcutHelp(QDialog):
    """Made from the rows of the table of commands, so that it is never behind it. Esc closes it.

    `key_wanted` carries a command's id, the key pressed for it (empty: none), and whether the user insists
    on one that another command has; `reset_wanted` a command's id, or nothing for all of them.
    """

    key_wanted = Signal(str, str, bool)
    reset_wanted = Signal(str)

    def __init__(self, rows: Sequence[CommandRow], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("All keys")
        self.setModal(False)
        self._changing: CommandRow | None = None
        self._clash = ""
        self._delegate = CommandsDelegate(theme, self)
        self._model = CommandsModel(grouped=True, parent=self)
        self._filter = FilterLine("Filter commands and keys", _PAUSE_MS)
        self._list = RowList("Keys")
        self._words = TextLabel(theme, _HINT, tone="muted", pixels=12, lines=2)
        self._no_key = ActionButton(theme, "No key")
        self._usual = ActionButton(theme, "Usual key")
        self._all_usual = ActionButton(theme, "All as usual")
        self._lay_out()
        self._connect()
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[CommandRow]) -> None:
        """Show other keys."""
        place = self._list.verticalScrollBar().value()
        self._model.show_rows(rows, self._filter.text())
        self._list.verticalScrollBar().setValue(place)
        self._change(None)

    def open_beside(self) -> None:
        """Show the window and let the user type into its filter."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._filter.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def tell_clash(self, key: str, command: str) -> None:
        """Say which command has the key that was pressed; pressed again, it is taken from there."""
        self._clash = key
        self._words.show_text(f"{key_words(key)} is the key of “{command}”. Press it again to take it away.")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        pass_theme(self, theme)
        self._list.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(520), unit(640))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a key is being changed, take the next one that is pressed."""
        if self._changing is not None and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the keys that the filter does not need."""
        pages = {Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 12, Qt.Key.Key_PageUp: -12}
        key = Qt.Key(event.key())
        if key in pages:
            self._scroll(pages[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_first()
        else:
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> None:
        row = self._changing
        if row is None or event.key() in _MODIFIERS:
            return
        if event.key() == Qt.Key.Key_Escape:
            self._change(None)
            return
        key = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        self.key_wanted.emit(row.id, key, key == self._clash)

    def _choose(self, index: QModelIndex) -> None:
        row: CommandRow = index.data(ROW)
        if row.id:
            self._change(row)

    def _choose_first(self) -> None:
        """Change the key of the first command that the filter leaves."""
        rows = (self._model.index(number, 0) for number in range(self._model.rowCount()))
        first = next((index for index in rows if index.data(ROW).id), None)
        if first is not None:
            self._list.setCurrentIndex(first)
            self._choose(first)

    def _change(self, row: CommandRow | None) -> None:
        """Wait for a new key of a command, or for none."""
        self._changing, self._clash = row, ""
        self._words.show_text(f"Press the new key of “{row.text}”. Esc leaves it as it is." if row else _HINT)
        for button in (self._no_key, self._usual):
            button.setVisible(row is not None)
        self._all_usual.setVisible(row is None)
        if row is None:
            self._list.clearSelection()

    def _scroll(self, rows: int) -> None:
        bar = self._list.verticalScrollBar()
        bar.setValue(bar.value() + rows * unit(28))

    def _connect(self) -> None:
        self._filter.installEventFilter(self)
        self._filter.filter_changed.connect(self._model.narrow)
        self._filter.left.connect(self.close)
        self._filter.down.connect(lambda: self._scroll(1))
        self._list.chosen.connect(self._choose)
        self._no_key.clicked.connect(self._want_no_key)
        self._usual.clicked.connect(self._want_usual)
        self._all_usual.clicked.connect(lambda: self.reset_wanted.emit(""))

    def _want_no_key(self) -> None:
        if self._changing is not None:
            self.key_wanted.emit(self._changing.id, "", False)

    def _want_usual(self) -> None:
        if self._changing is not None:
            self.reset_wanted.emit(self._changing.id)

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, unit(12), 0, 0)
        top = QVBoxLayout()
        top.setContentsMargins(unit(12), 0, unit(12), 0)
        top.addWidget(self._filter)
        stack.addLayout(top)
        stack.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(unit(14), unit(4), unit(14), unit(10))
        foot.setSpacing(unit(14))
        foot.addWidget(self._words, 1)
        for button in (self._no_key, self._usual, self._all_usual):
            foot.addWidget(button)
        stack.addLayout(foot)
