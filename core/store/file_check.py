"""Check the file itself: SQLite's own checks, and the full-text index against the articles."""

import sqlite3
from collections.abc import Iterator

from core.store.faults import error_name
from core.store.findings import Finding
from core.store.opening import transaction

_SHADOWS = ("data", "idx", "docsize", "config")
"""The tables in which FTS5 keeps an index that has its text elsewhere."""


def file_findings(connection: sqlite3.Connection) -> list[Finding]:
    """Return what is wrong with the file, as it is at one moment; nobody waits for it."""
    damage = list(_damage(connection))
    return damage or [*_orphans(connection), *_search_findings(connection)]


def _damage(connection: sqlite3.Connection) -> Iterator[Finding]:
    try:
        rows = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        rows = [str(error)]
    for row in rows:
        if row != "ok":
            yield Finding("damage", "", "", f"The file is damaged: {row}.")


def _orphans(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table, rowid, parent, _ in rows:
        where = f" (row {rowid})" if rowid is not None else ""
        yield Finding("orphan", "", "", f"A row of {table}{where} names one of {parent} that is not there.")


def _search_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    try:
        with transaction(connection, "BEGIN"):
            _copy_index(connection)
        with transaction(connection, "BEGIN"):
            connection.execute("INSERT INTO temp.checked (checked, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if not error_name(error).startswith("SQLITE_CORRUPT"):
            raise
        yield Finding("search", "", "", "The full-text index is not in step with the articles.")
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.checked")
        connection.execute("DROP VIEW IF EXISTS temp.checked_articles")


def _copy_index(connection: sqlite3.Connection) -> None:
    """Copy the index to a temporary one: FTS5 checks only what it may write, and would lock the store."""
    connection.execute("CREATE TEMP VIEW checked_articles AS SELECT seq, title, text FROM main.articles")
    connection.execute(
        "CREATE VIRTUAL TABLE temp.checked USING fts5 (title, text, content='checked_articles',"
        " content_rowid='seq', tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
    )
    for shadow in _SHADOWS:
        connection.execute(f"DELETE FROM temp.checked_{shadow}")
        connection.execute(f"INSERT INTO temp.checked_{shadow} SELECT * FROM main.articles_fts_{shadow}")
