"""A newer version, or a near copy, of an article that is decided already: its decisions carried over.

Likeness is Jaccard's, of the words in fives (Broder 1997, "On the resemblance and containment of
documents"), counted exactly on the few articles that the full-text index finds to share such a run.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction
from core.annotation.edits.propose import propose
from core.annotation.span import MEMORY, Span, State
from core.annotation.wording import quoted
from core.store.reader import StoreReader
from core.store.versions import articles_sharing

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SHINGLE = 5
_PHRASES = 16
_LOOKED_AT = 12
_ALIKE = 0.4
"""The share of common shingles from which on an article is a version of another."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article that is much like another, from 0 to 1."""

    article_id: str
    title: str
    likeness: float


def versions_of(store: StoreReader, article_id: str, layer: str) -> tuple[Version, ...]:
    """Return the articles, decided in a layer, of which one is a version, the most alike first."""
    text = store.article(article_id).text
    shingles = _shingles(text)
    found = []
    for other_id in articles_sharing(store, _phrases(text), layer, article_id, _LOOKED_AT):
        other = store.article(other_id)
        likeness = _jaccard(shingles, _shingles(other.text))
        if likeness >= _ALIKE:
            found.append(Version(other_id, other.title, likeness))
    return tuple(sorted(found, key=lambda version: -version.likeness))


def _phrases(text: str) -> list[str]:
    """Return runs of words from all over a text: an edit here or there leaves some of them whole."""
    words = _WORD.findall(text)
    last = len(words) - _SHINGLE
    if last < 0:
        return [" ".join(words)] if words else []
    starts = sorted({last * step // max(_PHRASES - 1, 1) for step in range(_PHRASES)})
    return [" ".join(words[start : start + _SHINGLE]) for start in starts]


def _shingles(text: str) -> frozenset[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    ends = range(max(len(words) - _SHINGLE + 1, 1))
    return frozenset(" ".join(words[start : start + _SHINGLE]) for start in ends)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


@dataclass(frozen=True, slots=True)
class Carried:
    """What was decided in a version: proposals of what was accepted, and what is not to be proposed.

    `unwanted` has start, end and label of what was rejected, as they are in the new text. `sentence`
    tells the user; it is empty where the article is no version of another.
    """

    corrections: tuple[Correction, ...] = ()
    unwanted: frozenset[tuple[int, int, str]] = frozenset()
    sentence: str = ""


def carried_from_version(store: StoreReader, article_id: str, layer: str) -> Carried:
    """Return what comes from the article that is most alike; nothing is written. Raises StoreError."""
    found = versions_of(store, article_id, layer)
    if not found:
        return Carried()
    version, new = found[0], store.annotated(article_id, layer)
    carried = carry_over(store.annotated(version.article_id, layer), new, Batch(article_id, layer, MEMORY))
    number, like = len(carried.corrections), f"{100 * version.likeness:.0f} % alike"
    decisions = "1 decision is" if number == 1 else f"{number:,} decisions are"
    sentence = f"A version of {quoted(version.title)} ({like}): {decisions} carried over as proposals."
    return replace(carried, sentence=sentence)


def carry_over(old: AnnotatedArticle, new: AnnotatedArticle, batch: Batch) -> Carried:
    """Return what was decided in one article as it stands in a version of it.

    A span that was accepted is proposed where the same words stand, with the origin `memory`. Words that
    changed, and new ones, have nothing carried over. What a person decided in the new article stays.
    """
    alignment = _Alignment(old.text, new.text)
    decided = [(span, place) for span in old if span.decided and (place := alignment.place(*span.place))]
    proposals = [
        Span(
            *place,
            span.label,
            batch.layer,
            State.PROPOSED,
            MEMORY,
            alignment.share,
            meta={"from": old.article.id},
        )
        for span, place in decided
        if span.state is State.ACCEPTED
    ]
    unwanted = frozenset((*place, span.label) for span, place in decided if span.state is State.REJECTED)
    return Carried(propose(new, proposals, batch), unwanted)


class _Alignment:
    """Which words of one text are which of another; `share` is how much of both is the same."""

    def __init__(self, old: str, new: str) -> None:
        self._old = [match.span() for match in _TOKEN.finditer(old)]
        self._new = [match.span() for match in _TOKEN.finditer(new)]
        self._starts = [start for start, _ in self._old]
        words = [old[slice(*place)] for place in self._old], [new[slice(*place)] for place in self._new]
        matcher = SequenceMatcher(None, *words, autojunk=False)
        self._there: dict[int, int] = {}
        for block in matcher.get_matching_blocks():
            self._there.update((block.a + at, block.b + at) for at in range(block.size))
        self.share = round(2 * len(self._there) / max(len(self._old) + len(self._new), 1), 2)

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch of the old text stands in the new one; None where a word of it changed."""
        first = bisect_left(self._starts, start + 1) - 1
        last = bisect_left(self._starts, end) - 1
        there = [self._there.get(token) for token in range(first, last + 1)]
        if first < 0 or not there or there[0] is None or there[-1] is None:
            return None
        if there != list(range(there[0], there[0] + len(there))):
            return None
        old_first, old_last = self._old[first], self._old[last]
        if start >= old_first[1] or end > old_last[1]:
            return None
        new_start = self._new[there[0]][0] + start - old_first[0]
        return new_start, self._new[there[-1]][1] - (old_last[1] - end)
