"""Make the present anew from the history: spans, relations, reviews, batches, indexes."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from core.annotation.correction import subject_from_json
from core.annotation.identity import now
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.progress import Progress
from core.store.batches import batches_of, undone
from core.store.findings import CheckReport
from core.store.replay import Replay, working_actions
from core.store.rows import RELATION_COLUMNS, SPAN_COLUMNS, relation_to_row, span_to_row
from core.store.settings import ENTITIES_COUNTED

_INSERT_SPAN = (
    f"INSERT INTO spans ({SPAN_COLUMNS}, article_id, surface, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What a repair found, what it did, and what is left: what the history itself lacks stays.

    `backup` is the store as it was, if one was made; `articles` are those whose spans were made anew.
    """

    found: CheckReport
    left: CheckReport
    articles: int
    spans: int
    backup: Path | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was done, a sentence each."""
        kinds = {finding.kind for finding in self.found.findings}
        articles = f"{self.articles} article{'s' if self.articles != 1 else ''}"
        done = [
            (
                bool(self.articles),
                f"Spans of {articles} made anew from the history: {self.spans}.",
            ),
            ("undo" in kinds, "The list of batches made anew."),
            (bool(kinds & {"search", "damage"}), "The indexes made anew."),
        ]
        return tuple(sentence for was_done, sentence in done if was_done)


def repair(connection: sqlite3.Connection, found: CheckReport, progress: Progress) -> tuple[int, int]:
    """Make what a check found anew; return how many articles and spans that were.

    Runs inside a write transaction. The history is taken at its word, and never changed.
    """
    kinds = {finding.kind for finding in found.findings}
    if kinds & {"search", "damage"}:
        connection.execute("REINDEX")
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    ids = _articles_to_mend(connection, found)
    working = working_actions()
    spans = sum(mend_article(connection, one, working) for one in progress.over(ids, len(ids), "Repairing"))
    connection.execute("DELETE FROM spans WHERE article_id NOT IN (SELECT id FROM articles)")
    connection.execute("DELETE FROM relations WHERE article_id NOT IN (SELECT id FROM articles)")
    connection.execute("DELETE FROM reviews WHERE article_id NOT IN (SELECT id FROM articles)")
    # Spans have changed without a correction: what was counted of them is counted anew.
    connection.execute("DELETE FROM settings WHERE instr(key, ?) = 1", (ENTITIES_COUNTED,))
    if "undo" in kinds:
        mend_batches(connection)
    return len(ids), spans


def _articles_to_mend(connection: sqlite3.Connection, found: CheckReport) -> list[str]:
    named = {finding.article_id for finding in found.findings if finding.article_id}
    # Damage and orphans name no article; then all of them are made anew.
    everything = any(finding.kind in ("orphan", "damage") for finding in found.findings)
    ids = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY seq")]
    return [one for one in ids if everything or one in named]


def mend_article(connection: sqlite3.Connection, article_id: str, working: frozenset[str]) -> int:
    """Write the spans, relations and reviews that an article's history gives; return how many spans."""
    (text,) = connection.execute("SELECT text FROM articles WHERE id = ?", (article_id,)).fetchone()
    replay = Replay(article_id)
    replay.run(connection, working)
    spans = [span for span in map(_subject, replay.spans.values()) if _fits(span, text)]
    relations = [one for one in map(_subject, replay.relations.values()) if isinstance(one, Relation)]
    times = dict(
        connection.execute(
            "SELECT span_id, max(at) FROM corrections WHERE article_id = ? GROUP BY span_id", (article_id,)
        )
    )
    for table in ("relations", "spans"):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    connection.executemany(
        _INSERT_SPAN,
        (
            (*span_to_row(one), article_id, text[one.start : one.end], times.get(one.id) or now())
            for one in spans
            if isinstance(one, Span)
        ),
    )
    ids = {one.id for one in spans if isinstance(one, Span)}
    connection.executemany(
        f"INSERT INTO relations ({RELATION_COLUMNS}, article_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((*relation_to_row(one), article_id) for one in relations if {one.head, one.tail} <= ids),
    )
    _mend_reviews(connection, replay)
    return len(ids)


def _subject(after: str) -> object:
    try:
        return subject_from_json(after)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _fits(subject: object, text: str) -> bool:
    return isinstance(subject, Span) and 0 <= subject.start < subject.end <= len(text)


def _mend_reviews(connection: sqlite3.Connection, replay: Replay) -> None:
    connection.execute(
        "DELETE FROM reviews WHERE article_id = ? AND seconds = 0"
        " AND layer NOT IN (SELECT value FROM json_each(?))",
        (replay.article_id, json.dumps(list(replay.statuses))),
    )
    connection.execute(
        "UPDATE reviews SET status = 'todo', decided = 0, total = 0 WHERE article_id = ?",
        (replay.article_id,),
    )
    connection.executemany(
        "INSERT INTO reviews (article_id, layer, status, decided, total, updated_at)"
        " SELECT :article, :layer, :status, coalesce(sum(state <> 'proposed'), 0), count(id), :now FROM spans"
        " WHERE article_id = :article AND layer = :layer"
        " ON CONFLICT (article_id, layer) DO UPDATE SET status = excluded.status,"
        " decided = excluded.decided, total = excluded.total",
        [
            {"article": replay.article_id, "layer": layer, "status": status, "now": now()}
            for layer, status in replay.statuses.items()
        ],
    )


def mend_batches(connection: sqlite3.Connection) -> None:
    """Write the list of batches that the history gives."""
    expected = batches_of(connection)
    not_live = undone(expected)
    connection.execute("DELETE FROM batches")
    connection.executemany(
        "INSERT INTO batches (id, layer, seq, kind, undoes, live) VALUES (?, ?, ?, ?, ?, ?)",
        ((*batch.row, int(batch.id not in not_live)) for batch in expected),
    )
