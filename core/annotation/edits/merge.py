"""Make one span of two."""

from collections.abc import Iterable

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.edits.remove import detach
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.errors import EditError

_FARTHEST = 100
"""How many code points may lie between two spans that are merged by one key."""


def merge(
    first: Span, second: Span, batch: Batch, relations: Iterable[Relation] = ()
) -> tuple[Correction, ...]:
    """Return the corrections that stretch `first` over `second`, which goes; the result is accepted.

    Of the article's `relations` those that hold on to `second` go with it.
    """
    merged = first.changed(
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        state=State.ACCEPTED,
        annotator=batch.annotator,
    )
    return (
        batch.correction(Action.MERGE, first, merged),
        *detach([second], batch, relations),
        batch.correction(Action.MERGE, second, None),
    )


def merge_partner(annotated: AnnotatedArticle, span: Span) -> Span:
    """Return the next span, in reading order, that `span` can be merged with.

    Raises EditError where none follows near by.
    """
    for other in annotated.after(span):
        if other.start > span.end + _FARTHEST:
            break
        if other.state is not State.REJECTED and not span.contains(*other.place):
            return other
    raise EditError("There is no span close behind to merge with.")
