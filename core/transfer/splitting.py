"""Articles into a training, a development and a test part."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from core.errors import UsageError

PARTS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of the three parts, such as 80, 10, 10, and the seed of the shuffle."""

    shares: tuple[int, int, int]
    seed: int = 0

    def divide(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids of each part; the same ids and seed always give the same parts."""
        shuffled = sorted(ids)
        random.Random(self.seed).shuffle(shuffled)
        edges = [round(len(ids) * sum_ / sum(self.shares)) for sum_ in accumulate(self.shares, initial=0)]
        order = {article_id: place for place, article_id in enumerate(ids)}
        return {
            part: tuple(sorted(shuffled[start:end], key=order.__getitem__))
            for part, start, end in zip(PARTS, edges, edges[1:], strict=False)
        }


def parse_split(text: str, seed: int = 0) -> Split:
    """Return the split that `80/10/10` means. Raises UsageError where it means none."""
    shares = text.split("/")
    if (
        len(shares) != len(PARTS)
        or not all(share.isdecimal() for share in shares)
        or not any(map(int, shares))
    ):
        raise UsageError(f'"{text}" is no split.', "Give three shares, such as 80/10/10.")
    train, dev, test = map(int, shares)
    return Split((train, dev, test), seed)


def part_path(path: Path, part: str) -> Path:
    """Return the path of a part: `corpus.jsonl` becomes `corpus_train.jsonl`."""
    return path.with_name(f"{path.stem}_{part}{path.suffix}")
