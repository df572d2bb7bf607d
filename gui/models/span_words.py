"""What the Span panel says about a span, in words."""

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.edits.propagate import occurrences
from core.annotation.span import HUMAN, Span, State
from gui.widgets.stroke import Stroke


def stroke_of(span: Span, threshold: float) -> Stroke:
    """Return how a span's state is drawn; its value is the state's word."""
    if span.state is State.PROPOSED:
        return Stroke.DOUBTFUL if span.doubtful(threshold) else Stroke.PROPOSED
    return Stroke.ACCEPTED if span.state is State.ACCEPTED else Stroke.REJECTED


def made_by(span: Span) -> str:
    """Return who made a span.

    >>> made_by(Span(0, 1, "ORG", "a", origin="engine:news-en@1.0"))
    'engine news-en 1.0'
    """
    kind, _, name = span.origin.partition(":")
    if kind == HUMAN:
        return f"{span.annotator}, by hand" if span.annotator else "by hand"
    if kind == "import":
        return f"imported from {name}"
    return f"{kind} {name.replace('@', ' ')}".rstrip()


def count_here(annotated: AnnotatedArticle, span: Span) -> int:
    """Return how many visible spans of the article have just this span's text."""
    text, surface, length = annotated.text, annotated.surface(span), span.end - span.start
    return sum(
        one.end - one.start == length
        and text.startswith(surface, one.start)
        and one.state is not State.REJECTED
        for one in annotated
    )


def count_words(annotated: AnnotatedArticle, start: int, end: int) -> int:
    """Return how often selected text stands in the article, in whole words."""
    return len(occurrences(annotated.text, annotated.text[start:end]))
