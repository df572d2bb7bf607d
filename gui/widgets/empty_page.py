"""What stands in the middle while no article is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import Theme, article_font, unit
from gui.widgets.key_cap import KeyCap
from gui.widgets.rule import Rule
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel, fit_lines
from gui.widgets.themed import pass_theme

_COLUMN, _LEADING = 502, 30
_INVITATION = (
    "Drop news articles on this window, or open them here. The engine proposes the entities; "
    "you read, and correct."
)
_KEYS = (
    ("Ctrl+O", "open files"),
    ("Tab", "go to the next entity, once an article is open"),
    ("F1", "all keys"),
    ("Ctrl+Shift+P", "every command, by name"),
)


class EmptyPage(QWidget):
    """Says that no article is open, and offers the ways to open one."""

    open_files = Signal()
    open_folder = Signal()
    open_sample = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("No article is open")
        column = QWidget(self)
        column.setMaximumWidth(unit(_COLUMN))
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(column, 1000, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, unit(70))
        stack.setSpacing(0)
        stack.addWidget(self._heading())
        stack.addSpacing(unit(22))
        stack.addWidget(_Paragraph(theme, _INVITATION))
        stack.addSpacing(unit(22))
        stack.addLayout(self._buttons())
        stack.addSpacing(unit(34))
        stack.addWidget(Rule(theme))
        stack.addSpacing(unit(15))
        stack.addLayout(self._keys())
        stack.addSpacing(unit(14))
        self._where = TextLabel(theme, "Nothing leaves this machine.", "muted", 12, lines=2)
        stack.addWidget(self._where)

    def set_where(self, sentence: str) -> None:
        """Say where corrections are kept."""
        self._where.show_text(sentence)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        pass_theme(self, theme)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper."""
        QPainter(self).fillRect(self.rect(), self._theme.paper)

    def _heading(self) -> QWidget:
        heading = TextLabel(self._theme, "No article is open.")
        heading.setFont(article_font(unit(28)))
        return heading

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(unit(10))
        for text, signal, primary in (
            ("Open files…", self.open_files, True),
            ("Open a folder…", self.open_folder, False),
            ("Try the sample article", self.open_sample, False),
        ):
            button = FramedButton(self._theme, text, primary)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch()
        return row

    def _keys(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(unit(9))
        grid.setColumnMinimumWidth(0, unit(118))
        grid.setColumnStretch(1, 1)
        for row, (key, words) in enumerate(_KEYS):
            grid.addWidget(KeyCap(self._theme, key), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(TextLabel(self._theme, words), row, 1)
        return grid


class _Paragraph(QWidget):
    """Words in the article's voice, with its generous lines."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._text = text
        self._theme = theme
        self.setAccessibleName(text)
        self.setFont(article_font(unit(18)))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(len(self._lines()) * unit(_LEADING))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.text)
        ascent = QFontMetrics(self.font()).ascent()
        for number, line in enumerate(self._lines()):
            painter.drawText(0, ascent + number * unit(_LEADING), line)

    def _lines(self) -> list[str]:
        return fit_lines(self._text, QFontMetrics(self.font()), max(1, self.width()), 6).split("\n")
