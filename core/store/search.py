"""Finding articles by their words and their spans, and surfaces among the spans."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import UsageError
from core.store.faults import error_name
from core.store.query import Query, check, parse, quoted

_OPEN, _CLOSE = "\x01", "\x02"
_SNIPPET_WORDS = 24
_RANKED_AT_MOST = 10_000
"""How many articles are ranked: a frequent word is in too many to weigh each."""
_AROUND = 60
"""Code points on each side of a span in a snippet."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that was found, and where: `matches` are places in `snippet`, in code points.

    `start` and `end` are the place in the article's text at which to open it; both 0 where only the
    title, or the status, was asked for.
    """

    article_id: str
    title: str
    snippet: str
    matches: tuple[tuple[int, int], ...]
    start: int = 0
    end: int = 0


def search(connection: sqlite3.Connection, text: str, limit: int) -> tuple[SearchHit, ...]:
    """Return the articles that a query finds: the best first by words, else as they were imported.

    The language is that of `core.store.query`. Of more than 10,000 articles with the words the best of the
    first 10,000 are found. Raises UsageError where it cannot be read.
    """
    query = parse(text)
    check(connection, query)
    if query.words:
        try:
            return tuple(_by_words(connection, query, limit))
        except sqlite3.OperationalError as error:
            if error_name(error) != "SQLITE_ERROR":
                raise
            raise UsageError(
                f'The search "{text}" cannot be read: {error}.',
                'Put words with signs in quotation marks: "co-op".',
            ) from error
    if query.asks_for_spans:
        return tuple(_by_spans(connection, query, limit))
    return tuple(_by_status(connection, query, limit)) if query.status else ()


def _by_words(connection: sqlite3.Connection, query: Query, limit: int) -> Iterator[SearchHit]:
    span = f"EXISTS (SELECT 1 FROM spans WHERE article_id = articles.id AND {query.of_spans})"
    marked = "highlight(articles_fts, 1, :open, :close)"
    rows = connection.execute(
        "WITH found AS (SELECT articles_fts.rowid AS found_seq, rank AS place FROM articles_fts"
        " JOIN articles ON articles.seq = articles_fts.rowid WHERE articles_fts MATCH :words"
        f" AND {span if query.asks_for_spans else 'TRUE'} AND {query.of_article('articles.id')}"
        " LIMIT :ranked), best AS (SELECT * FROM found ORDER BY place LIMIT :limit)"
        " SELECT articles.id, articles.title, snippet(articles_fts, -1, :open, :close, '…', :snippet),"
        f" instr({marked}, :open), instr({marked}, :close)"
        " FROM best CROSS JOIN articles_fts ON articles_fts.rowid = found_seq"
        " JOIN articles ON articles.seq = found_seq WHERE articles_fts MATCH :words ORDER BY place",
        {
            **query.parameters,
            "open": _OPEN,
            "close": _CLOSE,
            "snippet": _SNIPPET_WORDS,
            "ranked": _RANKED_AT_MOST,
            "limit": limit,
        },
    )
    for article_id, title, snippet, start, end in rows:
        place = (start - 1, end - 2) if start else (0, 0)
        yield SearchHit(article_id, title, *_marked(snippet), *place)


def _by_spans(connection: sqlite3.Connection, query: Query, limit: int) -> Iterator[SearchHit]:
    rows = connection.execute(
        # DISTINCT gives each article as it is met, and LIMIT ends that: a frequent label costs nothing.
        "WITH found AS (SELECT DISTINCT article_id FROM spans"
        f" WHERE {query.of_spans} AND {query.of_article('spans.article_id')} LIMIT :limit),"
        # Named, for by the surface or label it would read every span in the store that has it.
        ' first AS (SELECT spans.article_id, min(start) AS start, "end" FROM found'
        " CROSS JOIN spans INDEXED BY spans_article ON spans.article_id = found.article_id"
        f" WHERE {query.of_spans} GROUP BY spans.article_id)"
        " SELECT id, title, substr(text, max(start - :around, 0) + 1,"
        ' "end" - max(start - :around, 0) + :around), start, "end" FROM first'
        " JOIN articles ON articles.id = first.article_id ORDER BY seq",
        {**query.parameters, "around": _AROUND, "limit": limit},
    )
    for article_id, title, snippet, start, end in rows:
        at = start - max(start - _AROUND, 0)
        yield SearchHit(article_id, title, snippet, ((at, at + end - start),), start, end)


def _by_status(connection: sqlite3.Connection, query: Query, limit: int) -> Iterator[SearchHit]:
    layer = " AND layer = :layer" if query.layer else ""
    rows = connection.execute(
        "SELECT id, title, substr(text, 1, :around) FROM articles WHERE id IN"
        f" (SELECT article_id FROM reviews WHERE status = :status{layer} LIMIT :limit) ORDER BY seq",
        {**query.parameters, "around": 2 * _AROUND, "limit": limit},
    )
    for article_id, title, snippet in rows:
        yield SearchHit(article_id, title, snippet, ())


def prefix_query(text: str) -> str:
    """Return an FTS5 query for articles with these words, the last one perhaps not yet finished."""
    return quoted(text, last="*")


def titles_near(connection: sqlite3.Connection, reference: str) -> list[str]:
    """Return titles that share a word with a reference, or the first ones: candidates for a near match."""
    words = prefix_query(reference).replace(" ", " OR ")
    sharing = (
        connection.execute(
            "SELECT title FROM articles_fts WHERE articles_fts MATCH ? LIMIT 500", (f"title : ({words})",)
        ).fetchall()
        if words
        else []
    )
    rows = (
        sharing
        or connection.execute(
            "SELECT title FROM articles INDEXED BY articles_listed ORDER BY seq LIMIT 1000"
        ).fetchall()
    )
    return [title for (title,) in rows]


def count_surface(connection: sqlite3.Connection, surface: str, layer: str | None) -> int:
    """Return how many spans cover just this text, in one layer or (None) in all."""
    query = "SELECT count(*) FROM spans WHERE surface = ?"
    if layer is None:
        return int(connection.execute(query, (surface,)).fetchone()[0])
    return int(connection.execute(f"{query} AND layer = ?", (surface, layer)).fetchone()[0])


def _marked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a snippet without its marks, and the places that they marked."""
    snippet, matches = "", []
    for part in re.split(rf"({_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE})", marked):
        words = part.strip(_OPEN + _CLOSE)
        if part.startswith(_OPEN):
            matches.append((len(snippet), len(snippet) + len(words)))
        snippet += words
    return snippet, tuple(matches)
