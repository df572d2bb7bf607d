"""Layers of one article laid beside each other in one text: one above the words, the others below."""

from dataclasses import dataclass, field

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.other_layers import OtherLayers, Theirs
from core.annotation.span import Span


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What the layers have where they differ, but for what is settled: start, end and label of each.

    `agreed` are the spans that all of them have (None: nobody compared), `current` is the stretch
    `[start, end)` that is looked at.
    """

    above: OtherLayers = field(default_factory=OtherLayers)
    below: OtherLayers = field(default_factory=OtherLayers)
    agreed: AnnotatedArticle | None = None
    settled: frozenset[tuple[int, int, str]] = frozenset()
    current: tuple[int, int] | None = None

    def left(self, layers: OtherLayers, start: int, end: int) -> list[Theirs]:
        """Return what one side has in `[start, end)` that is not settled, in reading order."""
        theirs = layers.overlapping(start, end)
        return [one for one in theirs if (one.start, one.end, one.label) not in self.settled]

    def is_agreed(self, span: Span) -> bool:
        """Whether all layers have a span of this place and label."""
        there = self.agreed.at(*span.place) if self.agreed else ()
        return any(one.label == span.label for one in there)
