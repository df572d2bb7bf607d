"""The heights of many paragraphs one beneath the other: where each begins, and which lies at a height."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

_CHUNK = 512


class Heights:
    """Any height may change at any time; questions take time with the square root of their number."""

    def __init__(self, heights: Sequence[float] = ()) -> None:
        self._heights = list(heights)
        starts = range(0, len(self._heights), _CHUNK)
        self._chunks = [sum(self._heights[start : start + _CHUNK]) for start in starts]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, number: int) -> float:
        return self._heights[number]

    @property
    def total(self) -> float:
        """All of them."""
        return sum(self._chunks)

    def change(self, number: int, height: float) -> float:
        """Change one; return by how much it grew."""
        grown = height - self._heights[number]
        self._heights[number] = height
        self._chunks[number // _CHUNK] += grown
        return grown

    def before(self, number: int) -> float:
        """Return the sum of all before one: where it begins."""
        chunk = number // _CHUNK
        return sum(self._chunks[:chunk]) + sum(self._heights[chunk * _CHUNK : number])

    def at(self, y: float) -> int:
        """Return the number of the one that lies at a height; the first or the last beyond the ends."""
        below = 0.0
        chunk = 0
        for chunk, height in enumerate(self._chunks):
            if below + height > y or chunk == len(self._chunks) - 1:
                break
            below += height
        start = chunk * _CHUNK
        ends = list(accumulate(self._heights[start : start + _CHUNK]))
        return start + min(bisect_right(ends, y - below), max(len(ends) - 1, 0))
