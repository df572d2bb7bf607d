"""A line of words in one of the theme's colours."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.theme import Theme, ui_font

_LONGEST_NAME = 28


class TextLabel(QLabel):
    """Plain text in a theme colour, named by its field (`text`, `muted`, `focus` ...).

    `pixels` is the size for a 13 px interface font. With `lines` the text is wrapped and cut off after
    so many lines; without, it keeps one line and its full width.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        tone: str = "text",
        pixels: float = 13,
        weight: QFont.Weight = QFont.Weight.Normal,
        lines: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = tone
        self._lines = lines
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(ui_font(pixels, weight))
        if lines:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)
        self.show_text(text)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, getattr(theme, self._tone))
        self.setPalette(palette)

    def set_tone(self, tone: str, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        """Change the colour and the weight."""
        self._tone = tone
        font = self.font()
        font.setWeight(weight)
        self.setFont(font)
        self.set_theme(self._theme)

    def show_text(self, text: str) -> None:
        """Show another text; what does not fit is cut, and stays whole for a screen reader."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        if self._lines:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return no width where the text may be cut."""
        return QSize(0, super().minimumSizeHint().height()) if self._lines else super().minimumSizeHint()

    def _fit(self) -> None:
        text = self._whole
        width = self.contentsRect().width()
        if self._lines and width > 0:
            text = fit_lines(text, self.fontMetrics(), width, self._lines)
        if text != self.text():
            self.setText(text)


def shortened(name: str) -> str:
    """Return a name cut to what a row has room for: one that is endless must not keep the window wide."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def fit_lines(text: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """Return a text broken into at most `lines` lines of `width` pixels, the last one elided."""
    words = text.split()
    broken: list[str] = []
    while words and len(broken) < lines - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        broken.append(_fit_line(line, metrics, width))
    if words:
        broken.append(_fit_line(" ".join(words), metrics, width))
    return "\n".join(broken)


def _fit_line(line: str, metrics: QFontMetrics, width: int) -> str:
    # Qt elides by ink, which may be a pixel wider than the advance that the line was made by.
    if metrics.horizontalAdvance(line) <= width:
        return line
    return metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
