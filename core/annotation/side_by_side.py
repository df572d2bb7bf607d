"""Layers of one article laid beside each other in one text: one above the words, the others below."""

from dataclasses import dataclass, field

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.other_layers import OtherLayers
from core.annotation.span import Span


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What the layers have where they differ, as far as that is not decided yet.

    `agreed` are the spans that all of them have (None: nobody compared), `current` is the stretch
    `[start, end)` that is looked at.
    """

    above: OtherLayers = field(default_factory=OtherLayers)
    below: OtherLayers = field(default_factory=OtherLayers)
    agreed: AnnotatedArticle | None = None
    current: tuple[int, int] | None = None

    def is_agreed(self, span: Span) -> bool:
        """Whether all layers have a span of this place and label."""
        there = self.agreed.at(*span.place) if self.agreed else ()
        return any(one.label == span.label for one in there)
