"""Decide that spans are right."""

from collections.abc import Iterable

from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import Span, State


def accept(spans: Iterable[Span], batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that accept these spans; one already accepted needs none."""
    return tuple(
        batch.correction(Action.ACCEPT, span, span.changed(state=State.ACCEPTED, annotator=batch.annotator))
        for span in spans
        if span.state is not State.ACCEPTED
    )
