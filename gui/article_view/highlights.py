"""What is drawn for the spans of each band of lines: made when it is first seen, kept until it changes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QFontMetricsF

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.lanes import assign_lanes, group_before, reach_of
from core.annotation.offsets import next_word
from core.annotation.other_layers import OtherLayers, Theirs
from core.annotation.scheme import Scheme
from core.annotation.span import Span, State
from core.annotation.span_filter import SpanFilter
from gui.article_view.geometry import Band, Box, TextGeometry
from gui.article_view.measures import tag_font
from gui.article_view.tags import Tag, Wish, place_tags

_MOST_BANDS = 400
_ALL_AT_ONCE = 200
"""From this many changed places on, all is forgotten rather than looked up one by one."""
_BEHIND_OWN = 100_000
"""Added to the order of other layers' tags: where one's own begins at the same place, it comes first."""
_MOST_MEETING = 400
"""A span that meets more others than this draws no worse for leaving some out."""


class Stroke(Enum):
    """How a state looks."""

    PROPOSED = "dashes"
    DOUBTFUL = "dots"
    ACCEPTED = "solid"
    REJECTED = "struck"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span's boxes in one band, its lane, and the spans that overlap it with theirs."""

    span: Span
    stroke: Stroke
    lane: int
    meeting: tuple[tuple[Span, int], ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What other layers have marked, with its boxes in one band; `agreed`: one's own layer has the same."""

    theirs: Theirs
    agreed: bool
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class BandHighlights:
    """The marks of a band and the outlines of other layers, in reading order, and the tags beneath."""

    band: Band
    marks: tuple[Mark, ...]
    outlines: tuple[Outline, ...]
    tags: tuple[Tag, ...]


class Highlights:
    """The highlights of an article, by band.

    Below `threshold` an undecided span is doubtful; with `scores` tags tell the scores. `column` is the
    text's left and right edge. After setting these, `forget_all`.
    """

    def __init__(self, annotated: AnnotatedArticle, scheme: Scheme, geometry: TextGeometry) -> None:
        self.threshold = 0.0
        self.filter = SpanFilter()
        self.scores = False
        self.others = OtherLayers()
        self.column = (0.0, 0.0)
        self._annotated = annotated
        self._scheme = scheme
        self._geometry = geometry
        self._width_of = _remembering(QFontMetricsF(tag_font(geometry.measures)).horizontalAdvance)
        self._bands: dict[tuple[int, int], BandHighlights] = {}

    def between(self, top: float, bottom: float) -> Iterator[BandHighlights]:
        """Yield what is drawn in `[top, bottom]` of the document."""
        for band in self._geometry.bands(top, bottom):
            yield self.of_band(band)

    def of_band(self, band: Band) -> BandHighlights:
        """Return what is drawn in a band."""
        known = self._bands.get(band.key)
        if known is None:
            if len(self._bands) >= _MOST_BANDS:
                self._bands.clear()
            known = self._bands[band.key] = self._made(band)
        return known

    def forget_all(self) -> None:
        """Make all anew: the layout has changed, or how spans look."""
        self._bands.clear()

    def forget_below(self, block: int) -> None:
        """Make anew what lies beneath a paragraph: it has moved."""
        self._bands = {key: known for key, known in self._bands.items() if key[0] <= block}

    def forget(self, places: Sequence[tuple[int, int]]) -> list[Band] | None:
        """Make anew what changes in these places touch; return those bands (None: all of them)."""
        if len(places) > _ALL_AT_ONCE:
            self._bands.clear()
            return None
        stale: dict[tuple[int, int], Band] = {}
        for place in places:
            start, end = reach_of(self._annotated.overlapping, *place)
            for key, known in self._bands.items():
                if known.band.start < end and start < known.band.end:
                    stale[key] = known.band
        for key in stale:
            del self._bands[key]
        return list(stale.values())

    def _made(self, band: Band) -> BandHighlights:
        group = [
            s for s in group_before(self._annotated.overlapping, band.start, band.end) if self.filter.shows(s)
        ]
        lanes = assign_lanes(span for span in group if span.state is not State.REJECTED)
        spans = [span for span in group if span.overlaps(band.start, band.end)]
        boxes = self._geometry.boxes(band, [span.place for span in spans])
        marks = [
            Mark(span, self._stroke(span), lanes.get(span.id, 0), meeting, tuple(found))
            for span, meeting, found in zip(spans, _meeting(spans, lanes), boxes, strict=True)
        ]
        outlines = tuple(self._outlines(band, marks))
        return BandHighlights(band, tuple(marks), outlines, tuple(self._tags(band, marks, outlines)))

    def _outlines(self, band: Band, marks: list[Mark]) -> Iterator[Outline]:
        theirs = self.others.overlapping(band.start, band.end)
        own = {(mark.span.place, mark.span.label) for mark in marks if mark.span.state is not State.REJECTED}
        for one, boxes in zip(theirs, self._geometry.boxes(band, [one.place for one in theirs]), strict=True):
            if boxes:
                yield Outline(one, (one.place, one.label) in own, tuple(boxes))

    def _stroke(self, span: Span) -> Stroke:
        if span.state is State.PROPOSED:
            return Stroke.DOUBTFUL if span.doubtful(self.threshold) else Stroke.PROPOSED
        return Stroke.ACCEPTED if span.state is State.ACCEPTED else Stroke.REJECTED

    def _tags(self, band: Band, marks: list[Mark], outlines: Sequence[Outline]) -> Iterator[Tag]:
        """Yield the tags of the spans that start in a band, line by line; what is agreed has one alone."""
        starting = [mark for mark in marks if mark.boxes and band.start <= mark.span.start]
        points = [self._tag_point(mark) for mark in starting]
        wishes: dict[float, list[Wish]] = {}
        for mark, point in zip(starting, points, strict=True):
            box = self._box_at(band, mark, point)
            wishes.setdefault(box.line.baseline, []).append(self._wish(mark, point, box))
        for outline in outlines:
            if not outline.agreed and band.start <= outline.theirs.start:
                wishes.setdefault(outline.boxes[0].line.baseline, []).append(self._their_wish(outline))
        lines = [wish.line for line in wishes.values() for wish in line]
        right_to_left = bool(lines) and lines[0].right_to_left
        mirror = sum(self.column) if right_to_left else None
        for line in wishes.values():
            yield from place_tags(line, self.column[1], self._width_of, mirror)

    def _box_at(self, band: Band, mark: Mark, point: int) -> Box:
        """Return the box beneath which a tag goes."""
        found = self._geometry.boxes(band, [(point, point + 1)])[0] if point > mark.span.start else ()
        return found[0] if found else mark.boxes[0]

    def _wish(self, mark: Mark, point: int, first: Box) -> Wish:
        measures = self._geometry.measures
        begin = _begin(mark, first)
        lane = max([mark.lane, *(lane for span, lane in mark.meeting if span.start <= point < span.end)])
        baseline = first.line.bottom + measures.depth(lane) + measures.tag_drop
        label = self._scheme[mark.span.label]
        doubtful = mark.stroke is Stroke.DOUBTFUL
        score = f" {mark.span.score:.2f}" if self.scores and mark.span.score is not None else ""
        order = self._scheme.order(label.name)
        return Wish(mark.span.id, label, doubtful, first.line, begin, baseline, order, score)

    def _their_wish(self, outline: Outline) -> Wish:
        line, label = outline.boxes[0].line, self._scheme[outline.theirs.label]
        baseline = line.bottom + self._geometry.measures.tag_drop
        begin = _beginning(outline.boxes)
        place, name = self._scheme.order(label.name)
        order = (place + _BEHIND_OWN, name)
        return Wish("", label, False, line, begin, baseline, order, signs=outline.theirs.signs)

    def _tag_point(self, mark: Mark) -> int:
        """Return where the first word of a span begins in which no deeper span lies; else its start."""
        point = mark.span.start
        end = min(mark.span.end, mark.boxes[-1].line.end)
        deeper = [span for span, lane in mark.meeting if lane > mark.lane]
        while (over := next((s for s in deeper if s.start <= point < s.end), None)) is not None:
            word = next_word(self._annotated.text, over.end)
            point = max(word[0], over.end) if word else end
            if point >= end:
                return mark.span.start
        return point


def _begin(mark: Mark, box: Box) -> float:
    """Return where the tag of a span begins: at the box, or beneath the whole of what its line shows."""
    return _beginning([one for one in mark.boxes if one.line == box.line] if box is mark.boxes[0] else [box])


def _beginning(boxes: Sequence[Box]) -> float:
    if boxes[0].line.right_to_left:
        return max(one.text_right for one in boxes) + 1
    return min(one.text_left for one in boxes) - 1


def _meeting(spans: Sequence[Span], lanes: dict[str, int]) -> list[tuple[tuple[Span, int], ...]]:
    """Return for each of the spans, which are in reading order, those that overlap it and their lanes."""
    found: list[list[tuple[Span, int]]] = [[] for _ in spans]
    for index, span in enumerate(spans):
        for other in range(index + 1, min(index + _MOST_MEETING, len(spans))):
            if spans[other].start >= span.end:
                break
            found[index].append((spans[other], lanes.get(spans[other].id, 0)))
            found[other].append((span, lanes.get(span.id, 0)))
    return [tuple(meeting) for meeting in found]


def _remembering(measure: Callable[[str], float]) -> Callable[[str], float]:
    """Return `measure` with a memory: there are few tags, and each is measured often."""
    known: dict[str, float] = {}

    def remembered(text: str) -> float:
        if text not in known:
            known[text] = measure(text)
        return known[text]

    return remembered
