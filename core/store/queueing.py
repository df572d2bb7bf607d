"""What the queue asks of a store: which articles, how far, how sure, whose; and when some were done."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.annotation.correction import Status
from core.annotation.identity import now
from core.store.library import LibraryFilter
from core.store.queue_filter import QueueFilter
from core.store.reader import StoreReader
from core.store.rows import status_from_row
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An article that may come next: its status, and how many of its spans are undecided."""

    article_id: str
    status: Status
    undecided: int


_STATUS = "coalesce(reviews.status, 'todo')"


def queue_rows(store: StoreReader, layer: str, wanted: QueueFilter) -> tuple[QueueRow, ...]:
    """Return the articles that a filter lets through, in order of import."""
    library = LibraryFilter(wanted.text, layer=layer, label=wanted.label)
    conditions = [library.where.removeprefix("WHERE ") or "TRUE"]
    if wanted.statuses:
        conditions.append(f"{_STATUS} IN (SELECT value FROM json_each(:statuses))")
    if wanted.source:
        conditions.append("articles.id IN (SELECT id FROM articles WHERE instr(source, :source) = 1)")
    if wanted.annotator:
        conditions.append(
            "EXISTS (SELECT 1 FROM assignments WHERE assignments.article_id = articles.id"
            " AND annotator = :annotator)"
        )
    parameters = {
        **library.parameters,
        "statuses": json.dumps([str(status) for status in wanted.statuses]),
        "source": wanted.source,
        "annotator": wanted.annotator,
    }
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT articles.id, {_STATUS}, coalesce(total - decided, 0)"
            " FROM articles INDEXED BY articles_listed LEFT JOIN reviews"
            " ON reviews.article_id = articles.id AND reviews.layer = :layer"
            f" WHERE {' AND '.join(conditions)} ORDER BY articles.seq",
            parameters,
        )
        return tuple(QueueRow(row[0], status_from_row(row[1]), row[2]) for row in rows)


def statuses_of(store: StoreReader, layer: str, article_ids: Sequence[str]) -> dict[str, Status]:
    """Return the review status of articles in a layer, as it is now."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT article_id, status FROM reviews WHERE layer = ?"
            " AND article_id IN (SELECT value FROM json_each(?))",
            (layer, json.dumps(article_ids)),
        )
        there = {article_id: status_from_row(status) for article_id, status in rows}
    return {article_id: there.get(article_id, Status.TODO) for article_id in article_ids}


def least_scores(store: StoreReader, layer: str) -> dict[str, float]:
    """Return the lowest score of an undecided span, by article."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT article_id, min(score) FROM spans WHERE layer = ? AND state = 'proposed'"
            " AND score IS NOT NULL GROUP BY article_id",
            (layer,),
        )
        return dict(rows.fetchall())


def differing_spans(store: StoreReader, layers: Sequence[str]) -> dict[str, int]:
    """Return how many spans (place and label) not all layers have, by article that all layers have."""
    parameters = {"layers": json.dumps(list(layers)), "number": len(set(layers))}
    with store.reading() as connection:
        rows = connection.execute(
            "WITH chosen AS MATERIALIZED (SELECT DISTINCT value AS layer FROM json_each(:layers)),"
            " shared AS MATERIALIZED (SELECT article_id FROM reviews WHERE layer IN chosen"
            " GROUP BY article_id HAVING count(*) = :number)"
            " SELECT article_id, count(*) FROM (SELECT article_id FROM spans WHERE layer IN chosen"
            " AND article_id IN shared AND state <> 'rejected'"
            ' GROUP BY article_id, start, "end", label HAVING count(DISTINCT layer) < :number)'
            " GROUP BY article_id",
            parameters,
        )
        return dict(rows.fetchall())


def assign(store: Store, article_ids: Iterable[str], annotator: str) -> None:
    """Assign articles to an annotator; to whom else they are assigned stays."""
    with store.writing() as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO assignments (article_id, annotator, at) VALUES (?, ?, ?)",
            [(article_id, annotator, now()) for article_id in article_ids],
        )


def unassign(store: Store, article_ids: Iterable[str], annotator: str) -> None:
    """Take articles from an annotator again."""
    with store.writing() as connection:
        connection.executemany(
            "DELETE FROM assignments WHERE article_id = ? AND annotator = ?",
            [(article_id, annotator) for article_id in article_ids],
        )


def assigned(store: StoreReader) -> dict[str, int]:
    """Return how many articles are assigned to each annotator."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT annotator, count(*) FROM assignments GROUP BY annotator ORDER BY annotator"
        )
        return dict(rows.fetchall())


def review_times(store: StoreReader, layer: str, since: str) -> tuple[str, ...]:
    """Return when articles of a layer were marked as reviewed since a time (UTC), the oldest first.

    One that was marked twice counts when it was last.
    """
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT max(at) AS last FROM corrections WHERE action = 'status' AND layer = ? AND at >= ?"
            " AND after ->> 'status' = 'reviewed' GROUP BY article_id ORDER BY last",
            (layer, since),
        )
        return tuple(at for (at,) in rows)


def seconds_on_reviewed(store: StoreReader, layer: str) -> tuple[int, float]:
    """Return how many reviewed articles of a layer have their time kept, and the seconds together."""
    with store.reading() as connection:
        articles, seconds = connection.execute(
            "SELECT count(*), total(seconds) FROM reviews"
            " WHERE layer = ? AND status = 'reviewed' AND seconds > 0",
            (layer,),
        ).fetchone()
        return articles, seconds
