"""What people told the memory about strings by hand, and the strings that it knows, in pages.

A pin is a label that a string always gets; an empty one keeps the string from being proposed. What was
decided on a forgotten string until then does not count.
"""

import json
from collections.abc import Collection
from typing import Literal

from core.annotation.identity import now
from core.store.query import encodable
from core.store.reader import StoreReader
from core.store.store import Store

Order = Literal["often", "name"]

_KNOWN = """
    SELECT surface FROM (
        SELECT surface, count(*) AS times, 0 AS pinned FROM spans INDEXED BY spans_decided
            WHERE layer = :layer AND state <> 'proposed' GROUP BY surface
        UNION ALL SELECT surface, 0, 0 FROM corrected WHERE layer = :layer
        UNION ALL SELECT surface, 0, 1 FROM memory WHERE layer = :layer AND pin IS NOT NULL
    )
    WHERE :text = '' OR instr(lower(surface), lower(:text))
    GROUP BY surface ORDER BY max(pinned) DESC, {order} LIMIT :limit OFFSET :offset
"""
_ORDERS: dict[Order, str] = {
    "often": "sum(times) DESC, surface",
    "name": "lower(surface), surface",
}
_PIN = """
    INSERT INTO memory (layer, surface, pin, annotator, updated_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
        pin = excluded.pin, annotator = excluded.annotator, updated_at = excluded.updated_at
"""
_FORGET = """
    INSERT INTO memory (layer, surface, forgotten_at, annotator, updated_at) VALUES (?1, ?2, ?4, ?3, ?5)
    ON CONFLICT DO UPDATE SET
        pin = NULL, forgotten_at = ?4, annotator = excluded.annotator, updated_at = excluded.updated_at
"""


def pins_on(store: StoreReader, layer: str, surfaces: Collection[str]) -> dict[str, str]:
    """Return the pins of those of these strings that have one in a layer. Raises StoreError."""
    query = """
        SELECT surface, pin FROM memory
        WHERE layer = ? AND surface IN (SELECT value FROM json_each(?)) AND pin IS NOT NULL
    """
    wanted = json.dumps([encodable(surface) for surface in surfaces])
    with store.reading() as connection:
        return dict(connection.execute(query, (layer, wanted)).fetchall())


def pin(store: Store, layer: str, surface: str, label: str | None, annotator: str) -> None:
    """Pin a label to a string (empty: never proposed), or take the pin back (None). Raises StoreError."""
    with store.writing() as connection:
        connection.execute(_PIN, (layer, encodable(surface), label, annotator, now()))


def forget(store: Store, layer: str, surface: str, annotator: str) -> None:
    """Have what was decided on a string until now not count, and take its pin. Raises StoreError."""
    _forget(store, layer, surface, annotator, now())


def remember_again(store: Store, layer: str, surface: str, annotator: str) -> None:
    """Have all that was decided on a forgotten string count again. Raises StoreError."""
    _forget(store, layer, surface, annotator, "")


def _forget(store: Store, layer: str, surface: str, annotator: str, until: str) -> None:
    with store.writing() as connection:
        connection.execute(_FORGET, (layer, encodable(surface), annotator, until, now()))


def known_strings(
    store: StoreReader, layer: str, text: str = "", order: Order = "often", offset: int = 0, limit: int = 200
) -> tuple[str, ...]:
    """Return a page of the strings that people decided on or pinned in a layer, pinned ones first.

    `text` must be in them, in whatever case. The counting takes a second for a million decisions: it is
    nothing for the thread that saves. Raises StoreError.
    """
    query = _KNOWN.format(order=_ORDERS[order])
    with store.reading() as connection:
        rows = connection.execute(
            query, {"layer": layer, "text": encodable(text), "limit": limit, "offset": offset}
        )
        return tuple(surface for (surface,) in rows)
