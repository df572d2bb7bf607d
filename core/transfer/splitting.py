"""Articles into a training, a development and a test part."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path

from core.errors import UsageError

PARTS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of the three parts, such as 80, 10, 10, and the seed of the shuffle.

    `stratified` parts have the labels in the same shares, as far as whole articles allow. Articles that are
    near copies, or have the same source, stay in one part where that is asked for.
    """

    shares: tuple[int, int, int]
    seed: int = 0
    stratified: bool = False
    near_copies_together: bool = False
    source_together: bool = False

    def divide(
        self,
        ids: Sequence[str],
        group: Mapping[str, str] | None = None,
        labels: Mapping[str, Mapping[str, int]] | None = None,
    ) -> dict[str, tuple[str, ...]]:
        """Return the ids of each part; the same ids and seed always give the same parts.

        `group` has for each article what it must stay together with; `labels` its spans by label.
        """
        shuffled = sorted(ids)
        random.Random(self.seed).shuffle(shuffled)
        if group or (self.stratified and labels):
            parts = _Parts(self.shares, _grouped(shuffled, group or {}), labels or {}).filled()
        else:
            edges = [round(len(ids) * sum_ / sum(self.shares)) for sum_ in accumulate(self.shares, initial=0)]
            parts = [shuffled[start:end] for start, end in pairwise(edges)]
        order = {article_id: place for place, article_id in enumerate(ids)}
        return {
            part: tuple(sorted(chosen, key=order.__getitem__))
            for part, chosen in zip(PARTS, parts, strict=True)
        }


def _grouped(ids: Sequence[str], group: Mapping[str, str]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for article_id in ids:
        found.setdefault(group.get(article_id, article_id), []).append(article_id)
    return list(found.values())


@dataclass(slots=True)
class _Parts:
    """Gives whole groups to the part that lacks most: of their rarest label, else of articles.

    Source: Sechidis, Tsoumakas, Vlahavas 2011, "On the stratification of multi-label data".
    """

    shares: tuple[int, int, int]
    groups: list[list[str]]
    labels: Mapping[str, Mapping[str, int]]
    lacking: list[Counter[str]] = field(default_factory=list)

    def filled(self) -> list[list[str]]:
        """Return the ids of each part."""
        counts = [self._count(group) for group in self.groups]
        total: Counter[str] = sum(counts, Counter())
        whole = sum(self.shares)
        self.lacking = [Counter({key: total[key] * share / whole for key in total}) for share in self.shares]
        rarest = [min((total[key], key) for key in count)[1] for count in counts]
        order = sorted(range(len(counts)), key=lambda at: (total[rarest[at]], rarest[at], -counts[at][_ALL]))
        parts: list[list[str]] = [[] for _ in self.shares]
        for at in order:
            part = self._neediest(rarest[at])
            parts[part] += self.groups[at]
            self.lacking[part].subtract(counts[at])
        return parts

    def _count(self, group: Sequence[str]) -> Counter[str]:
        """Return how many articles a group has, and how many spans of each label."""
        count = Counter({_ALL: len(group)})
        for article_id in group:
            count.update(self.labels.get(article_id, {}))
        return count

    def _neediest(self, key: str) -> int:
        open_parts = [part for part, share in enumerate(self.shares) if share]
        return max(open_parts, key=lambda part: (self.lacking[part][key], self.lacking[part][_ALL], -part))


_ALL = ""
"""Stands for articles among the labels: no label is empty."""


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
