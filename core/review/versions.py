"""A newer version, or a near copy, of an article that is decided already: its decisions carried over.

Likeness is Jaccard's, of the words in fives (Broder 1997, "On the resemblance and containment of
documents"), counted exactly on the few articles that the full-text index finds to share such a run.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.edits.propose import propose
from core.annotation.span import Span, State
from core.store.reader import StoreReader
from core.store.versions import articles_sharing

ORIGIN = "memory"
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


def carry_over(old: AnnotatedArticle, new: AnnotatedArticle, batch: Batch) -> tuple[Correction, ...]:
    """Return the corrections that bring what was decided in one article to a version of it.

    A span that was accepted is proposed where the same words stand, with the origin `memory`; what was
    rejected there, and is proposed again, is rejected. Words that changed, and new ones, have nothing
    carried over. What a person decided in the new article stays as it is.
    """
    alignment = _Alignment(old.text, new.text)
    decided = [(span, place) for span in old if span.decided and (place := alignment.place(*span.place))]
    proposals = [
        Span(
            *place,
            span.label,
            batch.layer,
            State.PROPOSED,
            ORIGIN,
            alignment.share,
            meta={"from": old.article.id},
        )
        for span, place in decided
        if span.state is State.ACCEPTED
    ]
    rejected = {(*place, span.label) for span, place in decided if span.state is State.REJECTED}
    return (*propose(new, proposals, batch), *_rejections(new, rejected, batch))


def _rejections(
    new: AnnotatedArticle, rejected: set[tuple[int, int, str]], batch: Batch
) -> Iterator[Correction]:
    for span in new:
        if not span.decided and (*span.place, span.label) in rejected:
            after = span.changed(state=State.REJECTED, annotator=batch.annotator)
            yield batch.correction(Action.REJECT, span, after)


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
