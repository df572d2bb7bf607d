"""A value with its interval, by resampling articles: the tokens of one article are not independent."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.review.agreement.measures import Array

RESAMPLES = 1_000
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, and between what it lies (95 %, percentile bootstrap over articles).

    Where it, or its interval, cannot be given it is None, and `why` says why.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""


@lru_cache(maxsize=4)
def resamples(articles: int, seed: int) -> Array:
    """Return how often each article is drawn, one row a resample (Efron and Tibshirani 1993, ch. 13)."""
    draws = np.random.default_rng(seed).multinomial(articles, np.full(articles, 1 / articles), size=RESAMPLES)
    return draws.astype(float)


def estimate(measure: Callable[[Array], Array], counts: Array, draws: Array, undefined: str) -> Estimate:
    """Return a measure of the articles' counts (one row each); `undefined` says why there is none."""
    value = float(measure(counts.sum(0)))
    if np.isnan(value):
        return Estimate(None, why=undefined)
    if len(counts) < 2:
        return Estimate(value, why="One article alone cannot be resampled: there is no interval.")
    tail = 50 * (1 - _CONFIDENCE)
    low, high = np.nanpercentile(measure(draws @ counts), [tail, 100 - tail])
    return Estimate(value, float(low), float(high))
