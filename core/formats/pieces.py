"""A text cut wherever a span begins or ends: what pages for readers are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.annotation.lanes import assign_lanes
from core.annotation.span import Span
from core.formats.format import Document


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with the spans over it, the outermost first, and those that end with it."""

    text: str
    spans: Sequence[Span]
    ending: Sequence[Span]


def pieces_of(document: Document) -> tuple[Iterator[Piece], dict[str, int]]:
    """Return the pieces of a document in order, and the lane of each span by its id."""
    spans = sorted(document.spans, key=lambda span: span.sort_key)
    lanes = assign_lanes(spans)
    return _cut(document.article.text, spans, lanes), lanes


def lines_in(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each line of the text; one that goes over line breaks is cut at them."""
    line: list[Piece] = []
    for piece in pieces:
        *befores, last = piece.text.split("\n")
        for before in befores:
            yield [*line, Piece(before.removesuffix("\r"), piece.spans, ())]
            line = []
        line.append(Piece(last, piece.spans, piece.ending))
    yield line


def _cut(text: str, spans: Sequence[Span], lanes: dict[str, int]) -> Iterator[Piece]:
    edges = sorted({0, len(text), *(edge for span in spans for edge in span.place)})
    waiting, open_spans = iter([*spans, None]), list[Span]()
    following = next(waiting)
    for start, end in pairwise(edges):
        open_spans = [span for span in open_spans if span.end > start]
        while following is not None and following.start <= start:
            open_spans.append(following)
            following = next(waiting)
        over = sorted(open_spans, key=lambda one: lanes[one.id])
        yield Piece(text[start:end], over, [span for span in over if span.end == end])
