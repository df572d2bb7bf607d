"""What becomes of spans that a format has no room for: the user's choice, and the spans that are left."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.annotation.span import Span
from core.formats.format import FRAGMENTS, fragments_of
from core.formats.tokens import Place, covered


class Overlap(StrEnum):
    """Which of spans that overlap goes into a format of flat ones; of equals the first."""

    LONGEST = "longest"
    SHORTEST = "shortest"
    FIRST = "first"
    NONE = "none"


class Cut(StrEnum):
    """What becomes of a span that begins or ends inside a token."""

    WIDEN = "widen"
    DROP = "drop"


class Pieces(StrEnum):
    """What becomes of a discontinuous span: one that covers its pieces, a span for each, or none."""

    WHOLE = "whole"
    SPLIT = "split"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Fitting:
    """What the user chose. `cut` None stands for what the format does by itself."""

    overlap: Overlap = Overlap.LONGEST
    cut: Cut | None = None
    pieces: Pieces = Pieces.WHOLE


_ORDER = {
    Overlap.LONGEST: lambda span: (span.start - span.end, span.start),
    Overlap.SHORTEST: lambda span: (span.end - span.start, span.start),
    Overlap.FIRST: lambda span: (span.start, span.start - span.end),
}


def apart(spans: Iterable[Span], rule: Overlap = Overlap.LONGEST) -> tuple[Span, ...]:
    """Return spans that exclude each other, chosen by a rule, in reading order."""
    spans = tuple(spans)
    if rule is Overlap.NONE:
        return _alone(spans)
    taken: list[Span] = []
    starts: list[int] = []
    for span in sorted(spans, key=_ORDER[rule]):
        at = bisect_left(starts, span.start)
        free_before = at == 0 or taken[at - 1].end <= span.start
        if free_before and (at == len(taken) or span.end <= starts[at]):
            taken.insert(at, span)
            starts.insert(at, span.start)
    return tuple(taken)


def _alone(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans that no other overlaps."""
    ordered = sorted(spans, key=lambda span: span.sort_key)
    kept, reach = [], 0
    for at, span in enumerate(ordered):
        following = ordered[at + 1].start if at + 1 < len(ordered) else span.end
        if reach <= span.start and span.end <= following:
            kept.append(span)
        reach = max(reach, span.end)
    return tuple(kept)


def to_tokens(span: Span, tokens: Sequence[Place]) -> Span | None:
    """Return a span widened to whole tokens; None where it covers none."""
    reach = covered(tokens, *span.place)
    if reach is None:
        return None
    place = tokens[reach[0]][0], tokens[reach[1]][1]
    return span if place == span.place else span.changed(start=place[0], end=place[1])


def in_pieces(span: Span) -> tuple[Span, ...]:
    """Return a span for each piece of a discontinuous one; the first has its id, so its relations."""
    meta = {key: value for key, value in span.meta.items() if key != FRAGMENTS}
    return tuple(
        span.changed(start=start, end=end, meta=meta, id=f"{span.id}.{at}" if at else span.id)
        for at, (start, end) in enumerate(fragments_of(span))
    )
