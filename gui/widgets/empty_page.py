"""What stands in the middle while no article is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.theme import Theme, article_font, unit
from gui.widgets.key_cap import KeyCap
from gui.widgets.rule import Rule
from gui.widgets.text_button import FramedButton
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

_COLUMN = 502
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
        column.setFixedWidth(unit(_COLUMN))
        outer = QHBoxLayout(self)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignCenter)
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


class _Paragraph(QLabel):
    """Words in the article's voice, with its generous lines."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._text = text
        self._theme = theme
        self.setAccessibleName(text)
        self.setFont(article_font(unit(18)))
        lines = QFontMetrics(self.font()).boundingRect(
            0, 0, unit(_COLUMN), 10_000, Qt.TextFlag.TextWordWrap, text
        )
        self._count = max(1, round(lines.height() / QFontMetrics(self.font()).lineSpacing()))
        self.setFixedHeight(self._count * unit(30))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.text)
        metrics = QFontMetrics(self.font())
        words, line, y = self._text.split(), "", metrics.ascent()
        for word in [*words, ""]:
            wider = f"{line} {word}".strip()
            if word and metrics.horizontalAdvance(wider) <= self.width():
                line = wider
                continue
            painter.drawText(0, y, line)
            line, y = word, y + unit(30)
