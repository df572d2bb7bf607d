"""Layers beside each other, and one made of them: the layer `gold`, by ordinary corrections.

A span of a layer is settled where gold has it, accepted or rejected: what was not taken stands there as
rejected, so that a difference is known to have been decided, even for neither side.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import HUMAN, Span, State
from core.errors import UsageError
from core.progress import Progress
from core.store.layers import shared_articles
from core.store.store import Store

GOLD = "gold"

Key = tuple[int, int, str]
"""A span's start, end and label: what has to be the same for two layers to agree on it."""


class Kind(StrEnum):
    """How layers differ at a place: in the label, in the edges (and perhaps the label), in having a span."""

    LABEL = "label"
    EDGE = "edge"
    ONLY_ONE = "only_one"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch `[start, end)` on which layers differ: the spans of each there, in reading order.

    Spans that all layers have are not among them; a layer without a span has an empty tuple.
    """

    article_id: str
    start: int
    end: int
    kind: Kind
    spans: Mapping[str, tuple[Span, ...]]

    @property
    def keys(self) -> dict[Key, frozenset[str]]:
        """The layers that have each span."""
        found: dict[Key, frozenset[str]] = {}
        for layer, spans in self.spans.items():
            for span in spans:
                found[_key(span)] = found.get(_key(span), frozenset()) | {layer}
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article in several layers: what all have, and where they differ, in reading order."""

    article_id: str
    layers: tuple[str, ...]
    agreed: tuple[Key, ...]
    differences: tuple[Difference, ...]


def compare(articles: Sequence[AnnotatedArticle]) -> Comparison:
    """Return how the layers of one article differ; the accepted spans of each count."""
    spans = {one.layer: [span for span in one if span.state is State.ACCEPTED] for one in articles}
    agreed = set.intersection(*({_key(span) for span in some} for some in spans.values()))
    left = [(layer, span) for layer, some in spans.items() for span in some if _key(span) not in agreed]
    left.sort(key=lambda one: one[1].sort_key)
    article_id = articles[0].article.id
    found = tuple(_difference(article_id, tuple(spans), some) for some in _clusters(left))
    return Comparison(article_id, tuple(spans), tuple(sorted(agreed)), found)


def _clusters(spans: Iterable[tuple[str, Span]]) -> Iterator[list[tuple[str, Span]]]:
    """Yield the spans in groups that hang together by overlaps; they come in reading order."""
    cluster: list[tuple[str, Span]] = []
    end = 0
    for layer, span in spans:
        if cluster and span.start >= end:
            yield cluster
            cluster = []
        end = max(end, span.end) if cluster else span.end
        cluster.append((layer, span))
    if cluster:
        yield cluster


def _difference(article_id: str, layers: tuple[str, ...], spans: list[tuple[str, Span]]) -> Difference:
    by_layer = {layer: tuple(span for of, span in spans if of == layer) for layer in layers}
    start, end = min(span.start for _, span in spans), max(span.end for _, span in spans)
    return Difference(article_id, start, end, _kind(by_layer), by_layer)


def _kind(by_layer: Mapping[str, tuple[Span, ...]]) -> Kind:
    having = [some for some in by_layer.values() if some]
    if len({tuple(map(_key, some)) for some in having}) == 1:
        return Kind.ONLY_ONE
    places = {tuple(span.place for span in some) for some in having}
    return Kind.LABEL if len(places) == 1 else Kind.EDGE


def _key(span: Span) -> Key:
    return span.start, span.end, span.label


def is_settled(gold: AnnotatedArticle, difference: Difference) -> bool:
    """Whether gold has decided every span of a difference."""
    return difference.keys.keys() <= _decided(gold).keys()


def adjudicate(
    gold: AnnotatedArticle, difference: Difference, take: Collection[str], batch: Batch
) -> tuple[Correction, ...]:
    """Return the corrections of gold that take the spans of some layers, and none of the others.

    One layer: this one or the other; all: both; none: neither. What gold had decided is decided anew.
    """
    chosen = {key for key, layers in difference.keys.items() if not layers.isdisjoint(take)}
    states = {key: State.ACCEPTED if key in chosen else State.REJECTED for key in sorted(difference.keys)}
    return tuple(_set(gold, states, difference.keys, batch))


def _set(
    gold: AnnotatedArticle, states: Mapping[Key, State], layers: Mapping[Key, Collection[str]], batch: Batch
) -> Iterator[Correction]:
    """Yield the corrections that give gold's spans these states; those that are missing are made."""
    there = {_key(span): span for span in gold}
    for key, state in states.items():
        action = Action.ACCEPT if state is State.ACCEPTED else Action.REJECT
        span = there.get(key)
        if span is None:
            made = Span(*key, batch.layer, state, HUMAN, annotator=batch.annotator)
            made = made.changed(meta={"layers": sorted(layers[key])})
            yield batch.correction(Action.ADD if state is State.ACCEPTED else action, None, made)
        elif span.state is not state:
            yield batch.correction(action, span, span.changed(state=state, annotator=batch.annotator))


def _decided(gold: AnnotatedArticle) -> dict[Key, Span]:
    return {_key(span): span for span in gold if span.decided}


Vote = Callable[[frozenset[str], tuple[str, ...]], State | None]
"""What becomes of a span that some of the layers have; None leaves it to a person."""


def all_agree(having: frozenset[str], layers: tuple[str, ...]) -> State | None:
    """Take what all layers have, and leave the rest to a person."""
    return State.ACCEPTED if len(having) == len(layers) else None


def majority(having: frozenset[str], layers: tuple[str, ...]) -> State | None:
    """Take what more than half of the layers have, reject what fewer have; a tie is left."""
    if 2 * len(having) == len(layers):
        return None
    return State.ACCEPTED if 2 * len(having) > len(layers) else State.REJECTED


def prefer(layer: str) -> Vote:
    """Return the vote that takes what one layer has, and rejects the rest."""
    return lambda having, _: State.ACCEPTED if layer in having else State.REJECTED


def merge_layers(
    store: Store,
    layers: Sequence[str],
    vote: Vote,
    annotator: str,
    article_ids: Collection[str] | None = None,
    progress: Progress | None = None,
) -> tuple[Correction, ...]:
    """Make gold of layers by a vote, in the articles that all have (or some of these): one batch.

    What gold has decided already stays. Raises UsageError for fewer than two layers, or gold itself;
    CancelledError before anything was written.
    """
    if len(set(layers)) < 2 or GOLD in layers:
        raise UsageError("Gold is made of two other layers or more.")
    ids = [one.article_id for one in shared_articles(store, layers)]
    wanted = ids if article_ids is None else [one for one in ids if one in article_ids]
    batch = Batch("", GOLD, annotator)
    corrections: list[Correction] = []
    for article_id in (progress or Progress()).over(wanted, len(wanted), "comparing"):
        found = compare([store.annotated(article_id, layer) for layer in layers])
        gold = store.annotated(article_id, GOLD)
        corrections += _voted(gold, found, vote, replace(batch, article_id=article_id))
    store.commit(corrections)
    return tuple(corrections)


def _voted(gold: AnnotatedArticle, found: Comparison, vote: Vote, batch: Batch) -> Iterator[Correction]:
    layers = {key: frozenset(found.layers) for key in found.agreed}
    for difference in found.differences:
        layers.update(difference.keys)
    decided = _decided(gold)
    votes = {key: vote(having, found.layers) for key, having in layers.items() if key not in decided}
    states = {key: state for key, state in sorted(votes.items()) if state is not None}
    return _set(gold, states, layers, batch)
