"""Which lane each of several overlapping spans is drawn in. Pure geometry, the same on screen and in HTML."""

from collections.abc import Iterable, Sequence

from core.annotation.span import Span


def assign_lanes(spans: Iterable[Span]) -> dict[str, int]:
    """Return a lane for each span's id: 0 for the outermost, deeper for what lies inside or overlaps.

    `spans` come in reading order (the longer first where two start together), and whole groups of
    overlapping ones together. Each takes the lowest lane that is free at its start, so spans in one
    lane never overlap.
    """
    lanes: dict[str, int] = {}
    ends: list[int] = []
    for span in spans:
        lane = next((lane for lane, end in enumerate(ends) if end <= span.start), len(ends))
        if lane == len(ends):
            ends.append(span.end)
        else:
            ends[lane] = span.end
        lanes[span.id] = lane
    return lanes


def deepest_at(spans: Sequence[Span], lanes: dict[str, int], offset: int) -> Span | None:
    """Return the span in the deepest lane that holds the code point at `offset`."""
    holding = [span for span in spans if span.contains(offset, offset + 1)]
    return max(holding, key=lambda span: lanes[span.id], default=None)
