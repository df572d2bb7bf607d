"""How far each article is, in each layer: its review status, and how many of its spans are decided."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from core.annotation.correction import Correction, Status
from core.annotation.span import Span
from core.store.rows import status_from_row

Key = tuple[str, str]
"""An article's id and a layer."""


@dataclass(slots=True)
class Review:
    """A row of `reviews` as it changes within a commit."""

    status: Status = Status.TODO
    decided: int = 0
    total: int = 0

    def take(self, correction: Correction) -> None:
        """Follow the status through a correction, as AnnotatedArticle.apply does."""
        if self.status is Status.TODO and correction.begins_work:
            self.status = Status.IN_PROGRESS
        if isinstance(correction.subject, Status):
            self.status = correction.subject

    def count(self, span: Span | None, by: int) -> None:
        """Count a span in (1) or out (-1)."""
        if span is not None:
            self.total += by
            self.decided += by * span.decided


def read_reviews(connection: sqlite3.Connection, keys: Iterable[Key]) -> dict[Key, Review]:
    """Return the reviews of these articles and layers; where there is none yet, a fresh one."""
    return {key: _read(connection, key) for key in keys}


def _read(connection: sqlite3.Connection, key: Key) -> Review:
    row = connection.execute(
        "SELECT status, decided, total FROM reviews WHERE article_id = ? AND layer = ?", key
    ).fetchone()
    return Review(status_from_row(row[0]), row[1], row[2]) if row else Review()


def write_reviews(connection: sqlite3.Connection, reviews: dict[Key, Review], at: str) -> None:
    """Write the reviews as they are now."""
    connection.executemany(
        "INSERT INTO reviews (article_id, layer, status, decided, total, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (article_id, layer) DO UPDATE SET status = excluded.status,"
        " decided = excluded.decided, total = excluded.total, updated_at = excluded.updated_at",
        ((*key, str(review.status), review.decided, review.total, at) for key, review in reviews.items()),
    )


def add_seconds(connection: sqlite3.Connection, key: Key, seconds: float, at: str) -> None:
    """Add to the time that was spent on an article in a layer."""
    connection.execute(
        "INSERT INTO reviews (article_id, layer, seconds, updated_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (article_id, layer) DO UPDATE SET seconds = seconds + excluded.seconds",
        (*key, seconds, at),
    )


def settled(status: Status) -> Status:
    """Return a status as conflicts see it: `todo` and `in_progress` are the same, nobody set either."""
    return Status.TODO if status is Status.IN_PROGRESS else status
