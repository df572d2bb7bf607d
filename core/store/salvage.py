"""Read what can be read of a damaged store's tables, row by row."""

import sqlite3
from collections.abc import Iterator

from core.store.rows import Row

_LAST_ROWID = 1 << 62


def readable_rows(connection: sqlite3.Connection, table: str, columns: str) -> Iterator[Row]:
    """Yield the rows of a table in the order of rowid, stepping over what SQLite cannot read."""
    start: int | None = 1
    while start is not None:
        try:
            for rowid, *row in _from(connection, table, columns, start):
                # A damaged page may lead back.
                if rowid >= start:
                    start = rowid + 1
                    yield tuple(row)
            return
        except sqlite3.DatabaseError:
            start = _behind(connection, table, start)


def _behind(connection: sqlite3.Connection, table: str, unreadable: int) -> int | None:
    """Return where reading goes on behind a row that cannot be read; None where it does not."""
    try:
        rowid = _next_rowid(connection, table, unreadable)
    except sqlite3.DatabaseError:
        return _end_of_gap(connection, table, unreadable)
    return rowid + 1 if rowid is not None else None


def _end_of_gap(connection: sqlite3.Connection, table: str, bad: int) -> int | None:
    """Return the first rowid behind a lost page, found by wider and wider steps, then by halving."""
    step = 1
    while not _reads_on(connection, table, bad + step):
        bad += step
        step *= 2
        if bad > _LAST_ROWID:
            return None
    good = bad + step
    while good - bad > 1:
        middle = (good + bad) // 2
        if _reads_on(connection, table, middle):
            good = middle
        else:
            bad = middle
    return _next_rowid(connection, table, good)


def _reads_on(connection: sqlite3.Connection, table: str, rowid: int) -> bool:
    try:
        _next_rowid(connection, table, rowid)
    except sqlite3.DatabaseError:
        return False
    return True


def _next_rowid(connection: sqlite3.Connection, table: str, rowid: int) -> int | None:
    row = _from(connection, table, "1", rowid).fetchone()
    return int(row[0]) if row else None


def _from(connection: sqlite3.Connection, table: str, columns: str, rowid: int) -> sqlite3.Cursor:
    return connection.execute(
        f"SELECT rowid, {columns} FROM {table} NOT INDEXED WHERE rowid >= ? ORDER BY rowid", (rowid,)
    )
