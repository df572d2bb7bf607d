"""Layers beside each other, and one made of them: the layer `gold`, by ordinary corrections.

A span of a layer is settled where gold has it, accepted or rejected: what was not taken stands there as
rejected, so that a difference is known to have been decided, even for neither side. Gold's span remembers
what it was made of: relabelled or resized since, it settles the same difference.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Action, Batch, Correction
from core.annotation.span import GOLD, HUMAN, Span, State
from core.errors import UsageError
from core.progress import Progress
from core.store.layers import shared_ids
from core.store.store import Store

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


def outcome(gold: AnnotatedArticle, difference: Difference) -> tuple[Span, ...] | None:
    """Return what gold accepted of a difference, as it is now; None while some of it is undecided."""
    made = _made(gold.overlapping(difference.start, difference.end))
    spans = [made.get(key, []) for key in sorted(difference.keys)]
    if not all(some and all(span.decided for span in some) for some in spans):
        return None
    return tuple(span for span in chain.from_iterable(spans) if span.state is State.ACCEPTED)


def untaken(gold: AnnotatedArticle, found: Comparison) -> int:
    """Return how many spans that all layers have are not decided in gold."""
    made = _made(gold)
    return sum(not _is_decided(made, key) for key in found.agreed)


def adjudicate(
    gold: AnnotatedArticle, difference: Difference, take: Collection[str], batch: Batch
) -> tuple[Correction, ...]:
    """Return the corrections of gold that take the spans of some layers, and none of the others.

    One layer: this one or the other; all: both; none: neither. What gold had decided is decided anew.
    """
    chosen = {key for key, layers in difference.keys.items() if not layers.isdisjoint(take)}
    states = {key: State.ACCEPTED if key in chosen else State.REJECTED for key in sorted(difference.keys)}
    made = _made(gold.overlapping(difference.start, difference.end))
    return tuple(_set(made, states, difference.keys, batch))


def _set(
    made: Mapping[Key, Sequence[Span]],
    states: Mapping[Key, State],
    layers: Mapping[Key, Collection[str]],
    batch: Batch,
) -> Iterator[Correction]:
    """Yield the corrections that give gold's spans these states; those that are missing are made.

    What was made of a span and changed since becomes that span again; a piece split off is rejected.
    """
    for key, state in states.items():
        meta = {"layers": sorted(layers[key]), "made_of": list(key)}
        action = Action.ACCEPT if state is State.ACCEPTED else Action.REJECT
        first, *pieces = made.get(key, (None,))
        if first is None:
            new = Span(*key, batch.layer, state, HUMAN, annotator=batch.annotator, meta=meta)
            yield batch.correction(Action.ADD if state is State.ACCEPTED else action, None, new)
        elif first.state is not state or _key(first) != key:
            start, end, label = key
            fields = {"start": start, "end": end, "label": label, "meta": {**first.meta, **meta}}
            yield batch.correction(
                action, first, first.changed(state=state, annotator=batch.annotator, **fields)
            )
        for piece in pieces:
            if piece.state is not State.REJECTED:
                rejected = piece.changed(state=State.REJECTED, annotator=batch.annotator)
                yield batch.correction(Action.REJECT, piece, rejected)


def _made(spans: Iterable[Span]) -> dict[Key, list[Span]]:
    """Return gold's spans by what they were made of; a span of gold's own is made of itself."""
    made: dict[Key, list[Span]] = {}
    for span in spans:
        made.setdefault(_source(span), []).append(span)
    return made


def _is_decided(made: Mapping[Key, Sequence[Span]], key: Key) -> bool:
    return any(span.decided for span in made.get(key, ()))


def _source(span: Span) -> Key:
    match span.meta.get("made_of"):
        case [int(start), int(end), str(label)]:
            return start, end, label
    return _key(span)


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
    ids = shared_ids(store, layers)
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
    made = _made(gold)
    left = [key for key in layers if not _is_decided(made, key)]
    votes = {key: vote(layers[key], found.layers) for key in sorted(left)}
    states = {key: state for key, state in votes.items() if state is not None}
    return _set(made, states, layers, batch)


def next_differing(
    store: Store,
    layers: Sequence[str],
    article_id: str | None,
    kind: Kind | None = None,
    order: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> str | None:
    """Return the next article, round the end, with a difference of a kind (None: any) that is not settled.

    `order` is the articles as they come (None: in order of import); only those that all layers have count.
    After None, or an article that is not among them: the first. None where all is settled. Raises
    CancelledError.
    """
    ids = shared_ids(store, layers)
    if order is not None:
        there = frozenset(ids)
        ids = tuple(one for one in order if one in there)
    at = ids.index(article_id) + 1 if article_id in ids else 0
    turn = (*ids[at:], *ids[:at])
    for one in (progress or Progress()).over(turn, len(turn), "comparing"):
        found = compare([store.annotated(one, layer) for layer in layers])
        gold = store.annotated(one, GOLD)
        wanted = (one for one in found.differences if kind in (None, one.kind))
        if any(outcome(gold, difference) is None for difference in wanted):
            return one
    return None
