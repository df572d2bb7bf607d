"""What lies under a point of the article: a knob, a span (its text or its tag), or bare text."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.edits.resize import Edge
from core.annotation.navigation import Shows, span_at
from core.annotation.span import Span
from gui.article_view.geometry import TextGeometry
from gui.article_view.handles import Ring, knob_at
from gui.article_view.highlights import BandHighlights

_TAG_REACH = 3.0


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point. `boundary` is the nearest boundary between characters, in code points."""

    boundary: int
    knob: Edge | None = None
    span: Span | None = None


def hit_test(
    point: QPointF,
    geometry: TextGeometry,
    annotated: AnnotatedArticle,
    bands: Iterable[BandHighlights],
    ring: Ring | None,
    focused: Span | None,
    shows: Shows,
) -> Hit:
    """Return what lies at a point of the document: knobs first, then tags, then the deepest span.

    Where the focused span lies there, the one outside it. Only what `shows` shows can be hit.
    """
    place = geometry.place_at(point)
    knob = knob_at(ring, point) if ring else None
    if knob is not None:
        return Hit(place.boundary, knob, focused)
    tagged = _tagged(point, bands, annotated, geometry.measures.cap)
    if tagged is not None:
        return Hit(place.boundary, span=tagged)
    if not place.on_text:
        return Hit(place.boundary)
    return Hit(place.boundary, span=span_at(annotated, place.character, focused, shows))


def _tagged(
    point: QPointF, bands: Iterable[BandHighlights], annotated: AnnotatedArticle, cap: int
) -> Span | None:
    """Return the span whose tag holds the point."""
    for band in bands:
        for tag in band.tags:
            top = tag.baseline - cap - _TAG_REACH
            rect = QRectF(tag.left, top, tag.width, cap + 2 * _TAG_REACH)
            if tag.text and rect.contains(point):
                return annotated.get(tag.span_id)
    return None
