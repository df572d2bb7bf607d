"""What people usually do with proposals in a layer: the labels and edges that they change, what they reject.

Evidence on strings helps where a string comes back; a habit helps with new ones. A layer that rejects every
CARDINAL gets none proposed, one that makes FAC of each ORG ending in "airport" gets FAC, one that keeps
"President" in a name gets it there. Each string counts once, so that a frequent one makes no habit by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.annotation.span import State
from core.engine.proposal import Proposal
from core.learning.pieces import Surroundings, neighbour, surroundings
from core.store.decisions import Decision

_REJECTED = ""
"""The outcome of a proposal that was rejected; that of another is the label that was accepted."""
_ENOUGH = 8
"""How many different strings make a habit with a label."""
_ENOUGH_OF_A_WORD = 4
"""How many make one with a label and a word, or with an edge at a word."""
_USUAL = 0.8
"""The share of the strings from which on an outcome is a habit."""

_Feature = tuple[str, ...]
_TOLD = {"first": "beginning with", "last": "ending in"}


@dataclass(frozen=True, slots=True)
class Habit:
    """What people usually make of a proposal: a label, or nothing (empty), in how many cases of how many."""

    feature: _Feature
    label: str
    times: int
    cases: int

    @property
    def score(self) -> float:
        """How likely it is by these cases: Laplace's rule of succession."""
        return (self.times + 1) / (self.cases + 2)

    def __str__(self) -> str:
        """Return it in words, such as `ORG ending in "airport" accepted as FAC in 5 of 5 cases`."""
        label, *word = self.feature
        where = f' {_TOLD[word[0]]} "{word[1]}"' if word else ""
        did = f"accepted as {self.label}" if self.label else "rejected"
        return f"{label}{where} {did} in {self.times} of {self.cases} cases"


class Habits:
    """The habits that decisions show; those without text around them, or on spans made by hand, show none."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._outcomes: defaultdict[_Feature, Counter[str]] = defaultdict(Counter)
        self._edges: defaultdict[_Feature, Counter[bool]] = defaultdict(Counter)
        self._rates: defaultdict[tuple[str, str], _Rate] = defaultdict(_Rate)
        made = [one for one in decisions if one.around and not one.added]
        for one in {_case(one): one for one in made}.values():
            self._learn(one)
        for one in made:
            self._rates[one.proposed_label, one.origin.partition(":")[0]].take(one)

    def with_edges(self, text: str, proposal: Proposal) -> Proposal:
        """Return a proposal with the edges that people usually give to such."""
        start, end = proposal.start, proposal.end
        beside = surroundings(text, start, end)
        if self._is_usual("take in before", beside.left):
            start = _edge(neighbour(text, start, forward=False), 0, start)
        elif self._is_usual("leave out first", beside.first):
            start = _edge(_second(text, start, end, forward=True), 0, start)
        if self._is_usual("take in behind", beside.right):
            end = _edge(neighbour(text, end, forward=True), 1, end)
        elif self._is_usual("leave out last", beside.last):
            end = _edge(_second(text, start, end, forward=False), 1, end)
        return replace(proposal, start=start, end=end)

    def of(self, text: str, proposal: Proposal) -> Habit | None:
        """Return the surest habit with such proposals; None where people do now this, now that."""
        found = []
        for feature in _features(surroundings(text, proposal.start, proposal.end), proposal.label):
            counts = self._outcomes.get(feature, Counter())
            cases = counts.total()
            if cases >= (_ENOUGH if len(feature) == 1 else _ENOUGH_OF_A_WORD):
                label, times = counts.most_common(1)[0]
                if times / cases >= _USUAL:
                    found.append(Habit(feature, label, times, cases))
        return max(found, key=lambda habit: habit.score, default=None)

    def score(self, proposal: Proposal) -> float:
        """Return a proposal's score by how often such, of its label and stage, were right here."""
        return self._rates.get((proposal.label, proposal.stage), _Rate()).applied(proposal.score)

    def _learn(self, one: Decision) -> None:
        start = one.proposed_start - one.around_start
        end = start + len(one.proposed_surface)
        beside = surroundings(one.around, start, end)
        for feature in _features(beside, one.proposed_label):
            self._outcomes[feature][one.label if one.state is State.ACCEPTED else _REJECTED] += 1
        if one.state is State.ACCEPTED:
            begins = one.start - one.around_start
            finishes = begins + len(one.surface)
            self._edges["leave out first", beside.first][begins > start] += 1
            self._edges["take in before", beside.left][begins < start] += 1
            self._edges["leave out last", beside.last][finishes < end] += 1
            self._edges["take in behind", beside.right][finishes > end] += 1

    def _is_usual(self, *feature: str) -> bool:
        counts = self._edges.get(feature, Counter())
        return counts[True] >= _ENOUGH_OF_A_WORD and counts[True] / counts.total() >= _USUAL


@dataclass(slots=True)
class _Rate:
    """How often proposals of one kind were right, and how often their scores said that they would be."""

    cases: int = 0
    right: int = 0
    expected: float = 0.0

    def take(self, one: Decision) -> None:
        if one.score is not None:
            self.cases += 1
            self.right += one.state is State.ACCEPTED and not one.changed
            self.expected += one.score

    def applied(self, score: float) -> float:
        """Return a score with its odds multiplied by how much better or worse the kind did than was said."""
        if self.cases < _ENOUGH or not 0 < score < 1:
            return score
        odds = score / (1 - score) * (self.right + 1) / (self.cases - self.right + 1)
        odds *= (self.cases - self.expected + 1) / (self.expected + 1)
        return odds / (1 + odds)


def _case(one: Decision) -> tuple[str, ...]:
    """Return what makes two decisions the same case."""
    return one.proposed_surface, one.proposed_label, one.surface, one.label, one.state


def _features(beside: Surroundings, label: str) -> Iterator[_Feature]:
    yield (label,)
    yield label, "first", beside.first
    yield label, "last", beside.last


def _second(text: str, start: int, end: int, *, forward: bool) -> tuple[int, int] | None:
    """Return the place of the second word of a span, or of the last but one; None where there is none."""
    outer = neighbour(text, start if forward else end, forward=forward)
    place = outer and neighbour(text, outer[1] if forward else outer[0], forward=forward)
    return place if place and start <= place[0] and place[1] <= end else None


def _edge(place: tuple[int, int] | None, side: int, otherwise: int) -> int:
    return place[side] if place else otherwise
