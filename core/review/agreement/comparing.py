"""The agreement of layers of a store: in all, by label, by article, by pair, over time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from core.annotation.correction import Status
from core.annotation.span import State
from core.errors import UsageError, near_match
from core.progress import Progress
from core.review.agreement import measures
from core.review.agreement.bootstrap import Estimate, estimate, resamples
from core.review.agreement.counting import Counted, count_articles
from core.review.agreement.measures import MEASURES, Array
from core.review.agreement.tokens import NONE
from core.store.layers import placed_labels, shared_articles
from core.store.reader import StoreReader

Estimates = Mapping[str, Estimate]
"""A value for each name of `MEASURES`."""

_UNDEFINED = {row.name: row.undefined for row in MEASURES}


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """A label by itself: exact F1, kappa of its tokens against all others, its spans in each layer."""

    f1_exact: Estimate
    kappa: Estimate
    spans: tuple[int, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What came out. `confusion` counts spans by (label in one layer, label in the other).

    Of more than two layers it has the pairs of all, and F1 and kappa are means over the pairs.
    """

    layers: tuple[str, ...]
    articles: int
    total: Estimates
    by_label: Mapping[str, LabelAgreement]
    by_pair: Mapping[tuple[str, str], Estimates]
    confusion: Mapping[tuple[str, str], int]
    counted: Counted

    def by_article(self) -> dict[str, Estimates]:
        """Return the measures of each article, by its id; a single article has no interval."""
        return {
            article.article_id: _estimates(self.counted.only([at]))
            for at, article in enumerate(self.counted.articles)
        }

    def over_time(self, step: Literal["month", "week"] = "month") -> dict[str, Estimates]:
        """Return the measures by the month, or ISO week, in which the articles were last worked on."""
        parts: dict[str, list[int]] = {}
        for at, article in enumerate(self.counted.articles):
            parts.setdefault(_period(article.at, step), []).append(at)
        return {period: _estimates(self.counted.only(rows)) for period, rows in sorted(parts.items())}


def agreement(
    store: StoreReader,
    layers: Sequence[str],
    statuses: Iterable[Status] = (),
    states: Iterable[State] = (State.ACCEPTED,),
    seed: int = 0,
    progress: Progress | None = None,
) -> Agreement:
    """Return how far layers agree in the articles that all of them have, with one of the statuses in each.

    Raises UsageError where it cannot be said: fewer than two layers, one that there is not, no article
    that all have. Raises CancelledError.
    """
    statuses = tuple(statuses)
    _check(store, layers)
    articles = shared_articles(store, layers, statuses)
    if not articles:
        raise UsageError(*_no_articles(store, layers, statuses))
    ids = [article.article_id for article in articles]
    spans = [placed_labels(store, layer, ids, states) for layer in layers]
    counted = count_articles(tuple(layers), articles, spans, progress or Progress())
    total = _estimates(counted, seed)
    return Agreement(
        tuple(layers),
        len(articles),
        total,
        _by_label(counted, seed),
        _by_pair(counted, seed) if len(layers) > 2 else {(layers[0], layers[1]): total},
        counted.confusion,
        counted,
    )


def _check(store: StoreReader, layers: Sequence[str]) -> None:
    known = store.names("layer")
    for layer in layers:
        if layer not in known:
            raise UsageError(f'The store has no layer "{layer}".', near_match(layer, known))
    if len(set(layers)) < 2:
        there = f"The store has {', '.join(known)}." if len(known) > 1 else "The store has one layer alone."
        raise UsageError("Agreement is between two layers or more.", there)


def _no_articles(store: StoreReader, layers: Sequence[str], statuses: Sequence[Status]) -> tuple[str, str]:
    named = ", ".join(layers)
    if statuses and shared_articles(store, layers):
        return f"No article is {' or '.join(statuses)} in all of {named}.", "Leave --status out to take any."
    return f"The layers {named} have no article in common: there is nothing to compare.", ""


def _estimates(counted: Counted, seed: int = 0) -> dict[str, Estimate]:
    draws = resamples(len(counted.articles), seed)

    def of(name: str, measure: Callable[[Array], Array], counts: list[Array]) -> Estimate:
        return estimate(_mean(measure, len(counts)), np.hstack(counts), draws, _UNDEFINED[name])

    found = {name: of(name, measures.f1, counts) for name, counts in counted.spans.items()}
    found["kappa"] = of("kappa", measures.cohen, counted.tokens)
    found["fleiss"] = of("fleiss", measures.fleiss, [counted.all_tokens])
    found["alpha"] = of("alpha", measures.alpha, [counted.all_tokens])
    return found


def _by_pair(counted: Counted, seed: int) -> dict[tuple[str, str], Estimates]:
    rows = range(len(counted.articles))
    return {
        (counted.layers[one], counted.layers[other]): _estimates(counted.only(rows, at), seed)
        for at, (one, other) in enumerate(counted.pairs)
    }


def _mean(measure: Callable[[Array], Array], parts: int) -> Callable[[Array], Array]:
    """Return a measure's mean over the pairs of layers, whose counts stand beside each other."""
    if parts == 1:
        return measure
    return lambda counts: np.mean([measure(part) for part in np.split(counts, parts, axis=-1)], axis=0)


def _by_label(counted: Counted, seed: int) -> dict[str, LabelAgreement]:
    draws = resamples(len(counted.articles), seed)
    return {label: _of_label(counted, at, draws) for at, label in enumerate(counted.labels, NONE + 1)}


def _of_label(counted: Counted, number: int, draws: Array) -> LabelAgreement:
    spans = [counts[:, number] for counts in counted.by_label]
    tokens = [_against_all_others(counts, number) for counts in counted.tokens]
    parts = len(spans)
    in_layers = [0] * len(counted.layers)
    for (one, other), counts in zip(counted.pairs, spans, strict=True):
        in_layers[one], in_layers[other] = (int(total) for total in counts.sum(0)[1:])
    missing = [layer for layer, total in zip(counted.layers, in_layers, strict=True) if not total]
    return LabelAgreement(
        estimate(_mean(measures.f1, parts), np.hstack(spans), draws, _UNDEFINED["f1_exact"]),
        estimate(_mean(measures.cohen, parts), np.hstack(tokens), draws, _UNDEFINED["kappa"]),
        tuple(in_layers),
        f"Not used in {', '.join(missing)}." if missing else "",
    )


def _against_all_others(counts: Array, number: int) -> Array:
    """Return 2 × 2 confusions, flattened: the label, or any other."""
    size = round(counts.shape[-1] ** 0.5)
    table = counts.reshape(-1, size, size)
    both, one, other = table[:, number, number], table[:, number].sum(-1), table[:, :, number].sum(-1)
    neither = table.sum((-1, -2)) - one - other + both
    return np.stack([both, one - both, other - both, neither], axis=-1)


def _period(at: str, step: str) -> str:
    if step == "month":
        return at[:7]
    year, week, _ = date.fromisoformat(at[:10]).isocalendar()
    return f"{year}-W{week:02}"
