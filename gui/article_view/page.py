"""The article on show: its geometry, its highlights and what is painted of them. Needs no widget."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.offsets import DocumentMap, is_blank
from core.annotation.scheme import Scheme
from core.annotation.span import Span
from gui.article_view.column_layout import ColumnLayout
from gui.article_view.document import title_place
from gui.article_view.geometry import Box, TextGeometry
from gui.article_view.handles import Ring, chip_rect, make_ring, paint_chip, paint_knobs, paint_ring
from gui.article_view.highlights import BandHighlights, Highlights
from gui.article_view.hit_test import Hit, hit_test
from gui.article_view.measures import MARGIN, SIDE_LINE, Measures, tag_font
from gui.article_view.painter import HighlightPainter
from gui.theme import Theme

Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Focus:
    """The focused span and the place where its ring is drawn: elsewhere while an edge is dragged."""

    span: Span
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finds:
    """Places found, in order and apart from each other, and which of them is the current one."""

    places: Places = ()
    current: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What one painting needs: the bands in view, and the focus with its ring where that is among them.

    `side_ring` is around where layers side by side are looked at, while nothing has the focus.
    """

    bands: tuple[BandHighlights, ...]
    focus: Focus | None
    ring: Ring | None
    side_ring: Ring | None


class Page:
    """An article in its column. All lengths are the document's pixels, all offsets code points."""

    def __init__(
        self,
        annotated: AnnotatedArticle,
        scheme: Scheme,
        column: ColumnLayout,
        measures: Measures,
        offsets: DocumentMap,
    ) -> None:
        self.annotated = annotated
        self.scheme = scheme
        self.column = column
        self.measures = measures
        self.offsets = offsets
        title = title_place(annotated.article)
        self.geometry = TextGeometry(column, annotated.text, offsets, measures, title)
        self.highlights = Highlights(annotated, scheme, self.geometry)

    def set_surroundings(self, theme: Theme, width: float, ratio: float) -> None:
        """Take the theme, the viewport's width and the device's pixels for a logical one."""
        self._theme = theme
        self._painter = HighlightPainter(theme, self.scheme, self.measures, ratio)
        self.geometry.forget_layout(ratio)
        self.highlights.column = (MARGIN, width - MARGIN)
        self.highlights.forget_all()

    def forget_below(self, block: int) -> None:
        """Draw anew what lies beneath a paragraph, from its number: it has moved."""
        self.geometry.forget_below(block)
        self.highlights.forget_below(block)

    def scene(self, top: float, bottom: float, focus: Focus | None) -> Scene:
        """Return what is to be painted in `[top, bottom]`."""
        bands = tuple(self.highlights.between(top, bottom))
        if focus:
            return Scene(bands, focus, self.ring(focus, bands), None)
        return Scene(bands, None, None, self._side_ring(bands))

    def paint_beneath(self, painter: QPainter, scene: Scene, finds: Finds, hints: Places) -> None:
        """Draw what lies beneath the text: fills, hints, find marks, the focus ring."""
        self._painter.paint_beneath(painter, scene.bands)
        for _, boxes in self._framed(scene, hints):
            self._painter.paint_hint(painter, boxes)
        for index, boxes in self._framed(scene, finds.places):
            self._painter.paint_find_mark(painter, boxes, index == finds.current)
        for ring in (scene.ring, scene.side_ring):
            if ring is not None:
                paint_ring(painter, ring, self._theme)

    def paint_above(self, painter: QPainter, scene: Scene) -> None:
        """Draw what lies above the text: underlines, tags, knobs, the chip."""
        focus = scene.focus
        self._painter.paint_above(painter, scene.bands, focus.span.id if focus else None)
        if focus is not None and scene.ring is not None:
            paint_knobs(painter, scene.ring, self._theme)
            self._paint_chip(painter, scene.bands, focus, scene.ring)

    def ring(self, focus: Focus, bands: Sequence[BandHighlights]) -> Ring | None:
        """Return the ring of the focus as far as it lies in these bands."""
        boxes = self._boxes(bands, focus.start, focus.end)
        if not boxes:
            return None
        lanes = [0] + [
            mark.lane
            for one in bands
            for mark in one.marks
            if mark.boxes and mark.span.overlaps(focus.start, focus.end)
        ]
        starts = boxes[0].line.start <= focus.start
        ends = is_blank(self.annotated.text, boxes[-1].line.end, focus.end)
        return make_ring(boxes, starts, ends, self.measures.depth(max(lanes)))

    def _side_ring(self, bands: Sequence[BandHighlights]) -> Ring | None:
        sides = self.highlights.sides
        boxes = self._boxes(bands, *sides.current) if sides and sides.current else []
        room = SIDE_LINE + self.measures.tag_drop
        return Ring(tuple(boxes), {}, room - SIDE_LINE, room + 1) if boxes else None

    def _boxes(self, bands: Sequence[BandHighlights], start: int, end: int) -> list[Box]:
        """Return the boxes of `[start, end)` as far as it lies in these bands."""
        here = [one.band for one in bands if one.band.start < end and start < one.band.end]
        return [box for band in here for box in self.geometry.boxes(band, [(start, end)])[0]]

    def hit(self, point: QPointF, focus: Focus | None, again: bool = True) -> Hit:
        """Return what lies at a point; `again`: on the focused span, the one outside it."""
        reach = self.measures.line_height(self.measures.title)
        scene = self.scene(point.y() - reach, point.y() + reach, focus)
        focused = focus.span if focus and again else None
        shows = self.highlights.filter.shows
        return hit_test(point, self.geometry, self.annotated, scene.bands, scene.ring, focused, shows)

    def rect(self, start: int, end: int) -> QRectF:
        """Return the rectangle around all boxes of `[start, end)`; a caret's where it is empty."""
        end = max(end, start + 1)
        found = QRectF()
        for point in {start, end - 1}:
            for box in self.geometry.boxes(self.geometry.band_of(point), [(start, end)])[0]:
                corner = QPointF(box.left, box.line.top)
                found = found.united(QRectF(corner, QPointF(box.right, box.line.bottom)))
        return found if not found.isNull() else self.geometry.caret_rect(start)

    def _framed(self, scene: Scene, places: Places) -> Iterator[tuple[int, list[Box]]]:
        """Yield the numbers of the places in view, which are in order and apart, with their boxes."""
        for band in (one.band for one in scene.bands if places):
            first = max(bisect_left(places, (band.start, 0)) - 1, 0)
            last = bisect_left(places, (band.end, 0))
            yield from enumerate(self.geometry.boxes(band, places[first:last]), first)

    def _paint_chip(
        self, painter: QPainter, bands: Sequence[BandHighlights], focus: Focus, ring: Ring
    ) -> None:
        tag = next((tag for one in bands for tag in one.tags if tag.span_id == focus.span.id), None)
        if tag is None:
            return
        width = QFontMetricsF(tag_font(self.measures)).horizontalAdvance(tag.full)
        rect = chip_rect(tag, width, ring.depth, self.measures)
        paint_chip(painter, rect, tag.full, self.measures, self._theme)
