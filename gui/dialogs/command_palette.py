"""Every command by name: type a few letters, Enter runs it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from gui.models.commands_delegate import CommandsDelegate
from gui.models.commands_model import ROW, CommandRow, CommandsModel
from gui.theme import Theme, ui_font, unit
from gui.widgets.row_list import RowList
from gui.widgets.rule import Rule
from gui.widgets.themed import pass_theme

_WIDTH, _TOP, _MOST_ROWS = 560, 84, 11
_ROW_HEIGHT, _FIELD_HEIGHT = 28, 42
_SHADOW = 8
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class CommandPalette(QWidget):
    """Lies over its window while it is open and has the keyboard; closed, it gives the keyboard back.

    `chosen` carries the command's id, after the keyboard was given back.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._theme = theme
        self._before: QWidget | None = None
        self._model = CommandsModel(grouped=False, parent=self)
        self._delegate = CommandsDelegate(theme, self)
        self._field = QLineEdit(self)
        self._list = RowList("Commands", self)
        self._lay_out()
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._narrow)
        self._list.chosen.connect(self._choose)
        self.setAccessibleName("Command palette")
        self.hide()

    def open(self, rows: Sequence[CommandRow]) -> None:
        """Show the palette over its window, with these commands."""
        self._before = QApplication.focusWidget()
        self._field.clear()
        self._model.show_rows(rows)
        self._select(0, 1)
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Hide it and give the keyboard back to who had it."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._delegate.theme = theme
        pass_theme(self, theme)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's arrows move in the list, Enter choose, and Esc or a click elsewhere close."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING:
            self._before = None
            self.close_palette()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the popup's ground, frame and shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = unit(_SHADOW)
        frame = QRectF(self.rect()).adjusted(edge + 0.5, edge + 0.5, -edge - 0.5, -edge - 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 5))
        for step in range(edge, 0, -1):
            painter.drawRoundedRect(frame.adjusted(-step, -step + 2, step, step), 7 + step, 7 + step)
        painter.setPen(QPen(self._theme.line, 1))
        painter.setBrush(self._theme.field)
        painter.drawRoundedRect(frame, unit(7), unit(7))

    def _take_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex())
        elif key in _STEPS:
            step = _STEPS[key]
            self._select(self._list.currentIndex().row() + step, 1 if step > 0 else -1)
        else:
            return False
        return True

    def _narrow(self, query: str) -> None:
        self._model.narrow(query)
        self._select(0, 1)

    def _select(self, row: int, step: int) -> None:
        """Select a row, or the next one that way that can be chosen."""
        row = min(max(row, 0), self._model.rowCount() - 1)
        while 0 <= row < self._model.rowCount():
            index = self._model.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self._list.setCurrentIndex(index)
                return
            row += step

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            row: CommandRow = index.data(ROW)
            self.close_palette()
            self.chosen.emit(row.id)

    def _place(self) -> None:
        window, edge = self._window, unit(_SHADOW)
        width = min(unit(_WIDTH), window.width() - 2 * unit(20)) + 2 * edge
        room = window.height() - 2 * unit(20)
        height = min(unit(_FIELD_HEIGHT + _MOST_ROWS * _ROW_HEIGHT + 8) + 2 * edge, room)
        top = min(unit(_TOP), max(0, window.height() - height))
        self.setGeometry((window.width() - width) // 2, top, width, height)

    def _lay_out(self) -> None:
        self._field.setFrame(False)
        self._field.setFont(ui_font(14))
        self._field.setFixedHeight(unit(_FIELD_HEIGHT))
        self._field.setPlaceholderText("Type a command")
        self._field.setAccessibleName("Command")
        self._field.setStyleSheet("QLineEdit { border: none; background: transparent; }")
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        edge = unit(_SHADOW)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(edge + 1, edge + 1, edge + 1, edge + unit(5))
        stack.setSpacing(0)
        field_row = QVBoxLayout()
        field_row.setContentsMargins(unit(6), 0, unit(8), 0)
        field_row.addWidget(self._field)
        stack.addLayout(field_row)
        stack.addWidget(Rule(self._theme))
        stack.addSpacing(unit(4))
        stack.addWidget(self._list, 1)
