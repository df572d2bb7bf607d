"""Articles: putting them in, finding them, reading one with a layer of its spans."""

import sqlite3
from collections.abc import Iterable

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article, text_sha256
from core.annotation.correction import Status
from core.errors import StoreError, UsageError, near_match
from core.store.query import encodable
from core.store.rows import (
    ARTICLE_COLUMNS,
    RELATION_COLUMNS,
    SPAN_COLUMNS,
    article_from_row,
    meta_to_json,
    relation_from_row,
    span_from_row,
    status_from_row,
)
from core.store.search import titles_near

_BY_SHA256 = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE sha256 = ?"


class TextCache:
    """The text that was read last: edits come one after another in the same article."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._article_id = ""
        self._text = ""

    def text(self, article_id: str) -> str:
        """Return an article's text. Raises StoreError where there is no such article."""
        if article_id != self._article_id:
            self.keep(article(self._connection, article_id))
        return self._text

    def keep(self, article: Article) -> None:
        """Hold this article's text, which never changes."""
        self._article_id, self._text = article.id, article.text


def add_articles(connection: sqlite3.Connection, articles: Iterable[Article]) -> list[Article]:
    """Store articles; one whose text is there already comes back as it is stored."""
    return [_add(connection, article) for article in articles]


def _add(connection: sqlite3.Connection, article: Article) -> Article:
    sha256 = article.sha256
    there = connection.execute(_BY_SHA256, (sha256,)).fetchone()
    if there:
        return article_from_row(there)
    if connection.execute("SELECT 1 FROM articles WHERE id = ?", (article.id,)).fetchone():
        raise StoreError(
            f'The store has another text under the id "{article.id}".',
            "A changed text is a new article: give it a new id, or none.",
        )
    connection.execute(
        f"INSERT INTO articles ({ARTICLE_COLUMNS}, sha256, title_folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.title,
            article.text,
            article.source,
            article.language,
            meta_to_json(article.meta),
            article.added_at,
            sha256,
            article.title.casefold(),
        ),
    )
    return article


def article(connection: sqlite3.Connection, article_id: str) -> Article:
    """Return an article by id. Raises StoreError where there is none."""
    query = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?"
    row = connection.execute(query, (article_id,)).fetchone()
    if row is None:
        raise StoreError(f'There is no article with the id "{article_id}" in the store.')
    return article_from_row(row)


def article_with_text(connection: sqlite3.Connection, text: str) -> Article | None:
    """Return the article that has exactly this text, if there is one."""
    row = connection.execute(_BY_SHA256, (text_sha256(text),)).fetchone()
    return article_from_row(row) if row else None


def article_ids(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of all articles, in order of import."""
    rows = connection.execute("SELECT id FROM articles INDEXED BY articles_listed ORDER BY seq")
    return tuple(article_id for (article_id,) in rows)


def find_article(connection: sqlite3.Connection, reference: str) -> Article:
    """Return the article with this id, or with this title if only one has it. Raises UsageError."""
    reference = encodable(reference)
    by_id = connection.execute("SELECT id FROM articles WHERE id = ?", (reference,)).fetchall()
    found = (
        by_id
        or connection.execute("SELECT id FROM articles WHERE title = ? LIMIT 100", (reference,)).fetchall()
    )
    if len(found) == 1:
        return article(connection, found[0][0])
    if found:
        ids = ", ".join(article_id for (article_id,) in found[:3])
        more = ", ..." if len(found) > 3 else ""
        raise UsageError(
            f'{len(found)} articles have this title: "{reference}".', f"Name it by its id: {ids}{more}."
        )
    raise UsageError(
        f'There is no article "{reference}" in the store.',
        near_match(reference, titles_near(connection, reference)),
    )


def annotated(connection: sqlite3.Connection, found: Article, layer: str) -> AnnotatedArticle:
    """Return an article with the spans, relations and review status of one layer."""
    where = (found.id, layer)
    spans = connection.execute(f"SELECT {SPAN_COLUMNS} FROM spans WHERE article_id = ? AND layer = ?", where)
    relations = connection.execute(
        f"SELECT {RELATION_COLUMNS} FROM relations WHERE article_id = ? AND layer = ? ORDER BY rowid", where
    )
    status = connection.execute(
        "SELECT status FROM reviews WHERE article_id = ? AND layer = ?", where
    ).fetchone()
    return AnnotatedArticle(
        found,
        layer,
        map(span_from_row, spans),
        map(relation_from_row, relations),
        status_from_row(status[0]) if status else Status.TODO,
    )


def layers(connection: sqlite3.Connection, article_id: str) -> tuple[str, ...]:
    """Return the layers in which something was done to an article, in alphabetical order."""
    rows = connection.execute("SELECT layer FROM reviews WHERE article_id = ? ORDER BY layer", (article_id,))
    return tuple(layer for (layer,) in rows)
