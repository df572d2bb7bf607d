"""Finding articles by their words, and surfaces among the spans."""

import re
import sqlite3
from dataclasses import dataclass

from core.errors import UsageError
from core.store.faults import error_name

_OPEN, _CLOSE = "\x01", "\x02"
_SNIPPET_WORDS = 24
_SYNTAX = re.compile(r'"|\w\*|\b(?:AND|OR|NOT|NEAR)\b')


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that has the words, and where: `matches` are places in `snippet`, in code points."""

    article_id: str
    title: str
    snippet: str
    matches: tuple[tuple[int, int], ...]


def search(connection: sqlite3.Connection, query: str, limit: int) -> tuple[SearchHit, ...]:
    """Return the articles that best match a query.

    Plain words must all be there. A query with quotation marks, a `*` behind a word, AND, OR, NOT or NEAR
    is taken in SQLite's FTS5 language; UsageError is raised where it is not written in it.
    """
    match = encodable(query) if _SYNTAX.search(query) else _quoted(query, last="")
    if not match.strip():
        return ()
    try:
        rows = connection.execute(
            "SELECT articles.id, articles.title, snippet(articles_fts, -1, ?, ?, '…', ?) FROM articles_fts"
            " JOIN articles ON articles.seq = articles_fts.rowid WHERE articles_fts MATCH ?"
            " ORDER BY rank LIMIT ?",
            (_OPEN, _CLOSE, _SNIPPET_WORDS, match, limit),
        ).fetchall()
    except sqlite3.OperationalError as error:
        if error_name(error) != "SQLITE_ERROR":
            raise
        raise UsageError(
            f'The search "{query}" cannot be read: {error}.',
            'Put words with signs in quotation marks: "co-op".',
        ) from error
    return tuple(SearchHit(article_id, title, *_marked(snippet)) for article_id, title, snippet in rows)


def prefix_query(text: str) -> str:
    """Return an FTS5 query for articles with these words, the last one perhaps not yet finished."""
    return _quoted(text, last="*")


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


def _quoted(text: str, last: str) -> str:
    """Return the words as FTS5 strings, in which nothing has a meaning of its own."""
    words = [word.replace('"', '""') for word in encodable(text).split() if re.search(r"\w", word)]
    return " ".join(f'"{word}"' for word in words) + last if words else ""


def encodable(text: str) -> str:
    """Return what a user typed without what SQLite cannot take: NUL and lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")


def _marked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a snippet without its marks, and the places that they marked."""
    snippet, matches = "", []
    for part in re.split(rf"({_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE})", marked):
        words = part.strip(_OPEN + _CLOSE)
        if part.startswith(_OPEN):
            matches.append((len(snippet), len(snippet) + len(words)))
        snippet += words
    return snippet, tuple(matches)
