"""What the consistency checks ask of a store: how often strings have which label; who decided when."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from core.annotation.span import State
from core.store.reader import StoreReader

_ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class PersonsDecision:
    """A person's act on a span that stands: what label and state it gave it. `spans`: how many its batch has.

    `label` and `state` are empty where the act took the span away; `was` is the label that it had before.
    """

    span_id: str
    batch: str
    at: str
    annotator: str
    was: str
    label: str
    state: str
    spans: int


def articles_of_layer(store: StoreReader, layer: str) -> tuple[str, ...]:
    """Return the articles in which something was done in a layer, in order of import."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT articles.id FROM reviews JOIN articles INDEXED BY articles_listed"
            " ON articles.id = reviews.article_id WHERE layer = ? ORDER BY seq",
            (layer,),
        )
        return tuple(article_id for (article_id,) in rows)


def accepted_labels(store: StoreReader, layer: str) -> Iterator[tuple[str, Counter[str]]]:
    """Yield every surface of a layer with how often each label was accepted on it, by surface.

    The store is read in pages: nothing is held open between two surfaces.
    """
    rows = groupby(_accepted(store, layer), key=itemgetter(0))
    return ((surface, Counter(label for _, label in some)) for surface, some in rows)


def _accepted(store: StoreReader, layer: str) -> Iterator[tuple[str, str]]:
    last: tuple[str, int] = ("", 0)
    while True:
        with store.reading() as connection:
            page = connection.execute(
                "SELECT surface, label, state, rowid FROM spans INDEXED BY spans_surface"
                " WHERE (surface, layer, rowid) > (?, ?, ?) ORDER BY surface, layer, rowid LIMIT ?",
                (last[0], layer, last[1], _ROWS_AT_ONCE),
            ).fetchall()
        if not page:
            return
        last = page[-1][0], page[-1][3]
        yield from ((surface, label) for surface, label, state, _ in page if state == State.ACCEPTED)


def persons_decisions(store: StoreReader, article_id: str, layer: str) -> tuple[PersonsDecision, ...]:
    """Return what persons did to the spans of an article, the oldest first; what was undone is left out."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT span_id, batch, at, annotator, coalesce(before ->> 'label', ''),"
            " coalesce(after ->> 'label', ''), coalesce(after ->> 'state', ''),"
            " count(*) OVER (PARTITION BY batch)"
            " FROM corrections JOIN batches ON batches.id = batch AND batches.layer = corrections.layer"
            " WHERE article_id = ? AND corrections.layer = ? AND kind = 'work' AND live"
            " AND span_id IS NOT NULL AND action <> 'note' ORDER BY corrections.seq",
            (article_id, layer),
        )
        return tuple(PersonsDecision(*row) for row in rows)
