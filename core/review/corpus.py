"""What the whole corpus says about strings, for checks that look at one article at a time."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from core.annotation.scheme import Scheme
from core.store.auditing import PersonsDecision

_FIRST_WORD = re.compile(r"\w+")


def folded(surface: str) -> str:
    """Return a surface with its white space folded, as strings are compared."""
    return " ".join(surface.split())


@dataclass(frozen=True, slots=True)
class Corpus:
    """A layer as a whole: its scheme, and the labels that were accepted on strings, with how often.

    A string that was accepted once alone is not among them. `decisions` asks for what persons did to
    the spans of an article.
    """

    scheme: Scheme
    labels: Mapping[str, Mapping[str, int]]
    decisions: Callable[[str], tuple[PersonsDecision, ...]]
    _by_first_word: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def count(self, string: str, label: str) -> int:
        """Return how often a string was accepted with a label (1: once, or never)."""
        return self.labels.get(string, {}).get(label, 1)

    def beginning_with(self, word: str) -> tuple[str, ...]:
        """Return the strings that begin with a word, the longest first."""
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
    words: dict[str, list[str]] = defaultdict(list)
    for string in labels:
        if first := _FIRST_WORD.match(string):
            words[first[0]].append(string)
    by_first_word = {word: tuple(sorted(some, key=len, reverse=True)) for word, some in words.items()}
    return Corpus(scheme, labels, decisions, by_first_word)
