"""The focused span's ring, its two knobs to drag, the chip that names its label; and the caret."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from core.annotation.edits.resize import Edge
from gui.article_view.geometry import Box
from gui.article_view.measures import Measures, tag_font
from gui.article_view.tags import Tag
from gui.theme import Theme

RING_ABOVE = 2.0
_RING_WIDTH = 2.0
_RING_BELOW = 4.0
_RING_RADIUS = 4.0
_KNOB, _HALO = 4.75, 1.5
_TARGET = 20.0
_CARET_WIDTH = 2.0
_CHIP_PAD, _CHIP_RADIUS = 4.0, 3.0


@dataclass(frozen=True, slots=True)
class Ring:
    """Where the focus is drawn. `knobs` are the ends that lie in view; `depth` is that of the lanes in it.

    `height` is what it has above the words, in pixels.
    """

    boxes: tuple[Box, ...]
    knobs: dict[Edge, QPointF]
    depth: float
    height: float = RING_ABOVE


def make_ring(boxes: Sequence[Box], start: bool, end: bool, depth: float) -> Ring:
    """Return the ring around boxes in the text's order; `start`, `end`: whether those ends are among them."""
    knobs = {}
    if boxes and start:
        first = boxes[0]
        x = first.right if first.line.right_to_left else first.left
        knobs[Edge.START] = QPointF(x, first.line.top - RING_ABOVE)
    if boxes and end:
        last = boxes[-1]
        x = last.left if last.line.right_to_left else last.right
        knobs[Edge.END] = QPointF(x, last.line.top - RING_ABOVE)
    return Ring(tuple(boxes), knobs, depth)


def knob_at(ring: Ring, point: QPointF) -> Edge | None:
    """Return the knob whose 20 px target holds a point of the document, the nearer one of two."""
    distances = {
        edge: max(abs(point.x() - knob.x()), abs(point.y() - knob.y())) for edge, knob in ring.knobs.items()
    }
    nearest = min(distances, key=lambda edge: distances[edge], default=None)
    return nearest if nearest is not None and distances[nearest] <= _TARGET / 2 else None


def paint_ring(painter: QPainter, ring: Ring, theme: Theme) -> None:
    """Draw the ring, beneath the text; it is open where a line breaks it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.focus, _RING_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for box in ring.boxes:
        rect = QRectF(
            QPointF(box.left, box.line.top - ring.height),
            QPointF(box.right, box.line.bottom + _RING_BELOW + ring.depth),
        )
        painter.drawPath(_open_ring(rect, box.own_left, box.own_right))


def paint_knobs(painter: QPainter, ring: Ring, theme: Theme) -> None:
    """Draw the knobs with their halo of paper."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.paper, _HALO))
    painter.setBrush(theme.focus)
    for centre in ring.knobs.values():
        painter.drawEllipse(centre, _KNOB, _KNOB)


def chip_rect(tag: Tag, text_width: float, depth: float, measures: Measures) -> QRectF:
    """Return the chip's rectangle: where the tag was, but its bottom stops at the next line's box."""
    height = measures.chip_height
    top = min(tag.line.bottom + _RING_BELOW + depth, tag.line.next_top - height)
    width = text_width + 2 * _CHIP_PAD
    left = tag.left + tag.width + 3 - width if tag.line.right_to_left else tag.left - 3
    return QRectF(left, top, width, height)


def paint_chip(painter: QPainter, rect: QRectF, text: str, measures: Measures, theme: Theme) -> None:
    """Draw the chip: the label's full name on the colour of the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.focus)
    painter.drawRoundedRect(rect, _CHIP_RADIUS, _CHIP_RADIUS)
    painter.setPen(theme.paper)
    painter.setFont(tag_font(measures))
    painter.drawText(QPointF(rect.left() + _CHIP_PAD, rect.bottom() - 2), text)


def paint_caret(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Draw the caret: as high as the text's box, and still, as everything here is."""
    caret = QRectF(rect.left() - _CARET_WIDTH / 2, rect.top(), _CARET_WIDTH, rect.height())
    painter.fillRect(caret, theme.text)


def _open_ring(rect: QRectF, closed_left: bool, closed_right: bool) -> QPainterPath:
    """Return the outline of a rounded rectangle without the sides that a line's end breaks."""
    path = QPainterPath()
    if closed_left and closed_right:
        path.addRoundedRect(rect, _RING_RADIUS, _RING_RADIUS)
        return path
    size = 2 * _RING_RADIUS
    if closed_left:
        path.moveTo(rect.topRight())
        path.arcTo(QRectF(rect.left(), rect.top(), size, size), 90, 90)
        path.arcTo(QRectF(rect.left(), rect.bottom() - size, size, size), 180, 90)
        path.lineTo(rect.bottomRight())
    elif closed_right:
        path.moveTo(rect.topLeft())
        path.arcTo(QRectF(rect.right() - size, rect.top(), size, size), 90, -90)
        path.arcTo(QRectF(rect.right() - size, rect.bottom() - size, size, size), 0, -90)
        path.lineTo(rect.bottomLeft())
    else:
        path.moveTo(rect.topLeft())
        path.lineTo(rect.topRight())
        path.moveTo(rect.bottomLeft())
        path.lineTo(rect.bottomRight())
    return path
