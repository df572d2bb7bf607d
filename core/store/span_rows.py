"""The rows of spans and relations that a commit changes: as it found them, and as it leaves them."""

import json
import math
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.annotation.correction import Correction
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.errors import StoreError
from core.store.rows import (
    RELATION_COLUMNS,
    SPAN_COLUMNS,
    Row,
    relation_from_row,
    relation_to_row,
    span_from_row,
    span_to_row,
)

TextOf = Callable[[str], str]
"""An article's id to its text; raises StoreError where there is no such article."""

_INSERT_SPAN = (
    f"INSERT INTO spans ({SPAN_COLUMNS}, article_id, surface, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE_SPAN = (
    'UPDATE spans SET start = ?, "end" = ?, label = ?, layer = ?, state = ?, origin = ?, score = ?,'
    " annotator = ?, note = ?, meta = ?, surface = ?, updated_at = ? WHERE id = ?"
)
_INSERT_RELATION = f"INSERT INTO relations ({RELATION_COLUMNS}, article_id) VALUES (?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A span with what the store keeps beside it."""

    span: Span
    article_id: str
    surface: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation with what the store keeps beside it."""

    relation: Relation
    article_id: str


class SpanRows:
    """The spans with these ids, changed in memory by `take`, then written at once by `write`."""

    def __init__(self, connection: sqlite3.Connection, ids: Iterable[str], text_of: TextOf) -> None:
        self._connection = connection
        self._text_of = text_of
        rows = connection.execute(
            f"SELECT {SPAN_COLUMNS}, article_id, surface, updated_at FROM spans"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        self._before = {row[10]: SpanRow(span_from_row(row[:11]), *row[11:]) for row in rows}
        self._now = dict(self._before)

    def get(self, span_id: str) -> SpanRow | None:
        """Return a row as it is now."""
        return self._now.get(span_id)

    def take(self, correction: Correction) -> None:
        """Change a row as a correction says. Raises StoreError where the span cannot lie in the text."""
        span = correction.after
        if not isinstance(span, Span):
            del self._now[correction.subject.id]  # type: ignore[union-attr]
            return
        before = self._now.get(span.id)
        surface = before.surface if before and before.span.place == span.place else self._surface(correction)
        _check_score(span)
        self._now[span.id] = SpanRow(span, correction.article_id, surface, correction.at)

    def _surface(self, correction: Correction) -> str:
        span = correction.after
        assert isinstance(span, Span)
        text = self._text_of(correction.article_id)
        if not 0 <= span.start < span.end <= len(text):
            raise StoreError(
                f"A span cannot lie at {span.start} to {span.end}: the article has {len(text)} characters."
            )
        return text[span.start : span.end]

    def removed(self) -> list[str]:
        """Return the ids of the spans that were there and are gone."""
        return [span_id for span_id in self._before if span_id not in self._now]

    def write(self) -> None:
        """Write what has changed."""
        new = [row for span_id, row in self._now.items() if span_id not in self._before]
        changed = [row for span_id, row in self._now.items() if self._before.get(span_id, row) is not row]
        execute = self._connection.executemany
        execute("DELETE FROM spans WHERE id = ?", [(span_id,) for span_id in self.removed()])
        execute(_UPDATE_SPAN, map(_update_parameters, changed))
        execute(
            _INSERT_SPAN,
            ((*span_to_row(row.span), row.article_id, row.surface, row.updated_at) for row in new),
        )


class RelationRows:
    """The relations with these ids, changed in memory by `take`, then written at once by `write`."""

    def __init__(self, connection: sqlite3.Connection, ids: Iterable[str]) -> None:
        self._connection = connection
        rows = connection.execute(
            f"SELECT {RELATION_COLUMNS}, article_id FROM relations"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        self._before = {row[5]: RelationRow(relation_from_row(row[:6]), row[6]) for row in rows}
        self._now = dict(self._before)

    def get(self, relation_id: str) -> RelationRow | None:
        """Return a row as it is now."""
        return self._now.get(relation_id)

    def take(self, correction: Correction) -> None:
        """Change a row as a correction says; a changed relation becomes the newest one."""
        relation = correction.subject
        assert isinstance(relation, Relation)
        self._now.pop(relation.id, None)
        if correction.after is not None:
            self._now[relation.id] = RelationRow(relation, correction.article_id)

    def changed(self) -> list[str]:
        """Return the ids of the relations that are new or changed."""
        return [key for key, row in self._now.items() if self._before.get(key) is not row]

    def write(self) -> None:
        """Write what has changed."""
        changed = self.changed()
        gone = [key for key in self._before if self._now.get(key) is not self._before[key]]
        execute = self._connection.executemany
        execute("DELETE FROM relations WHERE id = ?", [(key,) for key in gone])
        execute(
            _INSERT_RELATION,
            ((*relation_to_row(self._now[key].relation), self._now[key].article_id) for key in changed),
        )


def _update_parameters(row: SpanRow) -> Row:
    *fields, span_id = span_to_row(row.span)
    return (*fields, row.surface, row.updated_at, span_id)


def _check_score(span: Span) -> None:
    if span.score is not None and not math.isfinite(span.score):
        raise StoreError(f"A span's score is a number from 0 to 1, not {span.score}.")
