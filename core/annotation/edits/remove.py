"""Take spans away, whoever made them."""

from collections.abc import Iterable

from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import Span


def remove(spans: Iterable[Span], batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that remove these spans; they stand in the history alone."""
    return tuple(batch.correction(Action.REMOVE, span, None) for span in spans)
