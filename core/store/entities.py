"""The entities of the corpus: pages of them with their counts, their spellings, their aliases."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Literal

from core.annotation.identity import now
from core.annotation.span import Span
from core.annotation.spellings import entity_name
from core.store.entity_counting import EXACT, recount_everywhere
from core.store.reader import StoreReader
from core.store.rows import SPAN_COLUMNS, span_from_row
from core.store.store import Store

EntityOrder = Literal["often", "articles", "name"]

_ORDERS: dict[EntityOrder, str] = {
    "often": "spans DESC, entity",
    "articles": "articles DESC, entity",
    "name": "entity",
}


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity: how many spans and (rejected ones left out) articles; by label the spans in each state.

    `name` is a spelling of it, one in capitals only where there is no other; `conflict` where more than
    one label stands.
    """

    entity: str
    name: str
    spans: int
    articles: int
    labels: dict[str, dict[str, int]]
    conflict: bool


def entity_page(
    store: StoreReader,
    layer: str,
    text: str = "",
    conflicts: bool = False,
    order: EntityOrder = "often",
    offset: int = 0,
    limit: int = 100,
) -> tuple[EntityRow, ...]:
    """Return a page of a layer's entities, as they were when last brought up to date."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT entity, coalesce((SELECT surface FROM spellings WHERE spellings.entity = page.entity"
            " ORDER BY surface = upper(surface), surface LIMIT 1), entity), spans, articles, labels, conflict"
            f" FROM (SELECT * FROM entity_counts WHERE {_wanted(text, conflicts)}"
            f" ORDER BY {_ORDERS[order]} LIMIT :limit OFFSET :offset) AS page ORDER BY {_ORDERS[order]}",
            {"layer": layer, "text": entity_name(text), "limit": limit, "offset": offset},
        )
        return tuple(
            EntityRow(entity, name, spans, articles, json.loads(labels), bool(conflict))
            for entity, name, spans, articles, labels, conflict in rows
        )


def entity_count(store: StoreReader, layer: str, text: str = "", conflicts: bool = False) -> int:
    """Return how many entities all pages have together."""
    with store.reading() as connection:
        (count,) = connection.execute(
            f"SELECT count(*) FROM entity_counts WHERE {_wanted(text, conflicts)}",
            {"layer": layer, "text": entity_name(text)},
        ).fetchone()
        return int(count)


def _wanted(text: str, conflicts: bool) -> str:
    return "layer = :layer" + " AND conflict" * conflicts + " AND instr(entity, :text)" * bool(text)


def spellings_of(store: StoreReader, entity: str) -> tuple[str, ...]:
    """Return the surfaces of an entity, in alphabetical order."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT surface FROM spellings WHERE entity = ? ORDER BY surface", (entity,)
        )
        return tuple(surface for (surface,) in rows)


def spans_of_entity(store: StoreReader, layer: str, entity: str) -> tuple[tuple[str, Span], ...]:
    """Return the spans of an entity in a layer, each with its article's id, by article and place."""
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT article_id, {SPAN_COLUMNS} FROM spans WHERE layer = ? AND surface IN"
            " (SELECT surface FROM spellings WHERE entity = ?) ORDER BY article_id, start, id",
            (layer, entity),
        )
        return tuple((row[0], span_from_row(row[1:])) for row in rows)


def join_entities(store: Store, entity: str, into: str, annotator: str) -> None:
    """Have an entity, and all that was joined to it, be another one from now on."""
    if entity == into:
        return
    with store.writing() as connection:
        _alias(connection, entity, into, annotator)
        connection.execute("UPDATE aliases SET entity = ? WHERE entity = ?", (into, entity))
        connection.execute("UPDATE spellings SET entity = ? WHERE entity = ?", (into, entity))
    recount_everywhere(store, [entity, into])


def split_entity(store: Store, surface: str, annotator: str) -> str:
    """Have a spelling be an entity of its own, and return its name.

    One that was joined by its name goes back to the other spellings of that; else it stands alone.
    """
    with store.writing() as connection:
        row = connection.execute("SELECT entity FROM spellings WHERE surface = ?", (surface,)).fetchone()
        before, name = row[0] if row else "", entity_name(surface)
        if connection.execute("SELECT 1 FROM aliases WHERE name = ?", (name,)).fetchone():
            connection.execute("DELETE FROM aliases WHERE name = ?", (name,))
            family = _surfaces(connection, before, name)
        else:
            name, family = surface, [surface]
            _alias(connection, EXACT + surface, surface, annotator)
        connection.executemany(
            "UPDATE spellings SET entity = ? WHERE surface = ?", [(name, one) for one in family]
        )
    recount_everywhere(store, [before, name])
    return name


def _surfaces(connection: sqlite3.Connection, entity: str, name: str) -> list[str]:
    rows = connection.execute("SELECT surface FROM spellings WHERE entity = ?", (entity,))
    return [surface for (surface,) in rows if entity_name(surface) == name]


def _alias(connection: sqlite3.Connection, name: str, entity: str, annotator: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO aliases (name, entity, annotator, at) VALUES (?, ?, ?, ?)",
        (name, entity, annotator, now()),
    )
