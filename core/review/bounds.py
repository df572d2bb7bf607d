"""How many may be wrong among those that were not looked at, by what a sample says: exact bounds."""

from math import ceil, log

CONFIDENCE = 0.95


def at_most(wrong: int, inspected: int, confidence: float = CONFIDENCE) -> float:
    """Return the upper bound of the share that is wrong: exact binomial, one-sided.

    Source: Clopper and Pearson 1934. With none inspected it is 1.
    """
    from scipy.special import betaincinv

    if wrong >= inspected:
        return 1.0
    return float(betaincinv(wrong + 1, inspected - wrong, confidence))


def interval(wrong: int, inspected: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return between what the share lies: exact binomial, two-sided (Clopper and Pearson 1934)."""
    half = (1 + confidence) / 2
    return 1 - at_most(inspected - wrong, inspected, half), at_most(wrong, inspected, half)


def wrong_at_most(wrong: int, inspected: int, population: int, confidence: float = CONFIDENCE) -> int:
    """Return how many of a finite population are wrong at most, those that were found among them.

    The largest number under which so few would still be found with a chance above 1 - confidence:
    exact hypergeometric, one-sided.
    """
    from scipy.stats import hypergeom

    low, high = wrong, population - (inspected - wrong)
    while low < high:
        middle = (low + high + 1) // 2
        likely = hypergeom.cdf(wrong, population, middle, inspected) > 1 - confidence
        low, high = (middle, high) if likely else (low, middle - 1)
    return low


def sample_size(bound: float, wrong: int = 0, confidence: float = CONFIDENCE) -> int:
    """Return how many to inspect so that `wrong` of them wrong still show the share to be below `bound`.

    With none wrong that is the rule of three: 3 / bound, nearly (Hanley and Lippman-Hand 1983).
    """
    if not 0 < bound < 1:
        raise ValueError(f"a bound lies between 0 and 1, not at {bound}")
    least = max(ceil(log(1 - confidence) / log(1 - bound)), wrong + 1)
    most = least * (wrong + 1) * 2
    while least < most:
        middle = (least + most) // 2
        if at_most(wrong, middle, confidence) <= bound:
            most = middle
        else:
            least = middle + 1
    return least
