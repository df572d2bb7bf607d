"""Reading the past: corrections by batch, by article, and since another window wrote."""

import sqlite3

from core.annotation.correction import Correction
from core.store.rows import CORRECTION_COLUMNS, correction_from_row

_SELECT = f"SELECT {CORRECTION_COLUMNS} FROM corrections"


def batch(connection: sqlite3.Connection, batch_id: str) -> tuple[Correction, ...]:
    """Return the corrections of a batch in the order in which they were made."""
    rows = connection.execute(f"{_SELECT} WHERE batch = ? ORDER BY seq", (batch_id,))
    return tuple(map(correction_from_row, rows))


def history(
    connection: sqlite3.Connection,
    article_id: str | None,
    layer: str | None,
    limit: int | None,
    offset: int,
    newest_first: bool,
) -> tuple[Correction, ...]:
    """Return corrections of an article and a layer (None: of all)."""
    given = {"article_id": article_id, "layer": layer}
    conditions = [f"{column} = :{column}" for column, value in given.items() if value is not None]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    order = "DESC" if newest_first else "ASC"
    rows = connection.execute(
        f"{_SELECT} {where} ORDER BY seq {order} LIMIT :limit OFFSET :offset",
        {**given, "limit": -1 if limit is None else limit, "offset": offset},
    )
    return tuple(map(correction_from_row, rows))


def last_seq(connection: sqlite3.Connection) -> int:
    """Return the number of the last correction, or 0."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM corrections").fetchone()[0])


def corrections_after(
    connection: sqlite3.Connection, seq: int, article_id: str, layer: str
) -> tuple[Correction, ...]:
    """Return what was done to an article in a layer since `seq`, the oldest first."""
    rows = connection.execute(
        f"{_SELECT} WHERE article_id = ? AND layer = ? AND seq > ? ORDER BY seq", (article_id, layer, seq)
    )
    return tuple(map(correction_from_row, rows))
