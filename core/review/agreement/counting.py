"""The counts of every article from which the measures of agreement are made."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from core.engine.matching import Measure, Pair, count, match
from core.progress import Progress
from core.review.agreement import measures
from core.review.agreement.measures import Array
from core.review.agreement.tokens import NONE, Tokens, confusion, units
from core.store.layers import PlacedLabel, SharedArticle

NOTHING = ""
"""Stands in a confusion where a layer has no span."""

_OVERLAPPING = {"f1_partial": Measure.PARTIAL, "f1_type": Measure.TYPE}
_OF_SPANS = ("f1_exact", *_OVERLAPPING)


@dataclass(slots=True)
class Counted:
    """The counts of each article (one row each), from which every measure is made.

    `spans` and `tokens` have one array for each pair of layers; `all_tokens` is of all layers.
    """

    layers: tuple[str, ...]
    articles: Sequence[SharedArticle]
    labels: tuple[str, ...]
    spans: dict[str, list[Array]] = field(default_factory=dict)
    by_label: list[Array] = field(default_factory=list)
    tokens: list[Array] = field(default_factory=list)
    all_tokens: Array = field(default_factory=lambda: np.zeros(0))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of layers, by their numbers."""
        return list(combinations(range(len(self.layers)), 2))

    def only(self, rows: Sequence[int], pair: int | None = None) -> "Counted":
        """Return the counts of some articles, of one pair of layers or (None) of all."""
        chosen = slice(None) if pair is None else slice(pair, pair + 1)
        return Counted(
            self.layers if pair is None else tuple(self.layers[at] for at in self.pairs[pair]),
            [self.articles[at] for at in rows],
            self.labels,
            {name: [counts[rows] for counts in some[chosen]] for name, some in self.spans.items()},
            [counts[rows] for counts in self.by_label[chosen]],
            [counts[rows] for counts in self.tokens[chosen]],
            self.all_tokens[rows] if pair is None else measures.agreeing_of_pair(self.tokens[pair][rows]),
        )


def count_articles(
    layers: tuple[str, ...],
    articles: Sequence[SharedArticle],
    spans: Sequence[Mapping[str, list[PlacedLabel]]],
    progress: Progress,
) -> Counted:
    """Count the spans that each of the layers has, by article. Raises CancelledError."""
    labels = tuple(sorted({one.label for layer in spans for some in layer.values() for one in some}))
    counted = Counted(layers, articles, labels)
    numbers = {label: number for number, label in enumerate(labels, NONE + 1)}
    rows = [
        _article(article, [layer[article.article_id] for layer in spans], numbers, counted)
        for article in progress.over(articles, len(articles), "comparing")
    ]
    pairs = range(len(counted.pairs))
    for name in _OF_SPANS:
        counted.spans[name] = [np.array([row.spans[name][pair] for row in rows]) for pair in pairs]
    counted.by_label = [np.array([row.by_label[pair] for row in rows]) for pair in pairs]
    counted.tokens = [np.array([row.tokens[pair] for row in rows]) for pair in pairs]
    counted.all_tokens = np.array([row.all_tokens for row in rows])
    return counted


@dataclass(slots=True)
class _Row:
    """The counts of one article: for each pair of layers, and over all."""

    all_tokens: Array
    spans: dict[str, list[Array]]
    by_label: list[Array] = field(default_factory=list)
    tokens: list[Array] = field(default_factory=list)


def _article(
    article: SharedArticle, spans: list[list[PlacedLabel]], numbers: dict[str, int], counted: Counted
) -> _Row:
    size = len(numbers) + 1
    tokens = Tokens(article.text)
    layers = [tokens.labels(some, numbers) for some in spans]
    row = _Row(measures.agreeing(units(layers, size)), {name: [] for name in _OF_SPANS})
    for one, other in counted.pairs:
        row.tokens.append(confusion(layers[one], layers[other], size))
        for name, measure in _OVERLAPPING.items():
            pairs = match(spans[other], spans[one], measure)
            counts = count(pairs)
            hits = counts.correct + counts.partial / 2
            row.spans[name].append(np.array([hits, len(spans[one]), len(spans[other])]))
            if measure is Measure.TYPE:
                counted.confusion.update(map(_labels, pairs))
        row.by_label.append(_same_by_label(spans[one], spans[other], numbers))
        row.spans["f1_exact"].append(row.by_label[-1].sum(0))
    return row


def _labels(pair: Pair[PlacedLabel, PlacedLabel]) -> tuple[str, str]:
    one, other = pair.gold, pair.proposal
    return (one.label if one else NOTHING), (other.label if other else NOTHING)


def _same_by_label(
    one: Iterable[PlacedLabel], other: Iterable[PlacedLabel], numbers: Mapping[str, int]
) -> Array:
    """Return, for each label, the spans that are the same, and those of each layer."""
    counts = np.zeros((len(numbers) + 1, 3))
    ours, theirs = Counter(one), Counter(other)
    for column, spans in enumerate((ours & theirs, ours, theirs)):
        for span, number in spans.items():
            counts[numbers[span.label], column] += number
    return counts
