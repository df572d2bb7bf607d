"""Which lane each of several overlapping spans is drawn in. Pure geometry, the same on screen and in HTML."""

from collections.abc import Callable, Iterable, Sequence

from core.annotation.span import Span

_FARTHEST = 20_000
"""Overlapping spans farther off than this, in code points, are not gathered."""


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

    These, and none to the right, decide the lanes in `[start, end)`. `overlapping` is an article's. A
    chain longer than any sentence is not followed: lanes are then those of the spans on the spot.
    """
    here = group = overlapping(start, end)
    left = start
    while group and group[0].start < left:
        left = group[0].start
        if start - left > _FARTHEST:
            return here
        group = overlapping(left, end)
    return group


def reach_of(overlapping: Callable[[int, int], list[Span]], start: int, end: int) -> tuple[int, int]:
    """Return the stretch in which a change of the spans in `[start, end)` may change lanes."""
    left, right = start, end
    while True:
        group = overlapping(left, right)
        wider = min([left, *(span.start for span in group)]), max([right, *(span.end for span in group)])
        if wider == (left, right) or start - wider[0] > _FARTHEST or wider[1] - end > _FARTHEST:
            return wider
        left, right = wider


def deepest_at(spans: Sequence[Span], lanes: dict[str, int], offset: int) -> Span | None:
    """Return the span in the deepest lane that holds the code point at `offset`."""
    holding = [span for span in spans if span.contains(offset, offset + 1)]
    return max(holding, key=lambda span: lanes[span.id], default=None)
