"""Decide that spans are wrong."""

from collections.abc import Iterable

from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import HUMAN, Span, State


def reject(spans: Iterable[Span], batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that reject these spans.

    A proposal stays as rejected, a negative example. A span that a person made is removed: it stands in
    the history alone.
    """
    corrections = []
    for span in spans:
        if span.origin == HUMAN:
            corrections.append(batch.correction(Action.REMOVE, span, None))
        elif span.state is not State.REJECTED:
            after = span.changed(state=State.REJECTED, annotator=batch.annotator)
            corrections.append(batch.correction(Action.REJECT, span, after))
    return tuple(corrections)
