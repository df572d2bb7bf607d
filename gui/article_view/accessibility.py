"""What a screen reader is told of the article and its focused span."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.span import Span, State


def describe_span(annotated: AnnotatedArticle, span: Span, threshold: float) -> str:
    """Return a span in words, such as `Biegun, person, proposed, 3 of 81`, counted in reading order."""
    surface = " ".join(annotated.surface(span).split())
    label = span.label.replace("_", " ").lower()
    state = "doubtful" if span.doubtful(threshold) else str(span.state)
    earlier = sum(one.state is not State.REJECTED for one in annotated.before(span))
    total = len(annotated) - annotated.count(State.REJECTED)
    place = "" if span.state is State.REJECTED else f", {earlier + 1} of {total}"
    return f"{surface}, {label}, {state}{place}"


def announce_span(widget: QWidget, annotated: AnnotatedArticle, span: Span, threshold: float) -> None:
    """Have a screen reader say a span. Costs nothing where none listens: counting takes time."""
    if QAccessible.isActive():
        words = describe_span(annotated, span, threshold)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def name_of(annotated: AnnotatedArticle | None) -> str:
    """Return the article view's accessible name."""
    return f"Article: {annotated.article.title}" if annotated else "No article"
