"""Cut a span in two."""

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.identity import new_id
from core.annotation.span import Span, State
from core.errors import EditError


def split(annotated: AnnotatedArticle, span: Span, at: int, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that cut a span at the code point `at`; both parts are accepted.

    White space at the cut belongs to neither part. Raises EditError unless both parts hold something.
    """
    text = annotated.text
    left = len(text[span.start : at].rstrip()) if span.start < at < span.end else 0
    right = len(text[at : span.end].lstrip()) if span.start < at < span.end else 0
    if not left or not right:
        raise EditError("There is nothing to split here.", "Put the caret between two words of the span.")
    decided = span.changed(state=State.ACCEPTED, annotator=batch.annotator)
    first = decided.changed(end=span.start + left)
    second = decided.changed(start=span.end - right, id=new_id())
    return (batch.correction(Action.SPLIT, span, first), batch.correction(Action.SPLIT, None, second))


def split_point(text: str, span: Span, caret: int) -> int:
    """Return where to split a span: at the caret if it is inside, else after its first word."""
    if span.start < caret < span.end:
        return caret
    head = text[span.start : span.end].split(None, 1)
    return span.start + len(head[0]) if head else span.start
