"""Spans on which annotators agree: what two of three propose is learnt, what only one does is masked.

The annotators are the set's own gold (with the rules where the set is silent) and two models trained on
OntoNotes. Each errs in its own way, and their agreement is nearer to OntoNotes' guidelines than each alone.
"""

from collections import Counter
from collections.abc import Sequence

from core.engine.precedence import resolve
from core.engine.proposal import Proposal

_NEEDED = 2


def agreed(votes: Sequence[Sequence[Proposal]]) -> tuple[list[Proposal], list[tuple[int, int]]]:
    """Return the spans that at least two annotators have, and the stretches of all the others."""
    counts = Counter((span.start, span.end, span.label) for spans in votes for span in spans)
    kept = resolve(Proposal(*place, 1.0, "agreed") for place, count in counts.items() if count >= _NEEDED)
    masked = [
        (start, end)
        for (start, end, _), count in counts.items()
        if count < _NEEDED and not any(start < span.end and span.start < end for span in kept)
    ]
    return kept, masked
