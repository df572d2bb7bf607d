"""Proposals beside gold spans, by the four measures of SemEval-2013 task 9.1 (after MUC-5).

A proposal and a gold span are paired where they share a code point, each at most once. What a pair counts as:

| measure | correct | else |
|---|---|---|
| strict | same boundaries, same label | incorrect |
| exact | same boundaries, any label | incorrect |
| partial | same boundaries, any label | partial, which is half of correct |
| type | same label, any overlap | incorrect |

A proposal without a partner is spurious, a gold span without one missed. Precision is what is correct of all
that was proposed, recall what is correct of all gold, F1 their harmonic mean.

Pairs with the same boundaries (and, where the label counts, the same label) go first; then each proposal, in
reading order, takes the first free gold span that it overlaps, by `type` the nearest with its label before
that. Without overlaps among the proposals this is what the library nervaluate counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar


class Labelled(Protocol):
    """Something with a place and a label: `[start, end)` in code points."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""

    @property
    def label(self) -> str:
        """What it is said to be."""


Proposed = TypeVar("Proposed", bound=Labelled)
Gold = TypeVar("Gold", bound=Labelled)


class Measure(StrEnum):
    """What has to agree for a pair to be correct."""

    STRICT = "strict"
    EXACT = "exact"
    PARTIAL = "partial"
    TYPE = "type"


class Outcome(StrEnum):
    """What a proposal, a gold span, or a pair of them counts as."""

    CORRECT = "correct"
    INCORRECT = "incorrect"
    PARTIAL = "partial"
    MISSED = "missed"
    SPURIOUS = "spurious"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pairs, proposals and gold spans came out how."""

    correct: int = 0
    incorrect: int = 0
    partial: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.correct + other.correct,
            self.incorrect + other.incorrect,
            self.partial + other.partial,
            self.missed + other.missed,
            self.spurious + other.spurious,
        )

    @property
    def proposed(self) -> int:
        """All that was proposed."""
        return self.correct + self.incorrect + self.partial + self.spurious

    @property
    def gold(self) -> int:
        """All of the gold."""
        return self.correct + self.incorrect + self.partial + self.missed

    @property
    def precision(self) -> float:
        """Correct among all that was proposed; 0 where nothing was."""
        return self._hits / max(1, self.proposed)

    @property
    def recall(self) -> float:
        """Correct among all of the gold; 0 where there is none."""
        return self._hits / max(1, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self._hits / max(1, self.proposed + self.gold)

    @property
    def _hits(self) -> float:
        return self.correct + self.partial / 2


@dataclass(frozen=True, slots=True)
class Pair(Generic[Proposed, Gold]):
    """A proposal and the gold span that it was paired with; None where one has no partner."""

    proposal: Proposed | None
    gold: Gold | None
    outcome: Outcome


def count(pairs: Iterable[Pair[Proposed, Gold]]) -> Counts:
    """Return how many pairs came out how."""
    outcomes = [pair.outcome for pair in pairs]
    return Counts(*(outcomes.count(outcome) for outcome in Outcome))


def match(
    proposals: Iterable[Proposed], gold: Iterable[Gold], measure: Measure
) -> list[Pair[Proposed, Gold]]:
    """Return the pairs of one text: first one for each proposal, in reading order, then the missed spans."""
    ordered = sorted(proposals, key=_reading_order)
    spans = sorted(gold, key=_reading_order)
    partners = _same_place(ordered, spans, measure)
    outcomes = dict.fromkeys(partners, Outcome.CORRECT)
    free = set(range(len(spans))) - set(partners.values())
    for number, overlapping in _overlaps(ordered, spans):
        if number not in partners:
            partner, outcome = _choose(
                ordered[number], spans, [at for at in overlapping if at in free], measure
            )
            outcomes[number] = outcome
            if partner is not None:
                partners[number] = partner
                free.discard(partner)
    found = [
        Pair(proposal, spans[partners[number]] if number in partners else None, outcomes[number])
        for number, proposal in enumerate(ordered)
    ]
    return found + [Pair(None, spans[at], Outcome.MISSED) for at in sorted(free)]


def _same_place(proposals: Sequence[Proposed], gold: Sequence[Gold], measure: Measure) -> dict[int, int]:
    """Return the pairs, by their numbers, that nothing parts."""
    label_counts = measure in (Measure.STRICT, Measure.TYPE)
    places: dict[tuple[int, int, str], list[int]] = {}
    for at, span in enumerate(gold):
        places.setdefault(_place(span, label_counts), []).append(at)
    partners = {}
    for number, proposal in enumerate(proposals):
        free = places.get(_place(proposal, label_counts))
        if free:
            partners[number] = free.pop(0)
    return partners


def _overlaps(proposals: Sequence[Proposed], gold: Sequence[Gold]) -> Iterator[tuple[int, list[int]]]:
    """Yield each proposal's number with those of the gold spans that it overlaps, all in reading order."""
    begun: list[int] = []
    following = 0
    for number, proposal in enumerate(proposals):
        while following < len(gold) and gold[following].start < proposal.end:
            begun.append(following)
            following += 1
        begun = [at for at in begun if gold[at].end > proposal.start]
        yield number, [at for at in begun if gold[at].start < proposal.end]


def _choose(
    proposal: Proposed, gold: Sequence[Gold], overlapping: Sequence[int], measure: Measure
) -> tuple[int | None, Outcome]:
    if not overlapping:
        return None, Outcome.SPURIOUS
    if measure is Measure.PARTIAL:
        return overlapping[0], Outcome.PARTIAL
    alike = [at for at in overlapping if gold[at].label == proposal.label]
    if measure is Measure.TYPE and alike:
        return min(alike, key=lambda at: _distance(proposal, gold[at])), Outcome.CORRECT
    return overlapping[0], Outcome.INCORRECT


def _distance(proposal: Labelled, gold: Labelled) -> int:
    return abs(proposal.start - gold.start) + abs(proposal.end - gold.end)


def _place(one: Labelled, with_label: bool) -> tuple[int, int, str]:
    return one.start, one.end, one.label if with_label else ""


def _reading_order(one: Labelled) -> tuple[int, int]:
    return one.start, -one.end
