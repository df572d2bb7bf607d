"""Decide that spans are wrong."""

from collections.abc import Iterable

from core.annotation.correction import Action, Batch, Correction
from core.annotation.edits.remove import remove
from core.annotation.relation import Relation
from core.annotation.span import HUMAN, Span, State


def reject(spans: Iterable[Span], batch: Batch, relations: Iterable[Relation] = ()) -> tuple[Correction, ...]:
    """Return the corrections that reject these spans.

    A proposal stays as rejected, a negative example. A span that a person made is removed, and those of
    the article's `relations` that hold on to it: it stands in the history alone.
    """
    spans = tuple(spans)
    made = [span for span in spans if span.origin == HUMAN]
    proposed = (span for span in spans if span.origin != HUMAN)
    rejections = (
        batch.correction(Action.REJECT, span, span.changed(state=State.REJECTED, annotator=batch.annotator))
        for span in proposed
        if span.state is not State.REJECTED
    )
    return (*rejections, *remove(made, batch, relations))
