"""Gazetteers: lists of names, kept as data, whose label does not depend on what stands around them.

`resources/gazetteers/NAME.tsv` starts with comment lines that name its source and licence, then a head line
and rows of a name and its label.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core import assets
from core.engine.labels import NAMES
from core.engine.name_index import NameIndex
from core.engine.precedence import resolve
from core.engine.proposal import Proposal

LISTED = 0.9
"""The score of a name that only a list proposes."""
_SURE = 0.5
_LONG_NAME = 4
_JOINT = re.compile(r"['’]s\s|\w-\w")
_KEPT_LABELS = {"NORP": ("LANGUAGE",)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One name, its label, and the origin of what it proposes."""

    name: str
    label: str
    origin: str


class Gazetteer:
    """Finds the entries of one or more lists in a text, the longest first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names: NameIndex[Entry] = NameIndex()
        for entry in entries:
            self._names.add(entry.name, entry)

    def find(self, text: str) -> Iterator[Proposal]:
        """Yield a proposal for each whole-word occurrence, from left to right."""
        for start, end, entry in self._names.find(text):
            yield Proposal(start, end, entry.label, LISTED, entry.origin)

    def apply(self, text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Relabel the proposals that are exactly an entry, and add entries where nothing stands.

        A longer entry takes the place of a name inside it; a name that the model is not sure of gives way to
        entries inside it ("Nepal" in "Nepal's Maoists").
        """
        found = list(self.find(text))
        given_way = {proposal for proposal in proposals if _gives_way(text, proposal, found)}
        standing = (self._confirm(text, one) for one in proposals if one not in given_way)
        return resolve(standing, found, given_way)

    def _confirm(self, text: str, proposal: Proposal) -> Proposal:
        entry = self._names.get(text[proposal.start : proposal.end])
        if entry is None or proposal.label not in NAMES:
            return proposal
        if proposal.label == entry.label or proposal.label in _KEPT_LABELS.get(entry.label, ()):
            return proposal
        return proposal.relabelled(entry.label, LISTED, entry.origin)


def _gives_way(text: str, proposal: Proposal, found: Sequence[Proposal]) -> bool:
    """Whether an entry tells more: one that holds it, or one inside a name that is not sure.

    An institution's name may well hold an entry ("Colorado State University"), so only names that are joined
    by a hyphen or a possessive, or long ones, are broken up.
    """
    if proposal.label not in NAMES:
        return False
    first = max(0, bisect_right(found, proposal.start, key=lambda entry: entry.start) - 1)
    last = bisect_left(found, proposal.end, key=lambda entry: entry.start)
    for entry in found[first:last]:
        if entry.start <= proposal.start and proposal.end <= entry.end:
            return len(entry) > len(proposal)
        inside = proposal.start <= entry.start and entry.end <= proposal.end
        if inside and proposal.score < _SURE and _is_joined(text[proposal.start : proposal.end]):
            return True
    return False


def _is_joined(name: str) -> bool:
    return bool(_JOINT.search(name)) or len(name.split()) >= _LONG_NAME


def load_gazetteer(names: Iterable[str]) -> Gazetteer:
    """Return the lists `resources/gazetteers/NAME.tsv` as one; the first that has a name gives its label.

    Raises FileNotFoundError for a name without a file.
    """
    return Gazetteer(entry for name in names for entry in _entries(name))


def _entries(name: str) -> Iterator[Entry]:
    lines = assets.read_text("gazetteers", f"{name}.tsv").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for word, label in rows[1:]:
        yield Entry(word, label, f"gazetteer:{name}")
