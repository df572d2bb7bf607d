"""Which article comes next, and why."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.annotation.correction import Status
from core.review.queue_choice import Order
from core.store.queue_filter import QueueFilter
from core.store.queueing import QueueRow, differing_spans, least_scores, queue_rows, statuses_of
from core.store.reader import StoreReader
from core.store.store import Store

_LOOKED_UP = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the queue, and in words why it stands where it does (empty: by its turn)."""

    article_id: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """The articles of a layer in an order, as they were when it was made; `next` looks at them anew."""

    layer: str
    entries: tuple[Entry, ...]
    reviewed_too: bool = False

    def __len__(self) -> int:
        return len(self.entries)

    def next(self, store: StoreReader, article_id: str | None = None) -> Entry | None:
        """Return the entry after an article (None, or one not in the queue: the first), round the end.

        What has been reviewed since is passed over, unless the queue asked for reviewed articles. None
        where none but the article itself is left.
        """
        ids = [entry.article_id for entry in self.entries]
        at = ids.index(article_id) + 1 if article_id in ids else 0
        turn = [*self.entries[at:], *self.entries[:at]]
        for first in range(0, len(turn), _LOOKED_UP):
            some = turn[first : first + _LOOKED_UP]
            statuses = statuses_of(store, self.layer, [entry.article_id for entry in some])
            for entry in some:
                left = self.reviewed_too or statuses[entry.article_id] is not Status.REVIEWED
                if left and entry.article_id != article_id:
                    return entry
        return None

    def beside(self, article_id: str, forward: bool) -> Entry | None:
        """Return the entry right after an article, or right before it, reviewed or not; None at the ends.

        Beside an article that is not in the queue stands the first one.
        """
        ids = [entry.article_id for entry in self.entries]
        at = ids.index(article_id) + (1 if forward else -1) if article_id in ids else 0
        return self.entries[at] if 0 <= at < len(ids) else None


def make_queue(
    store: StoreReader,
    layer: str,
    order: Order = Order.IMPORT,
    wanted: QueueFilter | None = None,
    *,
    seed: int = 0,
    others: Sequence[str] = (),
    findings: Iterable[str] = (),
) -> Queue:
    """Return the queue of a layer: the articles that a filter lets through (none: those not reviewed).

    `seed` is that of the random order; `others` are the layers for the order by disagreement;
    `findings` the article of each finding, for the order by them. An article for which the order has
    nothing to say is left out: it has no undecided span, no finding, no flag.
    """
    if wanted is None:
        wanted = QueueFilter(statuses=frozenset(Status) - {Status.REVIEWED})
    rows = queue_rows(store, layer, wanted)
    reviewed_too = Status.REVIEWED in wanted.statuses
    return Queue(layer, _ordered(store, layer, order, rows, seed, others, findings), reviewed_too)


def _ordered(
    store: StoreReader,
    layer: str,
    order: Order,
    rows: Sequence[QueueRow],
    seed: int,
    others: Sequence[str],
    findings: Iterable[str],
) -> tuple[Entry, ...]:
    if order is Order.IMPORT:
        return tuple(Entry(row.article_id) for row in rows)
    if order is Order.RANDOM:
        shuffled = sorted(row.article_id for row in rows)
        random.Random(seed).shuffle(shuffled)
        return tuple(Entry(article_id, f"drawn with seed {seed}") for article_id in shuffled)
    if order is Order.FLAGGED:
        return tuple(Entry(row.article_id, "flagged") for row in rows if row.status is Status.FLAGGED)
    if order is Order.UNSURE:
        scores = {key: -score for key, score in least_scores(store, layer).items()}
        return _highest_first(rows, scores, lambda score: f"a proposal scores {-score:.2f}")
    if order is Order.UNDECIDED:
        undecided = {row.article_id: row.undecided for row in rows if row.undecided}
        return _highest_first(rows, undecided, lambda count: f"{count:.0f} undecided")
    if order is Order.DISAGREEMENT:
        differing = differing_spans(store, (layer, *others))
        return _highest_first(rows, differing, lambda count: f"{count:.0f} spans differ")
    found: dict[str, int] = {}
    for article_id in findings:
        found[article_id] = found.get(article_id, 0) + 1
    return _highest_first(rows, found, lambda count: f"{count:.0f} findings")


def _highest_first(
    rows: Iterable[QueueRow], weights: Mapping[str, float], reason: Callable[[float], str]
) -> tuple[Entry, ...]:
    chosen = [row.article_id for row in rows if row.article_id in weights]
    chosen.sort(key=lambda article_id: -weights[article_id])
    return tuple(Entry(article_id, reason(weights[article_id])) for article_id in chosen)


def following(store: Store, layer: str, queue: Queue | None, article_id: str | None = None) -> str | None:
    """Return what comes after an article (None: the first): in the queue, or without one by import."""
    if queue is None:
        return next_unreviewed(store, layer, article_id)
    entry = queue.next(store, article_id)
    return entry.article_id if entry else None


def next_unreviewed(store: Store, layer: str, article_id: str | None = None) -> str | None:
    """Return the next article, in order of import and round the end, that is not reviewed in a layer.

    After None: the first.
    """
    return store.next_unreviewed(layer, article_id)


def beside(store: Store, queue: Queue | None, article_id: str, forward: bool) -> str | None:
    """Return what stands right after an article, or before it: in the queue, or without one by import."""
    if queue is None:
        return neighbour(store, article_id, forward)
    entry = queue.beside(article_id, forward)
    return entry.article_id if entry else None


def neighbour(store: Store, article_id: str, forward: bool) -> str | None:
    """Return the article imported right after one, or right before it; None at the ends."""
    return store.neighbour(article_id, forward)
