"""What the whole corpus says about strings, for checks that look at one article at a time."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from core.annotation.scheme import Scheme
from core.store.auditing import PersonsDecision

_FIRST_WORD = re.compile(r"\w+")
_AGREED = 0.75
"""The share of a string's uses from which on its label is the usual one."""


def folded(surface: str) -> str:
    """Return a surface with its white space folded, as strings are compared."""
    return " ".join(surface.split())


@dataclass(frozen=True, slots=True)
class Corpus:
    """A layer as a whole: its scheme, and the labels that were accepted on strings, with how often.

    A string that was accepted once alone is not among them. `usual` has the label of the strings that
    agree on one. `decisions` asks for what persons did to the spans of an article.
    """

    scheme: Scheme
    labels: Mapping[str, Mapping[str, int]]
    decisions: Callable[[str], tuple[PersonsDecision, ...]]
    usual: Mapping[str, str] = field(default_factory=dict)
    _by_first_word: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def count(self, string: str, label: str) -> int:
        """Return how often a string was accepted with a label (1: once, or never)."""
        return self.labels.get(string, {}).get(label, 1)

    def beginning_with(self, word: str) -> tuple[str, ...]:
        """Return the strings of `usual` that begin with a word, the longest first."""
        return self._by_first_word.get(word, ())


def corpus_of(
    scheme: Scheme,
    accepted: Iterable[tuple[str, Counter[str]]],
    decisions: Callable[[str], tuple[PersonsDecision, ...]],
) -> Corpus:
    """Return a corpus from the labels that were accepted on each surface."""
    labels: dict[str, Counter[str]] = {}
    for surface, counts in accepted:
        if counts.total() > 1 or folded(surface) in labels:
            labels.setdefault(folded(surface), Counter()).update(counts)
    usual = {string: label for string, counts in labels.items() if (label := _agreed(counts))}
    words: dict[str, list[str]] = defaultdict(list)
    for string in usual:
        if first := _FIRST_WORD.match(string):
            words[first[0]].append(string)
    by_first_word = {word: tuple(sorted(some, key=len, reverse=True)) for word, some in words.items()}
    return Corpus(scheme, labels, decisions, usual, by_first_word)


def _agreed(counts: Counter[str]) -> str:
    """Return the label that nearly all of a string's uses have, or nothing."""
    label = max(counts, key=lambda label: (counts[label], label))
    return label if counts[label] >= _AGREED * counts.total() else ""
