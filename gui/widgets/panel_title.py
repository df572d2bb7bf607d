"""The title row of a panel: its name, and a count at the right."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.theme import Theme, unit
from gui.widgets.text_label import TextLabel

_HEIGHT = 34


class PanelTitle(QWidget):
    """34 px high; the count is muted and may be empty."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = TextLabel(theme, title, pixels=12, weight=QFont.Weight.DemiBold)
        self._count = TextLabel(theme, tone="muted", pixels=12)
        self.setFixedHeight(unit(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(14), 0, unit(14), 0)
        row.addWidget(self._title)
        row.addStretch()
        row.addWidget(self._count)

    def sizeHint(self) -> QSize:
        """Return the row's height, which a dock asks for."""
        return QSize(super().sizeHint().width(), unit(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return no width: what does not fit is cut."""
        return QSize(0, unit(_HEIGHT))

    def put(self, widget: QWidget) -> None:
        """Have a small widget at the right end of the row."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(widget)

    def show_title(self, title: str) -> None:
        """Show another name."""
        self._title.show_text(title)

    def show_count(self, count: str) -> None:
        """Show another count."""
        self._count.show_text(count)
