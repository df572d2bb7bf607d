"""Samples in another letter case: headlines in title case, all capitals, no capitals.

The vocabulary knows no case, so only the words' shapes change.
"""

import random
from dataclasses import replace

from core.engine.training.transformer.corpus import Sample

_LOWER, _TITLE, _ONE_CAPITAL, _CAPITALS, _MIXED = range(5)
_SHARES = ((0.03, {_LOWER: _TITLE}), (0.06, {_LOWER: _CAPITALS, _TITLE: _CAPITALS, _MIXED: _CAPITALS}))
_NO_CAPITALS = (0.08, {_TITLE: _LOWER, _ONE_CAPITAL: _LOWER, _CAPITALS: _LOWER, _MIXED: _LOWER})


def recased(sample: Sample, chance: random.Random) -> Sample:
    """Return the sample, or for about one in twelve a copy in another case."""
    drawn = chance.random()
    for share, cases in (*_SHARES, _NO_CAPITALS):
        if drawn < share:
            return replace(sample, shapes=tuple(_recased(shape, cases) for shape in sample.shapes))
    return sample


def _recased(shape: int, cases: dict[int, int]) -> int:
    if shape == 0:
        return 0
    case, gap = divmod(shape - 1, 3)
    return 1 + 3 * cases.get(case, case) + gap
