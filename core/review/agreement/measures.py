"""The measures of agreement as functions of counts, and a table that says what each means.

Each function takes an array whose last axis holds the counts of one sample, and returns a value for each
sample; NaN where it is undefined. So a thousand resamples are measured at once.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A row: its name, what it is called, what it measures and from where, what it does not say."""

    name: str
    title: str
    definition: str
    silent_on: str
    undefined: str


_NO_SPANS = "No layer has a span in these articles."
_ONE_LABEL = "Every token has the same label in all layers: chance alone would agree as far."
MEASURES = (
    MeasureRow(
        "f1_exact",
        "Span F1, exact",
        "Spans with the same edges and the same label, twice, by the spans of both layers"
        " (strict in SemEval-2013 task 9.1).",
        "It has no allowance for chance, and a wrong edge costs as much as a missed span.",
        _NO_SPANS,
    ),
    MeasureRow(
        "f1_partial",
        "Span F1, partial",
        "As exact, whatever the labels; a pair that only overlaps counts half (SemEval-2013 task 9.1).",
        "It does not see labels.",
        _NO_SPANS,
    ),
    MeasureRow(
        "f1_type",
        "Span F1, type",
        "Overlapping spans with the same label, whatever their edges (SemEval-2013 task 9.1).",
        "It does not see edges.",
        _NO_SPANS,
    ),
    MeasureRow(
        "kappa",
        "Cohen's kappa",
        "Tokens with the same label (or none) in two layers, beyond what each layer's own shares would give"
        " by chance (Cohen 1960). Of more layers: the mean of all pairs (Light 1971).",
        "Most tokens have no label in any layer, which makes it high; it does not see where a span ends and"
        " the next of its label begins, nor nested spans.",
        _ONE_LABEL,
    ),
    MeasureRow(
        "fleiss",
        "Fleiss' kappa",
        "As Cohen's, for any number of layers, with chance from the shares of all layers together"
        " (Fleiss 1971).",
        "As Cohen's; a layer that uses a label much more than the others is not told apart.",
        _ONE_LABEL,
    ),
    MeasureRow(
        "alpha",
        "Krippendorff's alpha",
        "One less the observed by the expected disagreement of tokens, nominal, with the correction for"
        " small numbers (Krippendorff 2011).",
        "As Cohen's kappa: most tokens have no label.",
        _ONE_LABEL,
    ),
)


def f1(counts: Array) -> Array:
    """Return F1 from [hits, spans of one layer, spans of the other]."""
    return _ratio(2 * counts[..., 0], counts[..., 1] + counts[..., 2])


def cohen(confusions: Array) -> Array:
    """Return Cohen's kappa (1960) from square confusions, flattened: tokens by both layers' labels."""
    size = round(confusions.shape[-1] ** 0.5)
    table = confusions.reshape(*confusions.shape[:-1], size, size)
    total = table.sum((-1, -2))
    observed = _ratio(np.trace(table, axis1=-2, axis2=-1), total)
    expected = _ratio((table.sum(-1) * table.sum(-2)).sum(-1), total**2)
    return _ratio(observed - expected, 1 - expected)


def fleiss(counts: Array) -> Array:
    """Return Fleiss' kappa (1971) from [agreeing, values of each category] as `agreeing` gives it."""
    values = counts[..., 1:]
    total = values.sum(-1)
    observed = _ratio(counts[..., 0], total)
    expected = _ratio((values**2).sum(-1), total**2)
    return _ratio(observed - expected, 1 - expected)


def alpha(counts: Array) -> Array:
    """Return Krippendorff's nominal alpha (2011) from [agreeing, values of each category]."""
    values = counts[..., 1:]
    total = values.sum(-1)
    disagreeing = total - counts[..., 0]
    expected = (total**2 - (values**2).sum(-1)) / np.maximum(total - 1, 1)
    return 1 - _ratio(disagreeing, expected)


def agreeing(units: Array) -> Array:
    """Return [agreeing, values of each category] from units: how often each got each category.

    `agreeing` is Krippendorff's sum of the coincidence matrix's diagonal; a unit with one value alone
    can be paired with nothing and does not count.
    """
    pairable = units[units.sum(-1) > 1].astype(float)
    pairs = (pairable * (pairable - 1)).sum(-1) / (pairable.sum(-1) - 1)
    return np.concatenate([[pairs.sum()], pairable.sum(0)])


def agreeing_of_pair(confusions: Array) -> Array:
    """Return what `agreeing` gives for two layers, from their confusions, flattened."""
    size = round(confusions.shape[-1] ** 0.5)
    table = confusions.reshape(*confusions.shape[:-1], size, size)
    same = np.trace(table, axis1=-2, axis2=-1)[..., np.newaxis]
    return np.concatenate([2 * same, table.sum(-1) + table.sum(-2)], axis=-1)


def _ratio(above: Array, below: Array) -> Array:
    """Divide; NaN where there is nothing to divide by."""
    below = np.asarray(below, float)
    # Shares that sum to one up to rounding leave a denominator that is zero up to rounding.
    empty = np.abs(below) < 1e-12
    return np.where(empty, np.nan, above / np.where(empty, 1.0, below))
