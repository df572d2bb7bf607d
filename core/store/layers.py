"""Several layers of the same articles, for comparing them: which articles have all, and their spans."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.annotation.correction import Status
from core.annotation.span import State
from core.store.reader import StoreReader


@dataclass(frozen=True, slots=True)
class SharedArticle:
    """An article in which something was done in each of the layers; `at` is when, the last time."""

    article_id: str
    title: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A span as far as agreement looks at it; `[start, end)` in code points."""

    start: int
    end: int
    label: str


def shared_articles(
    store: StoreReader, layers: Sequence[str], statuses: Iterable[Status] = ()
) -> tuple[SharedArticle, ...]:
    """Return the articles that all layers have, in order of import, with one of the statuses in each.

    No statuses stand for any.
    """
    parameters = {
        "layers": json.dumps(sorted(set(layers))),
        "number": len(set(layers)),
        "statuses": json.dumps([str(status) for status in statuses] or [str(one) for one in Status]),
    }
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id, title, text, at FROM articles JOIN"
            " (SELECT article_id, max(updated_at) AS at FROM reviews"
            " WHERE layer IN (SELECT value FROM json_each(:layers))"
            " AND status IN (SELECT value FROM json_each(:statuses))"
            " GROUP BY article_id HAVING count(*) = :number) AS shared ON article_id = id ORDER BY seq",
            parameters,
        )
        return tuple(SharedArticle(*row) for row in rows)


def shared_ids(store: StoreReader, layers: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the articles that all layers have, in order of import."""
    parameters = {"layers": json.dumps(sorted(set(layers))), "number": len(set(layers))}
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM articles INDEXED BY articles_listed JOIN"
            " (SELECT article_id FROM reviews WHERE layer IN (SELECT value FROM json_each(:layers))"
            " GROUP BY article_id HAVING count(*) = :number) AS shared ON article_id = id ORDER BY seq",
            parameters,
        )
        return tuple(article_id for (article_id,) in rows)


def placed_labels(
    store: StoreReader, layer: str, article_ids: Sequence[str], states: Iterable[State]
) -> dict[str, list[PlacedLabel]]:
    """Return the spans of a layer in these states, by article; each article is in it."""
    found: dict[str, list[PlacedLabel]] = {article_id: [] for article_id in article_ids}
    parameters = (json.dumps(article_ids), layer, json.dumps([str(state) for state in states]))
    with store.reading() as connection:
        rows = connection.execute(
            'SELECT article_id, start, "end", label FROM json_each(?) AS ids CROSS JOIN spans'
            " ON article_id = ids.value AND layer = ? WHERE state IN (SELECT value FROM json_each(?))",
            parameters,
        )
        for article_id, *place in rows:
            found[article_id].append(PlacedLabel(*place))
    return found
