"""The evidence that a store holds on strings: what the memory is made from."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from core.annotation.span import State
from core.learning.memory import Evidence, Memory
from core.store.decisions import Decision
from core.store.reader import StoreReader


def memory_for(store: StoreReader, layer: str, surfaces: Iterable[str]) -> Memory:
    """Return what is remembered in a layer of these strings and of all that people added by hand.

    Raises StoreError.
    """
    return Memory(evidence_of(store.decisions(layer, surfaces)))


def evidence_of(decisions: Iterable[Decision]) -> dict[str, Evidence]:
    """Return the evidence on each string, from decisions that may name it several times."""
    accepted: dict[str, Counter[str]] = defaultdict(Counter)
    rejected: dict[str, Counter[str]] = defaultdict(Counter)
    added: Counter[str] = Counter()
    for one in decisions:
        counts = accepted if one.state is State.ACCEPTED else rejected
        counts[one.surface][one.label] += one.spans
        if one.added:
            added[one.surface] += one.spans
    return {
        surface: Evidence(accepted[surface], rejected[surface], added[surface])
        for surface in {**accepted, **rejected}
    }
