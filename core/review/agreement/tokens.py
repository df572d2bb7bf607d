"""The labels of an article's tokens in each layer, as numbers."""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from core.review.agreement.measures import Array
from core.store.layers import PlacedLabel

_TOKEN = re.compile(r"\w+|[^\w\s]")
NONE = 0
"""The number of a token without a label."""


class Tokens:
    """The tokens of a text: words, and signs one by one."""

    def __init__(self, text: str) -> None:
        places = np.array([match.span() for match in _TOKEN.finditer(text)], dtype=np.int64).reshape(-1, 2)
        self._starts, self._ends = places[:, 0], places[:, 1]

    def labels(self, spans: Iterable[PlacedLabel], number_of: dict[str, int]) -> Array:
        """Return the number of each token's label; of nested spans the longest counts."""
        numbers = np.zeros(len(self._starts), dtype=np.int64)
        ordered = sorted(spans, key=lambda span: span.end - span.start)
        first = np.searchsorted(self._ends, [span.start for span in ordered], side="right")
        last = np.searchsorted(self._starts, [span.end for span in ordered], side="left")
        for span, start, end in zip(ordered, first, last, strict=True):
            numbers[start:end] = number_of[span.label]
        return numbers


def confusion(one: Array, other: Array, size: int) -> Array:
    """Return how often each pair of numbers below `size` meets, flattened."""
    return np.bincount(one * size + other, minlength=size * size).astype(float)


def units(layers: Sequence[Array], size: int) -> Array:
    """Return, for each token, how many layers gave it each number."""
    counts = np.zeros((len(layers[0]), size), dtype=np.int64)
    rows = np.arange(len(layers[0]))
    for numbers in layers:
        counts[rows, numbers] += 1
    return counts
