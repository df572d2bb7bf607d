"""Find in the article: a bar below it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from core.annotation.find import Query
from gui.theme import Theme, ui_font, unit
from gui.widgets.check_box import CheckBox
from gui.widgets.cross_button import CrossButton
from gui.widgets.text_button import KeyButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

_HEIGHT = 44
_FIELD_LEAST, _FIELD_MOST = 120, 238
_COUNT = 140
"""Room that is kept for the count, so that nothing comes and goes while somebody types."""
_GAP = 16


class FindBar(QWidget):
    """A field, how many matches there are, and how they must match.

    Enter and Shift+Enter ask for the next and the previous match; Esc and the cross close the bar.
    `query_changed` carries a Query.
    """

    query_changed = Signal(object)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = QLineEdit(self)
        self._count = TextLabel(theme, tone="muted")
        self._next = KeyButton(theme, "Return", "next")
        self._previous = KeyButton(theme, "Shift+Return", "previous")
        self._match_case = CheckBox(theme, "Match case")
        self._whole_words = CheckBox(theme, "Whole words")
        self._is_pattern = CheckBox(theme, "Pattern")
        self._is_pattern.setToolTip("What is typed is a regular expression")
        self._checks = (self._match_case, self._whole_words, self._is_pattern)
        self._cross = CrossButton(theme, "Close the find bar")
        self._lay_out()
        self._connect()
        self.setAccessibleName("Find in this article")
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the bar and give its field the keyboard; `text` replaces what was sought before."""
        if text:
            self._field.setText(text)
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._tell()

    def set_count(self, current: int, total: int) -> None:
        """Say which match of how many is the current one, counted from 1 (0: none)."""
        if not self._field.text():
            words = ""
        elif not total:
            words = "not in this article"
        else:
            words = f"{current} of {total:,} in this article" if current else f"{total:,} in this article"
        self.tell(words)

    def tell(self, words: str) -> None:
        """Say why nothing can be found."""
        self._count.show_text(words)
        self._count.setToolTip(words)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        pass_theme(self, theme)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's Enter, Shift+Enter and Esc do what the bar says."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                (self.previous_wanted if back else self.next_wanted).emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def close_bar(self) -> None:
        """Hide the bar; whoever listens to `closed`, told while it still shows, takes the keyboard back."""
        self.closed.emit()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for: first the words for keys, then the count."""
        super().resizeEvent(event)
        checks = sum(check.sizeHint().width() for check in self._checks)
        keys = self._next.sizeHint().width() + self._previous.sizeHint().width() + 2 * unit(_GAP)
        count = unit(_COUNT + _GAP)
        room = self.width() - unit(28 + _FIELD_LEAST + 5 * _GAP) - checks - self._cross.sizeHint().width()
        self._count.setVisible(room >= count)
        for part in (self._next, self._previous):
            part.setVisible(room >= count + keys)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(0, 0, self.width(), 1, self._theme.line)

    def _lay_out(self) -> None:
        self.setFixedHeight(unit(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._field.setFont(ui_font())
        self._field.setFixedHeight(unit(28))
        self._field.setMinimumWidth(unit(_FIELD_LEAST))
        self._field.setMaximumWidth(unit(_FIELD_MOST))
        self._field.setAccessibleName("Find")
        self._field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(20), 1, unit(8), 0)
        row.setSpacing(unit(_GAP))
        row.addWidget(self._field, 1000)
        row.addWidget(self._count)
        for part in (self._next, self._previous, *self._checks):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._cross)

    def _connect(self) -> None:
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._tell)
        for check in self._checks:
            check.toggled.connect(self._tell)
        self._next.clicked.connect(self.next_wanted)
        self._previous.clicked.connect(self.previous_wanted)
        self._cross.clicked.connect(self.close_bar)

    def _tell(self) -> None:
        how = (check.isChecked() for check in self._checks)
        self.query_changed.emit(Query(self._field.text(), *how))
