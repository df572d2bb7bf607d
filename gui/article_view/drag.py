"""The mouse gesture as a state machine: nothing, selecting, or giving a span new edges. Needs no widget."""

from dataclasses import dataclass, replace

from core.annotation.edits.resize import Edge
from core.annotation.offsets import snap_to_words, trimmed, word_at


@dataclass(frozen=True, slots=True)
class Idle:
    """No button is down."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button went down on `(x, y)` of the viewport; not yet moved far enough to be a selection."""

    x: int
    y: int

    def moved(self, x: int, y: int, distance: int) -> "Pressed | Selecting":
        """Return the gesture after the mouse moved: a selection from `distance` pixels on."""
        return Selecting() if abs(x - self.x) + abs(y - self.y) >= distance else self


@dataclass(frozen=True, slots=True)
class Selecting:
    """Text is being selected."""


@dataclass(frozen=True, slots=True)
class DraggingEdge:
    """An edge of a span is being dragged: `[start, end)` is where it would be now."""

    span_id: str
    edge: Edge
    origin: tuple[int, int]
    start: int
    end: int

    def moved(self, text: str, boundary: int, by_words: bool) -> "DraggingEdge":
        """Return the gesture with the edge at a boundary between characters, or at that of its word.

        The span never becomes empty, nor white space alone.
        """
        if self.edge is Edge.END:
            start, end = self.start, _end_at(text, boundary, by_words)
        else:
            start, end = _start_at(text, boundary, by_words), self.end
        if start >= end or text[start:end].isspace():
            return self
        return replace(self, start=start, end=end)

    @property
    def changed(self) -> bool:
        """Whether the edge lies elsewhere than when the drag began."""
        return (self.start, self.end) != self.origin


@dataclass(frozen=True, slots=True)
class DrawingPlace:
    """A new place is drawn for a span, from `anchor` on: `[start, end)` is where it would be now."""

    span_id: str
    anchor: int
    origin: tuple[int, int]
    start: int
    end: int

    def moved(self, text: str, boundary: int, by_words: bool) -> "DrawingPlace":
        """Return the gesture with the mouse at a boundary between characters; whole words if `by_words`.

        Over white space alone the span stays where it is.
        """
        drawn = sorted((self.anchor, boundary))
        start, end = snap_to_words(text, *drawn) if by_words else trimmed(text, *drawn)
        return replace(self, start=start, end=end) if start < end else self

    @property
    def changed(self) -> bool:
        """Whether the place drawn is another than the span has."""
        return (self.start, self.end) != self.origin


Dragging = DraggingEdge | DrawingPlace
Gesture = Idle | Pressed | Selecting | Dragging


def _end_at(text: str, boundary: int, by_words: bool) -> int:
    """Return the end for a boundary: of the word that it cuts, without white space before it."""
    while by_words and boundary > 0 and text[boundary - 1].isspace():
        boundary -= 1
    if not by_words or boundary == 0:
        return boundary
    word = word_at(text, boundary - 1)
    return word[1] if word[0] < word[1] else boundary


def _start_at(text: str, boundary: int, by_words: bool) -> int:
    """Return the start for a boundary: of the word that it cuts, without white space after it."""
    while by_words and boundary < len(text) and text[boundary].isspace():
        boundary += 1
    if not by_words or boundary >= len(text):
        return boundary
    word = word_at(text, boundary)
    return word[0] if word[0] < word[1] else boundary
