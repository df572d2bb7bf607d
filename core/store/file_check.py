"""Check the file itself: SQLite's own checks, and the full-text index against the articles."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from core.store.faults import error_name
from core.store.findings import Finding
from core.store.opening import connect, transaction

_SHADOWS = ("data", "idx", "docsize", "config")
"""The tables in which FTS5 keeps an index that has its text elsewhere."""


@contextmanager
def checking_file(path: Path) -> Iterator[Callable[[], list[Finding]]]:
    """Check the file in two threads while the block does something else; nobody else waits for them.

    Hands over what waits for the findings and returns them. Where the block ends first, the checks stop.
    """
    with closing(connect(path)) as one, closing(connect(path)) as other, ThreadPoolExecutor(2) as threads:
        damage = threads.submit(lambda: list(_damage(one)))
        rest = threads.submit(lambda: [*_orphans(other), *_search_findings(other)])
        try:
            # In a damaged file the other checks find consequences, or fail.
            yield lambda: damage.result() or rest.result()
        finally:
            one.interrupt()
            other.interrupt()


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
