"""What people decided in a store, used at once, without training.

A string that was corrected from GPE to ORG is proposed as ORG, one that was always rejected is not
proposed, one that was always added is proposed. What the evidence says is kept beside the span.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.annotation.edits.propagate import occurrences
from core.engine.proposal import Proposal

ORIGIN = "memory"

_AGREED = 0.75
"""The share of decisions for one label from which on it stands against the engine's."""
_SURELY_REJECTED = 2
"""How many rejections, and nothing else, keep a string from being proposed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often people accepted and rejected a string, by label, and how often they added it themselves."""

    accepted: Mapping[str, int] = field(default_factory=dict)
    rejected: Mapping[str, int] = field(default_factory=dict)
    added: int = 0

    @property
    def decisions(self) -> int:
        """How many decisions there are."""
        return sum(self.accepted.values()) + sum(self.rejected.values())

    @property
    def label(self) -> str:
        """The label that was accepted most often; empty where none was."""
        return max(self.accepted, key=lambda label: (self.accepted[label], label), default="")

    def share(self, label: str) -> float:
        """The share of the decisions that accepted a label."""
        return self.accepted.get(label, 0) / self.decisions if self.decisions else 0.0

    def score(self, label: str) -> float:
        """How likely a label is right by these decisions: Laplace's rule of succession."""
        return (self.accepted.get(label, 0) + 1) / (self.decisions + 2)

    def __str__(self) -> str:
        """Return the evidence in words, such as `accepted 3 times as ORG, rejected once as GPE`."""
        parts = [
            f"{verb} {'once' if number == 1 else f'{number} times'} as {label}"
            for verb, counts in (("accepted", self.accepted), ("rejected", self.rejected))
            for label, number in Counter(counts).most_common()
        ]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Recalled:
    """A proposal as it stands with what is remembered; `evidence` is empty where nothing is."""

    proposal: Proposal
    evidence: str = ""


class Memory:
    """The evidence on strings, by their text."""

    def __init__(self, evidence: Mapping[str, Evidence]) -> None:
        self._evidence = evidence

    def recall(
        self, text: str, proposals: Iterable[Proposal], part: tuple[int, int] | None = None
    ) -> list[Recalled]:
        """Return an engine's proposals for `part` of a text (None: all of it) as people would have them.

        Some get another label or score, some go, and strings that people added elsewhere come in: a
        longer one in the place of shorter ones inside it. In reading order.
        """
        kept = [recalled for one in proposals if (recalled := self._weigh(text, one)) is not None]
        added = self._additions(text, kept, part or (0, len(text)))
        inside = {id(one) for one in kept for new in added if new.proposal.overlaps(one.proposal)}
        both = [one for one in kept if id(one) not in inside] + added
        return sorted(both, key=lambda one: (one.proposal.start, -one.proposal.end))

    def _weigh(self, text: str, proposal: Proposal) -> Recalled | None:
        """Return a proposal by the light of what was decided; None where it is not to be made."""
        evidence = self._evidence.get(text[proposal.start : proposal.end])
        if evidence is None or not evidence.decisions:
            return Recalled(proposal)
        if not evidence.accepted and evidence.decisions >= _SURELY_REJECTED:
            return None
        label = evidence.label
        if label and label != proposal.label and evidence.share(label) >= _AGREED:
            proposal = proposal.relabelled(label, evidence.score(label), ORIGIN)
        elif evidence.share(proposal.label) >= _AGREED:
            proposal = replace(proposal, score=max(proposal.score, evidence.score(proposal.label)))
        else:
            proposal = replace(proposal, score=min(proposal.score, evidence.score(proposal.label)))
        return Recalled(proposal, str(evidence))

    def _additions(self, text: str, kept: Sequence[Recalled], part: tuple[int, int]) -> list[Recalled]:
        """Return proposals for what people added elsewhere, the longer ones first, without overlaps."""
        places = [one.proposal for one in kept]
        new: list[Recalled] = []
        for surface, evidence in self._addable_in(text[slice(*part)]):
            label, score = evidence.label, evidence.score(evidence.label)
            for place in occurrences(text[slice(*part)], surface):
                proposal = Proposal(part[0] + place[0], part[0] + place[1], label, score, ORIGIN)
                crossed = [one for one in places if one.overlaps(proposal)]
                if all(_is_inside(one, proposal) for one in crossed):
                    new.append(Recalled(proposal, str(evidence)))
                    places = [one for one in places if one not in crossed] + [proposal]
        return new

    def _addable_in(self, text: str) -> list[tuple[str, Evidence]]:
        """Return the strings in a text that people added elsewhere, the longest first."""
        found = [
            (surface, evidence)
            for surface, evidence in self._evidence.items()
            if surface in text and _is_addable(surface, evidence)
        ]
        return sorted(found, key=lambda item: (-len(item[0]), item[0]))


def _is_inside(one: Proposal, other: Proposal) -> bool:
    """Whether a proposal lies inside another, longer one."""
    return other.start <= one.start and one.end <= other.end and len(one) < len(other)


def _is_addable(surface: str, evidence: Evidence) -> bool:
    """Whether a string that people added is to be proposed wherever it stands.

    One common word in lower case needs to have been added twice.
    """
    if not evidence.added or evidence.share(evidence.label) < _AGREED:
        return False
    return evidence.added > 1 or not surface.islower() or " " in surface
