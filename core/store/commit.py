"""Write corrections: the events and the rows that they change, all of them or none.

Runs inside the caller's write transaction.
"""

import json
import sqlite3
from collections.abc import Sequence

from core.annotation.correction import Correction, Status, Subject, subject_to_json
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.errors import StoreError
from core.store import batches, conflicts
from core.store.reviews import Key, Review, read_reviews, settled, write_reviews
from core.store.rows import CORRECTION_COLUMNS, correction_to_row
from core.store.span_rows import RelationRows, SpanRows, TextOf

_INSERT = f"INSERT INTO corrections ({CORRECTION_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def commit(connection: sqlite3.Connection, corrections: Sequence[Correction], text_of: TextOf) -> None:
    """Write corrections. Raises ConflictError where something is not as they found it, or StoreError.

    Corrections that are all written already are left at that: a caller who does not know whether a
    commit went through may try again.
    """
    if _written_already(connection, corrections):
        return
    _check_articles(connection, corrections)
    change = _Change(connection, corrections, text_of)
    for correction in corrections:
        change.take(correction)
    change.write(corrections[-1].at)
    first_seq = _write_events(connection, corrections)
    batches.record(connection, corrections, first_seq)


class _Change:
    """All rows that the corrections touch, first followed in memory, then written."""

    def __init__(
        self, connection: sqlite3.Connection, corrections: Sequence[Correction], text_of: TextOf
    ) -> None:
        subjects = [correction.subject for correction in corrections]
        self._connection = connection
        self._spans = SpanRows(connection, {one.id for one in subjects if isinstance(one, Span)}, text_of)
        self._relations = RelationRows(connection, {one.id for one in subjects if isinstance(one, Relation)})
        self._reviews = read_reviews(connection, {_key(correction) for correction in corrections})
        self._text_of = text_of

    def take(self, correction: Correction) -> None:
        """Follow one correction; what it found must be what stands."""
        subject = correction.subject
        review = self._reviews[_key(correction)]
        if isinstance(subject, Span):
            self._take_span(correction, subject, review)
        elif isinstance(subject, Relation):
            _check_layer(correction, subject)
            row = self._relations.get(subject.id)
            if not _same(correction.before, row.relation if row else None):
                raise conflicts.relation(subject)
            self._relations.take(correction)
        elif not _same_status(correction.before, review.status):
            raise conflicts.status(self._connection, correction)
        review.take(correction)

    def _take_span(self, correction: Correction, span: Span, review: Review) -> None:
        _check_layer(correction, span)
        row = self._spans.get(span.id)
        stands = row.span if row else None
        elsewhere = row is not None and row.article_id != correction.article_id
        if elsewhere or not _same(correction.before, stands):
            raise conflicts.span(self._connection, correction, self._text_of(correction.article_id))
        self._spans.take(correction)
        review.count(stands, -1)
        review.count(correction.after if isinstance(correction.after, Span) else None, 1)

    def write(self, at: str) -> None:
        """Write the rows. Raises StoreError where a relation would lose an end."""
        self._relations.write()
        self._spans.write()
        write_reviews(self._connection, self._reviews, at)
        self._check_relations()

    def _check_relations(self) -> None:
        removed, changed = self._spans.removed(), self._relations.changed()
        if removed or changed:
            conflicts.check_ends(self._connection, removed, changed)


def _key(correction: Correction) -> Key:
    return correction.article_id, correction.layer


def _written_already(connection: sqlite3.Connection, corrections: Sequence[Correction]) -> bool:
    ids = [correction.id for correction in corrections]
    query = "SELECT count(*) FROM corrections WHERE id IN (SELECT value FROM json_each(?))"
    written = int(connection.execute(query, (json.dumps(ids),)).fetchone()[0])
    if 0 < written < len(ids):
        raise StoreError(f"{written} of these {len(ids)} corrections are in the store already.")
    return written == len(ids)


def _check_articles(connection: sqlite3.Connection, corrections: Sequence[Correction]) -> None:
    for article_id in {correction.article_id for correction in corrections}:
        if not connection.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone():
            raise StoreError(f'There is no article with the id "{article_id}" in the store.')


def _check_layer(correction: Correction, subject: Span | Relation) -> None:
    if subject.layer != correction.layer:
        raise StoreError(f'A correction in layer "{correction.layer}" changes layer "{subject.layer}".')


def _same(found: Subject | None, stands: Subject | None) -> bool:
    # JSON makes lists of tuples: what a caller has in `meta` may be the same only as JSON.
    return found == stands or _plain(found) == _plain(stands)


def _plain(subject: Subject | None) -> object:
    return json.loads(subject_to_json(subject) or "null")


def _same_status(found: Subject | None, stands: Status) -> bool:
    return isinstance(found, Status) and settled(found) is settled(stands)


def _write_events(connection: sqlite3.Connection, corrections: Sequence[Correction]) -> int:
    """Append the corrections to the history and return the first one's `seq`."""
    last = int(connection.execute("SELECT coalesce(max(seq), 0) FROM corrections").fetchone()[0])
    connection.executemany(_INSERT, map(correction_to_row, corrections))
    return last + 1
