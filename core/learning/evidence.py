"""The evidence on a string: what people decided about it, in sum and beside the words that it stood with."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.annotation.span import State
from core.learning.pieces import words_beside
from core.store.decisions import Decision

AGREED = 0.75
"""The share of decisions for one label from which on it stands against the engine's."""

_SURELY_REJECTED = 2
"""How many rejections, and nothing else, keep a string from being proposed."""
_REPEATEDLY = 2
"""How many times a string was resized to another before that one is proposed."""
_COMMON = 2
"""How many times a string of common words was accepted before it is proposed where the engine misses it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often people accepted and rejected a string, by label, added it themselves, and made another of it.

    `moved` has the strings that became of it when people moved its edges, and how often.
    """

    accepted: Mapping[str, int] = field(default_factory=dict)
    rejected: Mapping[str, int] = field(default_factory=dict)
    added: int = 0
    moved: Mapping[str, int] = field(default_factory=dict)

    @property
    def decisions(self) -> int:
        """How many decisions there are."""
        return sum(map(sum, (self.accepted.values(), self.rejected.values(), self.moved.values())))

    @property
    def label(self) -> str:
        """The label that was accepted most often; empty where none was."""
        return max(self.accepted, key=lambda label: (self.accepted[label], label), default="")

    @property
    def agreed(self) -> str:
        """The label that the decisions agree on by three quarters; empty where they do not."""
        return self.label if self.label and self.share(self.label) >= AGREED else ""

    @property
    def kept_out(self) -> bool:
        """Whether the string was always rejected, and more than once."""
        return self.decisions >= _SURELY_REJECTED and sum(self.rejected.values()) == self.decisions

    @property
    def became(self) -> str:
        """The string that people made of it again and again; empty where they mostly left its edges."""
        surface = max(self.moved, key=lambda surface: (self.moved[surface], surface), default="")
        times = self.moved.get(surface, 0)
        return surface if times >= _REPEATEDLY and times >= AGREED * self.decisions else ""

    @property
    def mixed(self) -> bool:
        """Whether the decisions disagree, so that the words beside the string are asked."""
        outcomes = (*self.accepted.values(), sum(self.rejected.values()), sum(self.moved.values()))
        return bool(self.decisions) and max(outcomes) < self.decisions

    @property
    def moved_score(self) -> float:
        """How likely the string is to be resized as it mostly was."""
        return (self.moved.get(self.became, 0) + 1) / (self.decisions + 2)

    def share(self, label: str) -> float:
        """The share of the decisions that accepted a label."""
        return self.accepted.get(label, 0) / self.decisions if self.decisions else 0.0

    def score(self, label: str) -> float:
        """How likely a label is right by these decisions: Laplace's rule of succession."""
        return (self.accepted.get(label, 0) + 1) / (self.decisions + 2)

    def __str__(self) -> str:
        """Return the evidence in words, such as `accepted 3 times as ORG, rejected once as GPE`."""
        parts = [
            f"{verb} {_times(number)} {how} {what}"
            for verb, how, counts in (
                ("accepted", "as", self.accepted),
                ("rejected", "as", self.rejected),
                ("resized", "to", self.moved),
            )
            for what, number in Counter(counts).most_common()
        ]
        if self.added:
            parts.append(f"added by hand {_times(self.added)}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Remembered:
    """All that is remembered of a string: the evidence, and what a person pinned.

    `pin` is a label that the string always gets; empty: it is never proposed; None: nothing is pinned.
    Where the text around decisions was read, `left` and `right` have them by the word beside the string, and
    a string of common words was accepted at `marked` of the `stood` places where it stands in those articles.
    """

    surface: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    pin: str | None = None
    left: Mapping[str, Sequence[Decision]] = field(default_factory=dict)
    right: Mapping[str, Sequence[Decision]] = field(default_factory=dict)
    marked: int = 0
    stood: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to remember."""
        return self.pin is None and not self.evidence.decisions

    @property
    def usually_marked(self) -> bool:
        """Whether people marked a string of common words twice or more, at most places where it stood."""
        return not self.stood or self.marked >= max(_COMMON, AGREED * self.stood)

    def __str__(self) -> str:
        """Return what the memory rests on, in words."""
        if self.pin is None:
            return str(self.evidence)
        return f"pinned: always {self.pin}" if self.pin else "pinned: never"

    @property
    def outlook(self) -> tuple[str, str]:
        """What will be proposed, as the name of a label (or nothing) and in words."""
        if self.pin is not None:
            return self.pin, f"always {self.pin}" if self.pin else "never"
        evidence = self.evidence
        if evidence.became:
            return "", f"its edges as in {evidence.became}"
        if evidence.agreed:
            return evidence.agreed, evidence.agreed
        if evidence.kept_out:
            return "", "nothing"
        return "", "by the words beside it" if evidence.accepted else "doubtful"

    def at(self, text: str, start: int) -> Evidence:
        """Return the evidence for a place of a text: that beside one of its words where this tells more."""
        if not self.evidence.mixed or not self.left:
            return self.evidence
        left, right = words_beside(text, start, start + len(self.surface))
        some = (self.left.get(left, ()), self.right.get(right, ()))
        found = [evidence_of(self.surface, those) for those in some]
        told = [one for one in found if one.decisions > 1 and not one.mixed]
        return max(told, key=lambda one: one.decisions, default=self.evidence)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def evidence_of(surface: str, decisions: Iterable[Decision]) -> Evidence:
    """Return the evidence that decisions give on a string."""
    accepted: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    added = 0
    for one in decisions:
        if one.surface != surface:
            moved[one.surface] += one.state is State.ACCEPTED
        elif one.state is State.ACCEPTED:
            accepted[one.label] += 1
            added += one.added
        else:
            rejected[one.label] += 1
    return Evidence(accepted, rejected, added, +moved)


def remembered_of(surface: str, decisions: Iterable[Decision], pin: str | None = None) -> Remembered:
    """Return what is remembered of a string; beside which words where the decisions have text around them."""
    some = list(decisions)
    evidence = evidence_of(surface, some)
    left: defaultdict[str, list[Decision]] = defaultdict(list)
    right: defaultdict[str, list[Decision]] = defaultdict(list)
    for one in some:
        if one.around:
            start = (one.proposed_start if one.surface != surface else one.start) - one.around_start
            before, behind = words_beside(one.around, start, start + len(surface))
            left[before].append(one)
            right[behind].append(one)
    common = [one for one in some if one.surface == surface and one.stood]
    marked = sum(one.state is State.ACCEPTED and one.label == evidence.label for one in common)
    stood = sum({one.article_id: one.stood for one in common}.values())
    return Remembered(surface, evidence, pin, left, right, marked, stood)
