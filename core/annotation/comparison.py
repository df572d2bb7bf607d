"""Two sets of spans over one text: what does not stand just so in both."""

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.span import Span, State


def unlike(one: AnnotatedArticle, other: AnnotatedArticle) -> tuple[Span, ...]:
    """Return the spans of `one` that `other` has not with the same place, label and state, in reading order.

    A rejected span counts as none.
    """
    there = {_look(span) for span in other}
    return tuple(span for span in one if span.state is not State.REJECTED and _look(span) not in there)


def _look(span: Span) -> tuple[int, int, str, State]:
    return span.start, span.end, span.label, span.state
