"""A place of a text in its context, as a concordance shows it: the surfaces stand beneath each other."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from gui.theme import Theme, ui_font, unit

_GAP = 12
_SHARES = (0.30, 0.16, 0.24, 0.16, 0.14)
"""Of the width: left context, surface, right context, what stands there, title."""


@dataclass(frozen=True, slots=True)
class InContext:
    """The words around a surface, what is told of it, and the title of its article."""

    left: str
    surface: str
    right: str
    aside: str
    title: str

    @property
    def words(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(
            part for part in (f"{self.left}{self.surface}{self.right}", self.aside, self.title) if part
        )


def draw_in_context(
    painter: QPainter, rect: QRect, context: InContext, theme: Theme, marked: bool = False
) -> None:
    """Draw it into a row; `marked`: what is told of it stands out."""
    left, surface, right, aside, title = _columns(rect)
    normal, strong = ui_font(12), ui_font(12, QFont.Weight.DemiBold)
    middle, end = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
    cut_left, cut_right = Qt.TextElideMode.ElideLeft, Qt.TextElideMode.ElideRight
    for place, text, font, tone, align, cut in (
        (left, context.left.strip(), normal, theme.muted, middle | end, cut_left),
        (surface, context.surface, strong, theme.text, middle | Qt.AlignmentFlag.AlignHCenter, cut_right),
        (right, context.right.strip(), normal, theme.muted, middle, cut_right),
        (aside, context.aside, strong if marked else normal, theme.text, middle, cut_right),
        (title, context.title, normal, theme.muted, middle, cut_right),
    ):
        painter.setFont(font)
        painter.setPen(tone)
        painter.drawText(place, align, QFontMetrics(font).elidedText(text, cut, place.width()))


def _columns(rect: QRect) -> list[QRect]:
    start, places = rect.x(), []
    for share in _SHARES:
        width = int(rect.width() * share)
        places.append(QRect(start, rect.y(), width - unit(_GAP), rect.height()))
        start += width
    return places
