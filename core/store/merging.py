"""Bring another store's work into this one: its articles, and the corrections that this one lacks."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby

from core.annotation.correction import Correction
from core.errors import StoreError
from core.progress import Progress
from core.store.articles import add_articles
from core.store.commit import commit
from core.store.rows import ARTICLE_COLUMNS, CORRECTION_COLUMNS, article_from_row, correction_from_row
from core.store.span_rows import TextOf


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What came in, and what did not: `refused` has a sentence for each batch that was left out."""

    articles: int
    corrections: int
    refused: tuple[str, ...]


def merge(
    connection: sqlite3.Connection, other: sqlite3.Connection, text_of: TextOf, progress: Progress
) -> MergeReport:
    """Append the other store's corrections in their order, each batch whole or not at all.

    Runs inside a write transaction. An article is known again by its text. A batch that does not begin
    where this store stands, because the same span was changed here too, is left out and reported; a
    second merge brings nothing twice. Raises CancelledError.
    """
    before = _count(connection, "articles")
    here = _merge_articles(connection, other, progress)
    corrections, refused = 0, []
    total = _count(other, "corrections")
    for batch in _batches(other, here, total, progress):
        new = _missing(connection, batch)
        if not new:
            continue
        try:
            _check_undone_is_here(connection, new[0])
            with _savepoint(connection):
                commit(connection, new, text_of)
            corrections += len(new)
        except StoreError as error:
            refused.append(error.sentence)
    _merge_seconds(connection, other, here)
    return MergeReport(_count(connection, "articles") - before, corrections, tuple(refused))


def _merge_articles(
    connection: sqlite3.Connection, other: sqlite3.Connection, progress: Progress
) -> dict[str, str]:
    """Add the articles that are missing; return the other store's ids with those of this one."""
    rows = other.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles ORDER BY seq")
    here = {}
    for row in progress.over(rows, _count(other, "articles"), "Merging articles"):
        article = article_from_row(row)
        here[article.id] = add_articles(connection, [article])[0].id
    return here


def _batches(
    other: sqlite3.Connection, here: dict[str, str], total: int, progress: Progress
) -> Iterator[list[Correction]]:
    rows = other.execute(f"SELECT {CORRECTION_COLUMNS} FROM corrections ORDER BY seq")
    corrections = map(correction_from_row, progress.over(rows, total, "Merging corrections"))
    for _, batch in groupby(corrections, key=lambda correction: correction.batch):
        yield [replace(one, article_id=here[one.article_id]) for one in batch]


def _missing(connection: sqlite3.Connection, batch: list[Correction]) -> list[Correction]:
    ids = json.dumps([correction.id for correction in batch])
    query = "SELECT id FROM corrections WHERE id IN (SELECT value FROM json_each(?))"
    written = {correction_id for (correction_id,) in connection.execute(query, (ids,))}
    return [correction for correction in batch if correction.id not in written]


def _check_undone_is_here(connection: sqlite3.Connection, correction: Correction) -> None:
    query = "SELECT 1 FROM batches WHERE id = ?"
    if correction.undoes and not connection.execute(query, (correction.undoes,)).fetchone():
        raise StoreError("An undo was left out: what it takes back is not in this store.")


@contextmanager
def _savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("SAVEPOINT batch")
    try:
        yield
    except StoreError:
        connection.execute("ROLLBACK TO batch")
        raise
    finally:
        # A full disk makes SQLite end the whole transaction by itself.
        if connection.in_transaction:
            connection.execute("RELEASE batch")


def _merge_seconds(connection: sqlite3.Connection, other: sqlite3.Connection, here: dict[str, str]) -> None:
    """Keep the longer time: both may have grown from the same copy."""
    rows = other.execute("SELECT seconds, article_id, layer FROM reviews WHERE seconds > 0").fetchall()
    connection.executemany(
        "UPDATE reviews SET seconds = max(seconds, ?) WHERE article_id = ? AND layer = ?",
        [(seconds, here[article_id], layer) for seconds, article_id, layer in rows],
    )


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
