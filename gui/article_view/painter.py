"""Draws highlights in the document's pixels: what lies beneath the text, and what lies above it."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from core.annotation.scheme import Scheme
from gui.article_view.geometry import Box
from gui.article_view.halves import Half
from gui.article_view.highlights import BandHighlights, Mark, Outline, Stroke
from gui.article_view.measures import SIDE_LINE, Measures, tag_font
from gui.article_view.tags import Tag
from gui.theme import LabelColours, Theme

_RADIUS = 3.0
_PATTERNS = {Stroke.PROPOSED: (5, 3), Stroke.DOUBTFUL: (2, 2)}
_UNDECIDED_WIDTH = 2
_INNER = 2.0
"""An inner lane's underline is this much shorter at either end, in pixels."""
_STRUCK_BEYOND = 3.0


class HighlightPainter:
    """Draws bands in a theme's colours; `ratio` is device pixels to a logical one."""

    def __init__(self, theme: Theme, scheme: Scheme, measures: Measures, ratio: float) -> None:
        self._theme = theme
        self._scheme = scheme
        self._measures = measures
        self._ratio = ratio
        self._tag_font = tag_font(measures)
        self._colours: dict[str, LabelColours] = {}
        self._pens: dict[tuple[str, Stroke], QPen] = {}

    def paint_beneath(self, painter: QPainter, bands: Sequence[BandHighlights]) -> None:
        """Draw the fills, the deepest lane first, halves of boxes, and other layers' spans in outline."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for band in bands:
            for mark in sorted(band.marks, key=lambda mark: -mark.lane):
                if mark.stroke is not Stroke.REJECTED:
                    self._paint_fill(painter, mark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for half in (one for band in bands for one in band.halves):
            self._paint_half(painter, half)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for outline in (one for band in bands for one in band.outlines):
            self._paint_outline(painter, outline)

    def paint_above(self, painter: QPainter, bands: Sequence[BandHighlights], focused: str | None) -> None:
        """Draw underlines and tags; the focused span's tag is its chip and not drawn here."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for band in bands:
            for mark in band.marks:
                self._paint_underline(painter, mark)
            for half in band.halves:
                self._paint_side(painter, half)
            for box in band.agreed:
                bottom = self._device(box.line.bottom)
                painter.fillRect(self._snapped(box.left, bottom, box.right, bottom + 1), self._theme.faint)
        painter.setFont(self._tag_font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for band in bands:
            struck = {mark.span.id for mark in band.marks if mark.stroke is Stroke.REJECTED}
            for tag in band.tags:
                if tag.text and tag.span_id != focused:
                    self._paint_tag(painter, tag, tag.span_id in struck)

    def paint_find_mark(self, painter: QPainter, boxes: Sequence[Box], current: bool) -> None:
        """Draw the frame of a place found; the current one's is heavier, with a fill."""
        width = 2.0 if current else 1.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self._theme.text, width, j=Qt.PenJoinStyle.MiterJoin))
        painter.setBrush(self._theme.select if current else Qt.BrushStyle.NoBrush)
        for box in boxes:
            inset = width / 2
            rect = self._snapped(box.text_left - 1, box.line.top, box.text_right + 1, box.line.bottom)
            painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))

    def paint_hint(self, painter: QPainter, boxes: Sequence[Box]) -> None:
        """Draw the dashed frame of a place that may want the focused span's label too."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        pen = QPen(self._theme.muted, self._device(1))
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in boxes:
            rect = self._snapped(box.text_left - 1, box.line.top, box.text_right + 1, box.line.bottom)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_fill(self, painter: QPainter, mark: Mark) -> None:
        colours = self._of_label(mark.span.label)
        painter.setBrush(QBrush(colours.fill if mark.stroke is Stroke.ACCEPTED else colours.pale))
        for box in mark.boxes:
            rect = QRectF(box.left, box.line.top, box.right - box.left, box.line.bottom - box.line.top)
            if box.own_left and box.own_right:
                painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
            else:
                painter.drawPath(_half_rounded(rect, box.own_left, box.own_right))

    def _paint_half(self, painter: QPainter, half: Half) -> None:
        painter.setBrush(self._of_label(half.theirs.label).fill)
        for box in half.boxes:
            middle = (box.line.top + box.line.bottom) / 2
            top, bottom = (box.line.top, middle) if half.upper else (middle, box.line.bottom)
            painter.drawRect(self._snapped(box.left, top, box.right, bottom))

    def _paint_side(self, painter: QPainter, half: Half) -> None:
        """Draw the line of a side, outside its half."""
        ink = self._of_label(half.theirs.label).ink
        for box in half.boxes:
            top = box.line.top - SIDE_LINE if half.upper else box.line.bottom
            painter.fillRect(self._snapped(box.left, top, box.right, top + SIDE_LINE), ink)

    def _paint_outline(self, painter: QPainter, outline: Outline) -> None:
        """Draw thin frames round boxes, open where a line breaks them."""
        painter.setPen(QPen(self._of_label(outline.theirs.label).ink, self._device(1)))
        for box in outline.boxes:
            rect = self._snapped(box.left, box.line.top, box.right, box.line.bottom)
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            if box.own_left:
                painter.drawLine(rect.topLeft(), rect.bottomLeft())
            if box.own_right:
                painter.drawLine(rect.topRight(), rect.bottomRight())

    def _paint_underline(self, painter: QPainter, mark: Mark) -> None:
        if mark.stroke is Stroke.REJECTED:
            self._strike(painter, mark)
            return
        pen = self._underline_pen(mark)
        painter.setPen(pen)
        down, half = self._measures.depth(mark.lane), pen.widthF() / 2
        inset = _INNER if mark.lane else 0.0
        for box in mark.boxes:
            left = box.left + (inset if box.own_left else 0.0)
            right = box.right - (inset if box.own_right else 0.0)
            y = self._device(box.line.bottom + down) + half
            ends = (right, left) if box.line.right_to_left else (left, right)
            painter.drawLine(QLineF(self._device(ends[0]), y, self._device(ends[1]), y))

    def _strike(self, painter: QPainter, mark: Mark) -> None:
        painter.setPen(self._pen(self._theme.muted, Stroke.REJECTED))
        for box in mark.boxes:
            y = self._device(box.line.baseline - 0.25 * self._measures.article)
            painter.drawLine(QLineF(box.left, y + 0.5, box.right, y + 0.5))

    def _paint_tag(self, painter: QPainter, tag: Tag, struck: bool) -> None:
        painter.setPen(self._theme.muted if struck else self._of_label(tag.label.name).ink)
        painter.drawText(QPointF(tag.left, tag.baseline), tag.text)
        if struck:
            y = self._device(tag.baseline - self._measures.cap / 2) + 0.5
            painter.setPen(self._pen(self._theme.muted, Stroke.REJECTED))
            painter.drawLine(QLineF(tag.left - 1, y, tag.left + tag.width + _STRUCK_BEYOND - 1, y))

    def _underline_pen(self, mark: Mark) -> QPen:
        key = mark.span.label, mark.stroke
        if key not in self._pens:
            self._pens[key] = self._pen(self._of_label(mark.span.label).ink, mark.stroke)
        return self._pens[key]

    def _pen(self, colour: QColor, stroke: Stroke) -> QPen:
        """Return a pen whose width and pattern are whole device pixels."""
        width = self._device(_UNDECIDED_WIDTH if stroke in _PATTERNS else 1)
        pen = QPen(QBrush(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if stroke in _PATTERNS:
            pen.setDashPattern([self._device(length) / width for length in _PATTERNS[stroke]])
        return pen

    def _of_label(self, name: str) -> LabelColours:
        colours = self._colours.get(name)
        if colours is None:
            colours = self._colours[name] = self._theme.label_colours(self._scheme[name])
        return colours

    def _device(self, length: float) -> float:
        return round(length * self._ratio) / self._ratio

    def _snapped(self, left: float, top: float, right: float, bottom: float) -> QRectF:
        corner = QPointF(self._device(left), self._device(top))
        return QRectF(corner, QPointF(self._device(right), self._device(bottom)))


def _half_rounded(rect: QRectF, round_left: bool, round_right: bool) -> QPainterPath:
    """Return a rectangle of which the corners of one side, or of none, are round."""
    path = QPainterPath()
    corner = 2 * _RADIUS
    if not (round_left or round_right):
        path.addRect(rect)
    elif round_left:
        path.moveTo(rect.topRight())
        path.arcTo(QRectF(rect.left(), rect.top(), corner, corner), 90, 90)
        path.arcTo(QRectF(rect.left(), rect.bottom() - corner, corner, corner), 180, 90)
        path.lineTo(rect.bottomRight())
    else:
        path.moveTo(rect.topLeft())
        path.arcTo(QRectF(rect.right() - corner, rect.top(), corner, corner), 90, -90)
        path.arcTo(QRectF(rect.right() - corner, rect.bottom() - corner, corner, corner), 0, -90)
        path.lineTo(rect.bottomLeft())
    return path
