"""Bring another store's work into this one: its articles, and the corrections that this one lacks."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from core.annotation.correction import Correction
from core.errors import ConflictError, StoreError
from core.progress import Progress
from core.store.articles import add_articles
from core.store.commit import commit
from core.store.conflicts import SubjectConflictError
from core.store.deciding import conflicts, keep, keep_twins
from core.store.merging_reviews import merge_reviews
from core.store.opening import transaction
from core.store.rebasing import Twins, rebased
from core.store.rows import ARTICLE_COLUMNS, CORRECTION_COLUMNS, article_from_row, correction_from_row
from core.store.span_rows import TextOf


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What came in, and what did not: `refused` has a sentence for each batch that was left out.

    `same` counts corrections that were done here, too; `open` batches wait for a decision, those that
    earlier merges left out among them; `backup` is where the store is as it was, if one was made.
    """

    articles: int
    corrections: int
    refused: tuple[str, ...]
    same: int = 0
    open: int = 0
    backup: Path | None = None


def merge(
    connection: sqlite3.Connection, other: sqlite3.Connection, text_of: TextOf, progress: Progress
) -> MergeReport:
    """Append the other store's corrections in their order, each batch whole or not at all.

    Runs inside a write transaction. An article is known again by its text. A batch that does not begin
    where this store stands, because the same span was changed here too, is kept among the conflicts and
    reported; a second merge brings nothing twice. Raises CancelledError.
    """
    before = _count(connection, "articles")
    here = _merge_articles(connection, other, progress)
    total = _count(other, "corrections")
    merging = _Merging(connection, text_of, Twins.known(connection))
    for batch in _batches(other, here, total, progress):
        merging.take(batch)
    _merge_seconds(connection, other, here)
    merge_reviews(connection, other, here)
    added = _count(connection, "articles") - before
    waiting = len(conflicts(connection))
    return MergeReport(added, merging.corrections, tuple(merging.refused), merging.same, waiting)


@dataclass(slots=True)
class _Merging:
    """Takes one batch after another, and counts."""

    connection: sqlite3.Connection
    text_of: TextOf
    twins: Twins
    corrections: int = 0
    same: int = 0
    refused: list[str] = field(default_factory=list)

    def take(self, batch: list[Correction]) -> None:
        """Bring in what is new of a batch, or keep it as a conflict."""
        new = self._without_twins(_missing(self.connection, batch))
        if not new:
            return
        try:
            _check_undone_is_here(self.connection, new[0])
            self._commit(new)
        except StoreError as error:
            sentence = _sentence(error, new[0])
            keep(self.connection, new, "open", sentence)
            self.refused.append(sentence)

    def _without_twins(self, batch: list[Correction]) -> list[Correction]:
        twins = self.twins.find(batch)
        if twins:
            keep_twins(self.connection, twins)
            self.same += len(twins)
        gone = {one.id for one, _ in twins}
        return self.twins.renamed([one for one in batch if one.id not in gone])

    def _commit(self, batch: list[Correction]) -> None:
        """Commit a batch; where it does not fit at once, without what was done here, too."""
        try:
            with transaction(self.connection, "BEGIN"):
                commit(self.connection, batch, self.text_of)
            self.corrections += len(batch)
        except ConflictError:
            left, same = rebased(self.connection, batch, self.text_of)
            with transaction(self.connection, "BEGIN"):
                if left:
                    commit(self.connection, left, self.text_of)
            keep(self.connection, same, "same")
            self.corrections += len(left)
            self.same += len(same)


def _sentence(error: StoreError, correction: Correction) -> str:
    if not isinstance(error, SubjectConflictError):
        return error.sentence
    by = f" by {correction.annotator}" if correction.annotator else ""
    return f"{error.here}, and otherwise in the other store{by}."


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
    """Return the corrections that this store neither has in its history nor has met before."""
    ids = json.dumps([correction.id for correction in batch])
    met = set()
    for table in ("corrections", "conflicts"):
        query = f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        met |= {correction_id for (correction_id,) in connection.execute(query, (ids,))}
    return [correction for correction in batch if correction.id not in met]


def _check_undone_is_here(connection: sqlite3.Connection, correction: Correction) -> None:
    query = "SELECT 1 FROM batches WHERE id = ?"
    if correction.undoes and not connection.execute(query, (correction.undoes,)).fetchone():
        raise StoreError("An undo was left out: what it takes back is not in this store.")


def _merge_seconds(connection: sqlite3.Connection, other: sqlite3.Connection, here: dict[str, str]) -> None:
    """Keep the longer time: both may have grown from the same copy."""
    rows = other.execute("SELECT seconds, article_id, layer FROM reviews WHERE seconds > 0").fetchall()
    connection.executemany(
        "UPDATE reviews SET seconds = max(seconds, ?) WHERE article_id = ? AND layer = ?",
        [(seconds, here[article_id], layer) for seconds, article_id, layer in rows],
    )


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
