"""What people decided in a store, used at once, without training.

A string that was corrected from GPE to ORG is proposed as ORG, one that was always rejected is not
proposed, one that was accepted before is proposed where the engine misses it, one that was resized again
and again gets its edges. Where a string is new, what people usually do with such proposals counts. What a
person pinned goes before all of it. What the memory rests on is kept beside the span.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.annotation.span import MEMORY
from core.engine.proposal import Proposal
from core.learning.evidence import Evidence, Remembered
from core.learning.habits import Habits
from core.learning.pieces import runs

_HABIT_KEEPS_OUT = 0.85
"""How usual it is to reject such proposals where they are not made at all; below, they are doubtful."""
_PINNED = 1.0


@dataclass(frozen=True, slots=True)
class Recalled:
    """A proposal as it stands with what is remembered; `evidence` is empty where nothing is."""

    proposal: Proposal
    evidence: str = ""


class Memory:
    """What is remembered of strings, by their text, and the habits of the layer."""

    def __init__(self, strings: Mapping[str, Remembered], habits: Habits | None = None) -> None:
        self._strings = strings
        self._habits = habits or Habits()

    def recall(
        self, text: str, proposals: Iterable[Proposal], part: tuple[int, int] | None = None
    ) -> list[Recalled]:
        """Return an engine's proposals for `part` of a text (None: all of it) as people would have them.

        Some get another label, score or edges, some go, and strings that are remembered from elsewhere come
        in: a longer one in the place of shorter ones inside it. In reading order, without overlaps.
        """
        recalled = (self._recall(text, one) for one in proposals)
        kept = _apart(one for one in recalled if one is not None)
        added = self._additions(text, kept, part or (0, len(text)))
        left = [one for one in kept if not any(new.proposal.overlaps(one.proposal) for new in added)]
        return sorted([*left, *added], key=lambda one: one.proposal.start)

    def _recall(self, text: str, proposal: Proposal) -> Recalled | None:
        """Return a proposal by the light of what was decided; None where it is not to be made."""
        known = self._strings.get(text[proposal.start : proposal.end])
        if known is None:
            proposal = _by_memory(proposal, self._habits.with_edges(text, proposal))
            known = self._strings.get(text[proposal.start : proposal.end])
        if known is None:
            return self._by_habit(text, proposal)
        return self._by_string(text, proposal, known)

    def _by_habit(self, text: str, proposal: Proposal) -> Recalled | None:
        habit = self._habits.of(text, proposal)
        usual = replace(proposal, score=self._habits.score(proposal))
        if habit is None or habit.label == proposal.label:
            return Recalled(usual)
        if habit.label:
            return Recalled(proposal.relabelled(habit.label, habit.score, MEMORY), str(habit))
        if habit.score >= _HABIT_KEEPS_OUT:
            return None
        return Recalled(replace(usual, score=min(usual.score, 1 - habit.score)), str(habit))

    def _by_string(self, text: str, proposal: Proposal, known: Remembered) -> Recalled | None:
        if known.pin is not None:
            return _pinned(proposal, known)
        evidence = known.at(text, proposal.start)
        moved = _with_edges(text, proposal, evidence)
        if moved is None:
            return _weighed(proposal, evidence)
        other = self._strings.get(evidence.became)
        if other is None:
            return Recalled(moved, str(evidence))
        return _pinned(moved, other) if other.pin is not None else _weighed(moved, other.evidence)

    def _additions(self, text: str, kept: Sequence[Recalled], part: tuple[int, int]) -> list[Recalled]:
        """Return proposals for strings remembered from elsewhere, the longer ones first, without overlaps."""
        taken = [one.proposal for one in kept]
        new: list[Recalled] = []
        found = [
            (surface, places) for surface, places in runs(text, *part).items() if surface in self._strings
        ]
        for surface, places in sorted(found, key=lambda item: (-len(item[0]), item[0])):
            for start, end in places:
                one = self._addition(text, start, end, self._strings[surface])
                if one is None:
                    continue
                crossed = [other for other in taken if other.overlaps(one.proposal)]
                if all(_is_inside(other, one.proposal) for other in crossed):
                    new.append(one)
                    taken = [other for other in taken if other not in crossed] + [one.proposal]
        return new

    def _addition(self, text: str, start: int, end: int, known: Remembered) -> Recalled | None:
        """Return the proposal of a string at a place where the engine has none, if it is to be made."""
        if known.pin is not None:
            return _pinned(Proposal(start, end, known.pin, _PINNED, MEMORY), known)
        evidence = known.at(text, start)
        label = evidence.agreed
        if not label or not known.usually_marked:
            return None
        return Recalled(Proposal(start, end, label, evidence.score(label), MEMORY), str(evidence))


def _pinned(proposal: Proposal, known: Remembered) -> Recalled | None:
    """Return a proposal as a person pinned its string; None where it is never to be made."""
    if not known.pin:
        return None
    if proposal.label != known.pin or proposal.origin != MEMORY:
        proposal = proposal.relabelled(known.pin, _PINNED, MEMORY)
    return Recalled(proposal, str(known))


def _weighed(proposal: Proposal, evidence: Evidence) -> Recalled | None:
    """Return a proposal with the label and the score that the evidence on its string gives it."""
    if evidence.kept_out:
        return None
    label = evidence.agreed
    if label and label != proposal.label:
        return Recalled(proposal.relabelled(label, evidence.score(label), MEMORY), str(evidence))
    score = evidence.score(proposal.label)
    score = max(proposal.score, score) if label else min(proposal.score, score)
    return Recalled(replace(proposal, score=score), str(evidence))


def _with_edges(text: str, proposal: Proposal, evidence: Evidence) -> Proposal | None:
    """Return a proposal with the edges that people gave to its string; None where they left them."""
    surface = evidence.became
    if not surface:
        return None
    old = text[proposal.start : proposal.end]
    shift = old.index(surface) if surface in old else -surface.index(old) if old in surface else 0
    start = proposal.start + shift
    if start < 0 or not text.startswith(surface, start):
        return None
    moved = replace(proposal, start=start, end=start + len(surface), score=evidence.moved_score)
    return _by_memory(proposal, moved)


def _by_memory(before: Proposal, after: Proposal) -> Proposal:
    """Return a proposal whose edges the memory set; what it was before stays as an opinion."""
    if not after.differs(before):
        return before
    return replace(before.relabelled(after.label, after.score, MEMORY), start=after.start, end=after.end)


def _apart(recalled: Iterable[Recalled]) -> list[Recalled]:
    """Return proposals without overlaps, of which new edges may have made some: the longer one stays."""
    kept: list[Recalled] = []
    for one in recalled:
        if not kept or not kept[-1].proposal.overlaps(one.proposal):
            kept.append(one)
        elif len(one.proposal) > len(kept[-1].proposal):
            kept[-1] = one
    return kept


def _is_inside(one: Proposal, other: Proposal) -> bool:
    """Whether a proposal lies inside another, longer one."""
    return other.start <= one.start and one.end <= other.end and len(one) < len(other)
