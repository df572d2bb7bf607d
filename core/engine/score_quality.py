"""How good scores are: whether they part right proposals from wrong ones, and whether they mean a share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

Judged = Sequence[tuple[float, bool]]
"""The score of each proposal, and whether the proposal was right."""

_BANDS = 10


def area_under_curve(judged: Iterable[tuple[float, bool]]) -> float:
    """Return how often a right proposal scores above a wrong one (ties count half); 0.5 is chance."""
    judged = list(judged)
    right = Counter(score for score, is_right in judged if is_right)
    wrong = Counter(score for score, is_right in judged if not is_right)
    wins = 0.0
    wrong_below = 0
    for score in sorted({*right, *wrong}):
        wins += right[score] * (wrong_below + wrong[score] / 2)
        wrong_below += wrong[score]
    pairs = wrong_below * right.total()
    return wins / pairs if pairs else 0.5


def expected_error(judged: Judged) -> float:
    """Return the expected calibration error: the mean distance, over ten bands, of score and share right."""
    error = 0.0
    for low, high in pairwise(band / _BANDS for band in range(_BANDS + 1)):
        band = [pair for pair in judged if low <= pair[0] < high or (high == 1 and pair[0] == 1)]
        if band:
            mean = sum(score for score, _ in band) / len(band)
            share = sum(is_right for _, is_right in band) / len(band)
            error += len(band) / len(judged) * abs(mean - share)
    return error
