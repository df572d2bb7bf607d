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
from core.annotation.side_by_side import SideBySide
from core.annotation.span import Span, State
from core.annotation.span_filter import SpanFilter
from gui.article_view.geometry import Band, Box, TextGeometry
from gui.article_view.halves import Half, agreed_boxes, halves
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
    """The marks of a band and the outlines of other layers, in reading order, and the tags.

    Where layers are side by side: the halves of those that differ, and where they agree.
    """

    band: Band
    marks: tuple[Mark, ...]
    outlines: tuple[Outline, ...]
    halves: tuple[Half, ...]
    agreed: tuple[Box, ...]
    tags: tuple[Tag, ...]


class Highlights:
    """The highlights of an article, by band.

    Below `threshold` an undecided span is doubtful; with `scores` tags tell the scores. `column` is the
    text's left and right edge. With `sides`, what all of its layers have is no mark of its own, and other
    layers are not outlined. After setting these, `forget_all`.
    """

    def __init__(self, annotated: AnnotatedArticle, scheme: Scheme, geometry: TextGeometry) -> None:
        self.threshold = 0.0
        self.filter = SpanFilter()
        self.scores = False
        self.others = OtherLayers()
        self.sides: SideBySide | None = None
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
        near = group_before(self._annotated.overlapping, band.start, band.end)
        group = [span for span in near if self._is_mark(span)]
        lanes = assign_lanes(span for span in group if span.state is not State.REJECTED)
        spans = [span for span in group if span.overlaps(band.start, band.end)]
        boxes = self._geometry.boxes(band, [span.place for span in spans])
        marks = [
            Mark(span, self._stroke(span), lanes.get(span.id, 0), meeting, tuple(found))
            for span, meeting, found in zip(spans, _meeting(spans, lanes), boxes, strict=True)
        ]
        outlines = () if self.sides else tuple(self._outlines(band, marks))
        both = tuple(halves(self.sides, band, self._geometry)) if self.sides else ()
        agreed = agreed_boxes(self.sides, band, self._geometry) if self.sides else ()
        tags = tuple(self._tags(band, marks, outlines, both))
        return BandHighlights(band, tuple(marks), outlines, both, agreed, tags)

    def _is_mark(self, span: Span) -> bool:
        return self.filter.shows(span) and not (self.sides and self.sides.is_agreed(span))

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

    def _tags(
        self, band: Band, marks: list[Mark], outlines: Sequence[Outline], both: Sequence[Half]
    ) -> Iterator[Tag]:
        """Yield the tags of the spans that start in a band, line by line; what is agreed has one alone."""
        starting = [mark for mark in marks if mark.boxes and band.start <= mark.span.start]
        points = [self._tag_point(mark) for mark in starting]
        wishes: dict[float, list[Wish]] = {}
        above: dict[float, list[Wish]] = {}
        for mark, point in zip(starting, points, strict=True):
            box = self._box_at(band, mark, point)
            wishes.setdefault(box.line.baseline, []).append(self._wish(mark, point, box))
        for outline in outlines:
            if not outline.agreed and band.start <= outline.theirs.start:
                line = outline.boxes[0].line
                baseline = line.bottom + self._geometry.measures.tag_drop
                wish = self._their_wish(outline.theirs, outline.boxes, baseline, outline.theirs.signs)
                wishes.setdefault(line.baseline, []).append(wish)
        for half in both:
            if band.start <= half.theirs.start:
                baseline = half.tag_baseline(self._geometry.measures)
                wish = self._their_wish(half.theirs, half.boxes, baseline, half.signs)
                (above if half.upper else wishes).setdefault(wish.line.baseline, []).append(wish)
        rows = [*wishes.values(), *above.values()]
        lines = [wish.line for row in rows for wish in row]
        right_to_left = bool(lines) and lines[0].right_to_left
        mirror = sum(self.column) if right_to_left else None
        for row in rows:
            yield from place_tags(row, self.column[1], self._width_of, mirror)

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

    def _their_wish(self, theirs: Theirs, boxes: Sequence[Box], baseline: float, signs: str) -> Wish:
        label = self._scheme[theirs.label]
        place, name = self._scheme.order(label.name)
        order = (place + _BEHIND_OWN, name)
        return Wish("", label, False, boxes[0].line, _beginning(boxes), baseline, order, signs=signs)

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
