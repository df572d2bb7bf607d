"""Conflicts that a merge kept: a batch of another store that does not begin where this one stands.

A row of `conflicts` is a correction that was not taken into the history: an open one waits for a
decision, the others keep a second merge from bringing them again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from core.annotation.correction import Action, Batch, Correction, Status, Subject
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.errors import EditError
from core.store.reviews import read_reviews, settled
from core.store.rows import CORRECTION_COLUMNS, correction_from_row, correction_to_row
from core.store.span_rows import RelationRows, SpanRows, TextOf

Decision = Literal["open", "same", "ours", "theirs"]

_COLUMNS = f"{CORRECTION_COLUMNS}, reason, decision, stands_for"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A batch of another store that was left out: its corrections, and a sentence that says why."""

    batch: str
    sentence: str
    corrections: tuple[Correction, ...]


def keep(
    connection: sqlite3.Connection, corrections: Iterable[Correction], decision: Decision, reason: str = ""
) -> None:
    """Keep corrections that were not taken into the history."""
    connection.executemany(
        f"INSERT OR IGNORE INTO conflicts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        ((*correction_to_row(one), reason, decision) for one in corrections),
    )


def keep_twins(connection: sqlite3.Connection, twins: Iterable[tuple[Correction, str]]) -> None:
    """Keep corrections that made a span which is here under another id."""
    connection.executemany(
        f"INSERT OR IGNORE INTO conflicts ({_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 'same', ?)",
        ((*correction_to_row(one), span_id) for one, span_id in twins),
    )


def conflicts(connection: sqlite3.Connection) -> tuple[Conflict, ...]:
    """Return the batches that are yet to be decided, the oldest first."""
    rows = connection.execute(
        f"SELECT reason, {CORRECTION_COLUMNS} FROM conflicts WHERE decision = 'open' ORDER BY rowid"
    ).fetchall()
    return tuple(
        Conflict(batch, some[0][0], tuple(correction_from_row(row[1:]) for row in some))
        for batch, some in ((batch, list(rows)) for batch, rows in groupby(rows, key=lambda row: row[3]))
    )


def take_theirs(
    connection: sqlite3.Connection, batch_id: str, annotator: str, text_of: TextOf
) -> tuple[Correction, ...]:
    """Return the corrections that make of what stands here what the other store had after a batch.

    Raises EditError where the batch is not one to be decided.
    """
    found = next((one for one in conflicts(connection) if one.batch == batch_id), None)
    if found is None:
        raise EditError("This conflict has been decided already.")
    last = {key_of(one): one for one in found.corrections}
    standing = standing_of(connection, tuple(last.values()), text_of)
    new = Batch("", "", annotator)
    made = []
    for key, theirs in last.items():
        stands = standing[key]
        if settle(stands) != settle(theirs.after):
            where = Batch(theirs.article_id, theirs.layer, annotator, new.id, new.at)
            made.append(where.correction(_action(stands, theirs.after), stands, theirs.after))
    # What goes needs its relations gone before it, what comes its ends there before them.
    return tuple(sorted(made, key=_order))


def decide(connection: sqlite3.Connection, batch_id: str, decision: Decision) -> None:
    """Note what was decided about a batch."""
    connection.execute(
        "UPDATE conflicts SET decision = ? WHERE batch = ? AND decision = 'open'", (decision, batch_id)
    )


def standing_of(
    connection: sqlite3.Connection, corrections: Sequence[Correction], text_of: TextOf
) -> dict[str, Subject | None]:
    """Return, for each correction's subject, what stands here now."""
    return dict(_standing(connection, corrections, text_of))


def _standing(
    connection: sqlite3.Connection, corrections: Sequence[Correction], text_of: TextOf
) -> Iterator[tuple[str, Subject | None]]:
    subjects = [one.subject for one in corrections]
    spans = SpanRows(connection, {one.id for one in subjects if isinstance(one, Span)}, text_of)
    relations = RelationRows(connection, {one.id for one in subjects if isinstance(one, Relation)})
    reviews = read_reviews(connection, {(one.article_id, one.layer) for one in corrections})
    for one in corrections:
        subject = one.subject
        if isinstance(subject, Span):
            span = spans.get(subject.id)
            yield key_of(one), span.span if span else None
        elif isinstance(subject, Relation):
            relation = relations.get(subject.id)
            yield key_of(one), relation.relation if relation else None
        else:
            yield key_of(one), reviews[one.article_id, one.layer].status


def key_of(correction: Correction) -> str:
    """Return what tells a correction's subject from others: its id, or the article and layer."""
    subject = correction.subject
    return f"{correction.article_id} {correction.layer}" if isinstance(subject, Status) else subject.id


def settle(subject: Subject | None) -> Subject | None:
    """Return a subject as agreement sees it: who touched it last does not matter."""
    if isinstance(subject, Span):
        return subject.changed(annotator="", meta=dict(subject.meta))
    return settled(subject) if isinstance(subject, Status) else subject


def _action(stands: Subject | None, theirs: Subject | None) -> Action:
    if isinstance(theirs or stands, Status):
        return Action.STATUS
    if isinstance(theirs or stands, Relation):
        return Action.RELATE
    if not isinstance(theirs, Span) or not isinstance(stands, Span):
        return Action.ADD if theirs else Action.REMOVE
    if theirs.label != stands.label:
        return Action.RELABEL
    if theirs.place != stands.place:
        return Action.RESIZE
    if theirs.state is stands.state:
        return Action.NOTE
    return Action.REJECT if theirs.state is State.REJECTED else Action.ACCEPT


def _order(correction: Correction) -> int:
    relation = isinstance(correction.subject, Relation)
    if correction.after is None:
        return 0 if relation else 1
    return 3 if relation else 2
