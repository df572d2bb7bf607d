"""The underlines that show a span's state: solid, dashed, dotted, the same everywhere."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme, unit


class Stroke(StrEnum):
    """A state's underline; its value is the state's word."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


_PATTERNS = {Stroke.PROPOSED: (5, 3), Stroke.DOUBTFUL: (2, 2)}
_SHARE_GAP = 3
_LEAST_SHARE = 5


def draw_stroke(painter: QPainter, stroke: Stroke, at: QPoint, width: int, colour: QColor) -> None:
    """Draw an underline of `width` pixels whose top left is `at`, its pattern cut at the end.

    Dashes and dots are 2 px thick; the solid line is 1 px and lies on their lower half.
    """
    if stroke is Stroke.REJECTED:
        return
    if stroke is Stroke.ACCEPTED:
        painter.fillRect(QRect(at.x(), at.y() + 1, width, 1), colour)
        return
    mark, gap = _PATTERNS[stroke]
    for x in range(0, width, mark + gap):
        painter.fillRect(QRect(at.x() + x, at.y(), min(mark, width - x), 2), colour)


def draw_shares(
    painter: QPainter, shares: Sequence[tuple[Stroke, int]], at: QPoint, width: int, colour: QColor
) -> None:
    """Draw one line of `width` pixels split among strokes in proportion to their numbers."""
    present = [(stroke, number) for stroke, number in shares if number]
    room = width - _SHARE_GAP * (len(present) - 1)
    rest = sum(number for _, number in present)
    x = at.x()
    for index, (stroke, number) in enumerate(present):
        kept = _LEAST_SHARE * (len(present) - index - 1)
        share = min(max(_LEAST_SHARE, round(room * number / rest)), room - kept)
        draw_stroke(painter, stroke, QPoint(x, at.y()), share, colour)
        x += share + _SHARE_GAP
        room -= share
        rest -= number


class StrokeMark(QWidget):
    """A piece of a state's underline, beside the state's word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stroke = Stroke.ACCEPTED
        self._colour = theme.muted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_stroke(self, stroke: Stroke, colour: QColor) -> None:
        """Show another state's stroke in a colour."""
        self._stroke, self._colour = stroke, colour
        self.setAccessibleName(str(stroke))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for four dashes."""
        return QSize(29, unit(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the stroke in the middle of the height."""
        painter = QPainter(self)
        draw_stroke(painter, self._stroke, QPoint(0, self.height() // 2 - 1), self.width(), self._colour)
