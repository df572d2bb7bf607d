"""Two engines on the same texts: which is right where, and how sure the difference of their F1 is."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.engine.evaluation import Evaluation, TextResult

_RESAMPLES = 2000
_SEED = 0
_LEAST_TEXTS = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """How `first` and `second` differ; spans are those of the gold, found with exact boundaries and label.

    `difference` is the second's strict F1 less the first's. `interval` holds 95 % of what that is on texts
    drawn anew from these (paired bootstrap, seeded; Efron and Tibshirani 1993); None for a single text.
    """

    first: str
    second: str
    both: int
    first_alone: int
    second_alone: int
    neither: int
    difference: float
    interval: tuple[float, float] | None


def compare(first: tuple[str, Evaluation], second: tuple[str, Evaluation]) -> Comparison:
    """Return the comparison of two engines, by name, that were given the same texts in the same order."""
    (name, one), (other_name, other) = first, second
    pairs = list(zip(one.texts, other.texts, strict=True))
    both = sum(len(a.found & b.found) for a, b in pairs)
    alone = sum(len(a.found - b.found) for a, b in pairs)
    other_alone = sum(len(b.found - a.found) for a, b in pairs)
    return Comparison(
        name,
        other_name,
        both,
        alone,
        other_alone,
        one.total.gold - both - alone - other_alone,
        other.total.f1 - one.total.f1,
        _interval(one.texts, other.texts),
    )


def _interval(one: Sequence[TextResult], other: Sequence[TextResult]) -> tuple[float, float] | None:
    if len(one) < _LEAST_TEXTS:
        return None
    import numpy as np

    random = np.random.default_rng(_SEED)
    counts = [np.array([_figures(text) for text in texts], dtype=float) for texts in (one, other)]
    share = np.full(len(one), 1 / len(one))
    differences = np.empty(_RESAMPLES)
    for number in range(_RESAMPLES):
        drawn = random.multinomial(len(one), share)
        f1, other_f1 = ((drawn @ each)[0] / max(1.0, (drawn @ each)[1]) for each in counts)
        differences[number] = other_f1 - f1
    low, high = np.quantile(differences, (0.025, 0.975))
    return float(low), float(high)


def _figures(text: TextResult) -> tuple[int, int]:
    """Return the two numbers whose sums over texts give F1, one by the other."""
    return 2 * text.counts.correct, text.counts.proposed + text.counts.gold
