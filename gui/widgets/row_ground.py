"""The ground of a list's row: the chosen one is told by its fill and by a bar at its left edge."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from gui.theme import Theme

_BAR = 3


def draw_row_ground(
    painter: QPainter, option: QStyleOptionViewItem, theme: Theme, bar: QColor | None = None
) -> None:
    """Fill the ground of a selected row; `bar` is the colour of the bar (None: the text's)."""
    if option.state & QStyle.StateFlag.State_Selected:
        rect: QRect = option.rect
        painter.fillRect(rect, theme.chosen)
        painter.fillRect(QRect(rect.x(), rect.y(), _BAR, rect.height()), bar or theme.text)
