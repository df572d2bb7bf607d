"""Write a note on a span."""

from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import Span


def note(span: Span, text: str, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that give a span this note; its state stays as it is."""
    if span.note == text:
        return ()
    return (batch.correction(Action.NOTE, span, span.changed(note=text, annotator=batch.annotator)),)
