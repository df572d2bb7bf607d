"""Isotonic regression (pool adjacent violators; Ayer et al. 1955)."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.engine.score_curves import Curve
from core.engine.score_quality import Judged

_LEAST_BLOCK = 40


@dataclass(slots=True)
class _Block:
    """Neighbouring spans that get one score: how many, the sum of their scores, how many right."""

    count: int
    score: float
    right: int

    @property
    def share(self) -> float:
        return self.right / self.count

    def take(self, other: "_Block") -> None:
        self.count += other.count
        self.score += other.score
        self.right += other.right


def fit(judged: Judged) -> Curve:
    """Return the points (score, share that is right) of a curve that never falls.

    `judged` holds the score of each span and whether it was right; there must be one at least.
    """
    blocks: list[_Block] = []
    for block in _bins(sorted(judged)):
        blocks.append(block)
        while len(blocks) > 1 and blocks[-2].share >= blocks[-1].share:
            last = blocks.pop()
            blocks[-1].take(last)
    points = [(round(block.score / block.count, 4), round(block.share, 4)) for block in blocks]
    # below the lowest block the order of the scores is kept
    return points if points[0][0] == 0 else [(0.0, 0.0), *points]


def _bins(ordered: Judged) -> Iterator[_Block]:
    """Yield blocks of at least forty neighbours, so that no point of the curve rests on a few spans.

    Spans of one score are never parted; what is left at the end joins the last block.
    """
    blocks: list[_Block] = []
    last_score = -1.0
    for score, is_right in ordered:
        one = _Block(1, score, int(is_right))
        if blocks and (blocks[-1].count < _LEAST_BLOCK or score == last_score):
            blocks[-1].take(one)
        else:
            blocks.append(one)
        last_score = score
    if len(blocks) > 1 and blocks[-1].count < _LEAST_BLOCK:
        rest = blocks.pop()
        blocks[-1].take(rest)
    yield from blocks
