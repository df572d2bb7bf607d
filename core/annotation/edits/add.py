"""Make a span: what the engine missed."""

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.edits.place import check_place
from core.annotation.span import HUMAN, Span, State


def add(
    annotated: AnnotatedArticle, start: int, end: int, label: str, batch: Batch
) -> tuple[Correction, ...]:
    """Return the corrections that put an accepted span with this label at `[start, end)`.

    Where one with this label stands there already it is accepted; nothing is doubled. Raises EditError
    where the place is empty or outside the text.
    """
    check_place(annotated, start, end)
    for span in annotated.at(start, end):
        if span.label == label:
            after = span.changed(state=State.ACCEPTED, annotator=batch.annotator)
            done = span.state is State.ACCEPTED
            return () if done else (batch.correction(Action.ACCEPT, span, after),)
    span = Span(start, end, label, batch.layer, State.ACCEPTED, HUMAN, annotator=batch.annotator)
    return (batch.correction(Action.ADD, None, span),)
