"""Take an engine's proposals into an article, around what a person decided."""

from collections.abc import Iterable

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import MEMORY, Span, State


def propose(annotated: AnnotatedArticle, proposals: Iterable[Span], batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that add an engine's proposals.

    The engine never overwrites or doubles what a person decided, and never proposes again what was
    rejected at that place: a proposal that overlaps an accepted span, stands where a rejected one
    stood with that label, or doubles one that is there, is left out. So is one that overlaps what was
    proposed by what people decided before, unless it goes by that itself.
    """
    corrections = []
    taken: set[tuple[int, int, str]] = set()
    for span in proposals:
        key = (*span.place, span.label)
        there = annotated.overlapping(*span.place)
        if key not in taken and not any(_in_the_way(other, span) for other in there):
            taken.add(key)
            corrections.append(batch.correction(Action.PROPOSE, None, span))
    return tuple(corrections)


def _in_the_way(present: Span, proposal: Span) -> bool:
    if present.state is State.ACCEPTED:
        return True
    if present.state is State.PROPOSED and present.origin == MEMORY != proposal.origin:
        return True
    return present.place == proposal.place and present.label == proposal.label
