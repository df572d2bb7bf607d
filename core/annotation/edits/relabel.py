"""Give spans another label."""

from collections.abc import Iterable

from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import Span, State


def relabel(spans: Iterable[Span], label: str, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that give these spans a label, which decides (accepts) them.

    A span that has the label already is accepted by it; one already accepted with it needs nothing.
    """
    corrections = []
    for span in spans:
        after = span.changed(label=label, state=State.ACCEPTED, annotator=batch.annotator)
        if span.label != label:
            corrections.append(batch.correction(Action.RELABEL, span, after))
        elif span.state is not State.ACCEPTED:
            corrections.append(batch.correction(Action.ACCEPT, span, after))
    return tuple(corrections)
