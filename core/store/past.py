"""An article as it was: the moments of its history, and the spans that stood at each."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Status, Subject, subject_from_json
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.store.faults import damaged
from core.store.history import upper_bound
from core.store.replay import working_actions

_OF = "article_id = :article_id AND layer = :layer AND seq <= :seq"


@dataclass(frozen=True, slots=True)
class Moment:
    """A batch of an article's history: `seq` is that of its last correction, when it was done."""

    seq: int
    at: str
    annotator: str
    action: str
    batch: str
    corrections: int


def moments(connection: sqlite3.Connection, article_id: str, layer: str) -> tuple[Moment, ...]:
    """Return the batches of an article and layer, the oldest first."""
    rows = connection.execute(
        # SQLite takes the bare columns from the row that has the maximum.
        "SELECT max(seq), at, annotator, action, batch, count(*) FROM corrections"
        " WHERE article_id = ? AND layer = ? GROUP BY batch ORDER BY 1",
        (article_id, layer),
    )
    return tuple(Moment(*row) for row in rows)


def annotated_at(
    connection: sqlite3.Connection, article: Article, layer: str, moment: int | str
) -> AnnotatedArticle:
    """Return an article as a layer had it after the correction `moment` (its `seq`), or at that time."""
    where = {"article_id": article.id, "layer": layer, "seq": moment}
    if isinstance(moment, str):
        where["seq"] = _last_until(connection, where, moment)
    subjects = list(_subjects(connection, where))
    return AnnotatedArticle(
        article,
        layer,
        (one for one in subjects if isinstance(one, Span)),
        (one for one in subjects if isinstance(one, Relation)),
        _status(connection, where),
    )


def _last_until(connection: sqlite3.Connection, where: dict[str, int | str], time: str) -> int:
    query = (
        "SELECT coalesce(max(seq), 0) FROM corrections"
        " WHERE article_id = :article_id AND layer = :layer AND at < :until"
    )
    return int(connection.execute(query, {**where, "until": upper_bound(time)}).fetchone()[0])


def _subjects(connection: sqlite3.Connection, where: dict[str, int | str]) -> Iterator[Subject]:
    """Yield the spans, then the relations, that stood after a correction."""
    spans = connection.execute(
        f"SELECT max(seq), after FROM corrections WHERE {_OF} AND span_id IS NOT NULL GROUP BY span_id",
        where,
    )
    relations = connection.execute(
        f"SELECT max(seq), after FROM corrections WHERE {_OF} AND span_id IS NULL"
        " GROUP BY json_extract(coalesce(after, before), '$.id') ORDER BY 1",
        where,
    )
    for rows in (spans, relations):
        for seq, after in rows:
            subject = _subject(seq, after)
            if subject is not None and not isinstance(subject, Status):
                yield subject


def _subject(seq: int, after: str | None) -> Subject | None:
    try:
        return subject_from_json(after)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(f"Correction {seq}", error) from error


def _status(connection: sqlite3.Connection, where: dict[str, int | str]) -> Status:
    """Return the review status after a correction, as AnnotatedArticle.apply follows it."""
    row = connection.execute(
        f"SELECT seq, after FROM corrections WHERE {_OF} AND span_id IS NULL"
        " AND json_type(coalesce(after, before), '$.status') IS NOT NULL ORDER BY seq DESC LIMIT 1",
        where,
    ).fetchone()
    since, status = row[0] if row else 0, _subject(*row) if row else Status.TODO
    if status is not Status.TODO:
        assert isinstance(status, Status)
        return status
    working = ", ".join(f"'{action}'" for action in sorted(working_actions()))
    begun = connection.execute(
        f"SELECT 1 FROM corrections WHERE {_OF} AND seq > :since AND span_id IS NOT NULL"
        f" AND action IN ({working}) LIMIT 1",
        {**where, "since": since},
    ).fetchone()
    return Status.IN_PROGRESS if begun else Status.TODO
