"""Which undecided spans are like one: what is decided about together. Each list is in reading order."""

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.span import Span


def undecided_of_label(annotated: AnnotatedArticle, label: str) -> list[Span]:
    """Return the undecided spans with this label."""
    return [span for span in annotated if not span.decided and span.label == label]


def undecided_of_origin(annotated: AnnotatedArticle, origin: str) -> list[Span]:
    """Return the undecided spans that this rule, engine or import made."""
    return [span for span in annotated if not span.decided and span.origin == origin]


def undecided_scoring(annotated: AnnotatedArticle, least: float) -> list[Span]:
    """Return the undecided spans with a score of at least `least`."""
    return [span for span in annotated if not span.decided and span.score is not None and span.score >= least]


def undecided_alike(annotated: AnnotatedArticle, span: Span) -> list[Span]:
    """Return the undecided spans with the same text and the same label as `span`; white space is folded."""
    words = annotated.surface(span).split()
    same_label = undecided_of_label(annotated, span.label)
    return [one for one in same_label if annotated.surface(one).split() == words]
