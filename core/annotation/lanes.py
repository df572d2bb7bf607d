"""Which lane each of several overlapping spans is drawn in. Pure geometry, the same on screen and in HTML."""

from collections.abc import Callable, Iterable, Sequence

from core.annotation.span import Span

_LARGEST_GROUP = 2000
"""More overlapping spans than this are not gathered: their lanes are found from those on the spot."""


def assign_lanes(spans: Iterable[Span]) -> dict[str, int]:
    """Return a lane for each span's id: 0 for the outermost, deeper for what lies inside or overlaps.

    `spans` come in reading order (the longer first where two start together), and whole groups of
    overlapping ones together. Each takes the lowest lane that is free at its start and deeper than
    whatever it lies in, so spans in one lane never overlap.
    """
    lanes: dict[str, int] = {}
    open_ends: dict[int, int] = {}
    for span in spans:
        open_ends = {lane: end for lane, end in open_ends.items() if end > span.start}
        lane = 1 + max((lane for lane, end in open_ends.items() if end >= span.end), default=-1)
        while lane in open_ends:
            lane += 1
        open_ends[lane] = span.end
        lanes[span.id] = lane
    return lanes


def group_before(overlapping: Callable[[int, int], list[Span]], start: int, end: int) -> list[Span]:
    """Return the spans in `[start, end)` with all that a chain of overlaps to the left joins to them.

    These, and none to the right, decide the lanes in `[start, end)`. `overlapping` is an article's.
    """
    here = group = overlapping(start, end)
    while group and group[0].start < start and len(group) <= _LARGEST_GROUP:
        start = group[0].start
        group = overlapping(start, end)
    return group if len(group) <= _LARGEST_GROUP else here


def reach_of(overlapping: Callable[[int, int], list[Span]], start: int, end: int) -> tuple[int, int]:
    """Return the stretch in which a change of the spans in `[start, end)` may change lanes."""
    for _ in range(_LARGEST_GROUP):
        group = overlapping(start, end)
        wider = min([start, *(s.start for s in group)]), max([end, *(s.end for s in group)])
        if wider == (start, end) or len(group) > _LARGEST_GROUP:
            return wider
        start, end = wider
    return start, end


def deepest_at(spans: Sequence[Span], lanes: dict[str, int], offset: int) -> Span | None:
    """Return the span in the deepest lane that holds the code point at `offset`."""
    holding = [span for span in spans if span.contains(offset, offset + 1)]
    return max(holding, key=lambda span: lanes[span.id], default=None)
