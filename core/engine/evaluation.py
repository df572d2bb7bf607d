"""Proposals gathered against gold: what is right in all, by label and by origin, and what is taken for what.

The measures are those of `core.engine.matching`; "right" is said of a proposal that the strict one counts as
correct. A gold span's `also` holds labels that are as defensible as its `label`: proposed so, it counts as
proposed with its own. A gold span marked `optional` counts neither as missed nor as wrong. A stretch that is
`masked` (the gold does not tell) makes every proposal that touches it, and is not right, count for nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from core.engine.matching import Counts, Measure, Outcome, Pair, count, match
from core.engine.proposal import Proposal

Place = tuple[int, int, str]
"""Start, end and label."""

NOTHING = ""
"""Stands in a confusion for what was missed (as the proposed label) or is spurious (as the gold's)."""


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


@dataclass(frozen=True, slots=True)
class TextResult:
    """One text: its strict counts, and the gold spans that were found, for comparing two engines."""

    counts: Counts
    found: frozenset[Place]


def _no_counts() -> dict[Measure, Counts]:
    return dict.fromkeys(Measure, Counts())


@dataclass(slots=True)
class Evaluation:
    """What came out over texts; add each text once.

    A label is measured on the proposals and the gold spans of this label alone. `by_origin` has the right
    ones under CORRECT, all others under SPURIOUS. `confusion` counts pairs of (gold label, proposed label)
    as the type measure makes them. `judged` is the score of each proposal that counted, and whether it was
    right.
    """

    totals: dict[Measure, Counts] = field(default_factory=_no_counts)
    by_label: defaultdict[str, dict[Measure, Counts]] = field(default_factory=lambda: defaultdict(_no_counts))
    by_origin: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    texts: list[TextResult] = field(default_factory=list)

    @property
    def total(self) -> Counts:
        """The counts of exact boundaries and labels."""
        return self.totals[Measure.STRICT]

    def add(
        self,
        proposals: Iterable[Proposal],
        gold: Sequence[GoldSpan],
        masked: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Count one text."""
        counted, spans = _what_counts(proposals, gold, masked)
        for measure in Measure:
            pairs = match(counted, spans, measure)
            self.totals[measure] += count(pairs)
            if measure is Measure.STRICT:
                self._judge(pairs)
            elif measure is Measure.TYPE:
                self.confusion.update(map(_labels, pairs))
        for label in {one.label for one in counted} | {one.label for one in spans}:
            self._add_label(label, counted, spans)

    def scores(self) -> dict[str, float]:
        """Return strict F1 by label and, under "all", in all; rounded to three places."""
        by_label = {
            label: round(counts[Measure.STRICT].f1, 3) for label, counts in sorted(self.by_label.items())
        }
        return {"all": round(self.total.f1, 3), **by_label}

    def _add_label(self, label: str, proposals: Sequence[Proposal], gold: Sequence[GoldSpan]) -> None:
        counts = self.by_label[label]
        proposals = [one for one in proposals if one.label == label]
        gold = [one for one in gold if one.label == label]
        for measure in Measure:
            counts[measure] += count(match(proposals, gold, measure))

    def _judge(self, pairs: Iterable[Pair[Proposal, GoldSpan]]) -> None:
        pairs = list(pairs)
        for pair in pairs:
            if pair.proposal is not None:
                right = pair.outcome is Outcome.CORRECT
                self.judged.append((pair.proposal.score, right))
                self.by_origin[pair.proposal.origin] += Counts(correct=right, spurious=not right)
        right_spans = (pair.gold for pair in pairs if pair.outcome is Outcome.CORRECT)
        found = frozenset((one.start, one.end, one.label) for one in right_spans if one is not None)
        self.texts.append(TextResult(count(pairs), found))


def _what_counts(
    proposals: Iterable[Proposal], gold: Sequence[GoldSpan], masked: Sequence[tuple[int, int]]
) -> tuple[list[Proposal], list[GoldSpan]]:
    """Return the proposals and gold spans that count, those that are right under the gold's own label."""
    by_place: defaultdict[tuple[int, int], list[GoldSpan]] = defaultdict(list)
    for span in gold:
        by_place[span.start, span.end].append(span)
    counted = []
    for proposal in proposals:
        accepting = [one for one in by_place[proposal.start, proposal.end] if one.accepts(proposal)]
        # its own label goes before one that is only as defensible
        taken = min(accepting, key=lambda one: one.label != proposal.label, default=None)
        if taken is None:
            if not any(start < proposal.end and proposal.start < end for start, end in masked):
                counted.append(proposal)
        elif not taken.optional:
            counted.append(replace(proposal, label=taken.label))
    return counted, [span for span in gold if not span.optional]


def _labels(pair: Pair[Proposal, GoldSpan]) -> tuple[str, str]:
    return (
        pair.gold.label if pair.gold else NOTHING,
        pair.proposal.label if pair.proposal else NOTHING,
    )
