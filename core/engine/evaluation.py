"""How good proposals are against gold: precision, recall and F1 of exact spans, in all and by label.

A proposal is right if its boundaries are a gold span's and its label is the span's `label` or stands in its
`also` (labels that are as defensible). A gold span marked `optional` counts neither as missed nor as wrong. A
stretch that is `masked` (the gold does not tell) makes every proposal that touches it count for nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from core.engine.proposal import Proposal


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A span of the gold; `[start, end)` in code points."""

    start: int
    end: int
    label: str
    also: frozenset[str] = frozenset()
    optional: bool = False

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Return the span of a row of a gold file."""
        also = frozenset(row.get("also", ()))
        return cls(row["start"], row["end"], row["label"], also, bool(row.get("optional", False)))

    def accepts(self, proposal: Proposal) -> bool:
        """Whether the proposal is this span, under one of its labels."""
        same_place = (proposal.start, proposal.end) == (self.start, self.end)
        return same_place and (proposal.label == self.label or proposal.label in self.also)


@dataclass(slots=True)
class Counts:
    """Spans that are right, proposed and wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Right among all that was proposed; 0 where nothing was."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right among all of the gold; 0 where there is none."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(slots=True)
class Evaluation:
    """Counts gathered over texts; add each text once."""

    total: Counts = field(default_factory=Counts)
    by_label: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """The score of each proposal that counted, and whether it was right."""

    def add(
        self,
        proposals: Iterable[Proposal],
        gold: Sequence[GoldSpan],
        masked: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Count one text. A missed span counts under its own label, a wrong proposal under its label."""
        by_place = {(span.start, span.end): span for span in gold}
        found: set[tuple[int, int]] = set()
        for proposal in proposals:
            span = by_place.get((proposal.start, proposal.end))
            if span is not None and span.accepts(proposal):
                found.add((span.start, span.end))
                if not span.optional:
                    self._right(span.label, proposal)
            elif not any(start < proposal.end and proposal.start < end for start, end in masked):
                self._wrong(proposal)
        for span in gold:
            if not span.optional and (span.start, span.end) not in found:
                self.total.missed += 1
                self.by_label[span.label].missed += 1

    def scores(self) -> dict[str, float]:
        """Return F1 by label and, under "all", in all; rounded to three places."""
        by_label = {label: round(counts.f1, 3) for label, counts in sorted(self.by_label.items())}
        return {"all": round(self.total.f1, 3), **by_label}

    def _right(self, label: str, proposal: Proposal) -> None:
        self.total.right += 1
        self.by_label[label].right += 1
        self.judged.append((proposal.score, True))

    def _wrong(self, proposal: Proposal) -> None:
        self.total.wrong += 1
        self.by_label[proposal.label].wrong += 1
        self.judged.append((proposal.score, False))


def area_under_curve(judged: Iterable[tuple[float, bool]]) -> float:
    """Return how often a right proposal scores above a wrong one (ties count half); 0.5 is chance."""
    by_score: defaultdict[float, Counts] = defaultdict(Counts)
    for score, is_right in judged:
        by_score[score].right += is_right
        by_score[score].wrong += not is_right
    wins = 0.0
    wrong_below = 0
    for _, counts in sorted(by_score.items()):
        wins += counts.right * (wrong_below + counts.wrong / 2)
        wrong_below += counts.wrong
    pairs = wrong_below * sum(counts.right for counts in by_score.values())
    return wins / pairs if pairs else 0.5
