"""The best sequence of tags that is well formed, and how probable each of its spans is.

A word's tags have probabilities of their own; the only bond between words is that a span goes on only from
its own label. The best sequence comes from Viterbi's algorithm, a span's probability from the forward and the
backward pass: the weight of all well-formed sequences that have exactly this span, in that of all sequences.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.engine.transformer.tags import LABELS, OUTSIDE

Array = NDArray[np.float64]
_KINDS = len(LABELS)
_FRESH = slice(0, 1 + _KINDS)
_BEGINS = slice(1, 1 + _KINDS)
_INSIDE = slice(1 + _KINDS, None)
_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Words `first` to `last`, both included, with a label and its probability."""

    first: int
    last: int
    label: str
    probability: float


def decode(probabilities: Array) -> list[TaggedSpan]:
    """Return the spans of the best sequence; `probabilities` has a row a word, a column a tag."""
    if not len(probabilities):
        return []
    rows = np.maximum(probabilities, _LEAST)
    tags = best_tags(rows)
    if not any(tags):
        return []
    before, after = _prefixes(rows), _suffixes(rows)
    total = before[-1]
    return [_span(rows, first, last, tags[first], before, after, total) for first, last in _runs(tags)]


def best_tags(probabilities: Array) -> list[int]:
    """Return the most probable well-formed sequence of tags."""
    logs = np.log(probabilities)
    came_from = np.zeros(logs.shape, np.intp)
    score = logs[0].copy()
    score[_INSIDE] = -np.inf
    own_begin, own_inside = np.arange(1, 1 + _KINDS), np.arange(1 + _KINDS, 1 + 2 * _KINDS)
    for row in range(1, len(logs)):
        best = int(score.argmax())
        goes_on = np.where(score[_BEGINS] >= score[_INSIDE], own_begin, own_inside)
        came_from[row, _FRESH] = best
        came_from[row, _INSIDE] = goes_on
        score = np.concatenate((np.full(1 + _KINDS, score[best]), score[goes_on])) + logs[row]
    tags = [int(score.argmax())]
    for row in range(len(logs) - 1, 0, -1):
        tags.append(int(came_from[row, tags[-1]]))
    return tags[::-1]


def _runs(tags: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of each span."""
    for first, tag in enumerate(tags):
        if 1 <= tag <= _KINDS:
            last = first
            while last + 1 < len(tags) and tags[last + 1] == tag + _KINDS:
                last += 1
            yield first, last


def _span(
    rows: Array, first: int, last: int, tag: int, before: Array, after: Array, total: float
) -> TaggedSpan:
    inside = np.log(rows[first + 1 : last + 1, tag + _KINDS]).sum()
    weight = before[first] + np.log(rows[first, tag]) + inside + after[last + 1]
    return TaggedSpan(first, last, LABELS[tag - 1], float(min(1.0, np.exp(weight - total))))


def _prefixes(rows: Array) -> Array:
    """Return the logarithm of the weight of all well-formed tags of the first `i` words, for each `i`."""
    logs = np.zeros(len(rows) + 1)
    closed, still_open = 1.0, np.zeros(_KINDS)
    for place, row in enumerate(rows):
        everything = closed + still_open.sum()
        closed = everything * row[OUTSIDE]
        still_open = everything * row[_BEGINS] + still_open * row[_INSIDE]
        scale = closed + still_open.sum()
        closed, still_open = closed / scale, still_open / scale
        logs[place + 1] = logs[place] + np.log(scale)
    return logs


def _suffixes(rows: Array) -> Array:
    """Return the logarithm of the weight of all well-formed tags from word `i` on, none of them going on."""
    logs = np.zeros(len(rows) + 1)
    fresh, after_open = 1.0, np.ones(_KINDS)
    scaled = 0.0
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        begins = row[OUTSIDE] * fresh + row[_BEGINS] @ after_open
        after_open = begins + row[_INSIDE] * after_open
        scale = after_open.max()
        fresh, after_open = begins / scale, after_open / scale
        scaled += np.log(scale)
        logs[place] = scaled + np.log(fresh)
    return logs
