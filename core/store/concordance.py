"""Every place of a surface or a label, each with the words around it: key word in context (KWIC)."""

import sqlite3
from dataclasses import dataclass
from typing import Literal

from core.errors import UsageError
from core.store.query import Query, check

Sort = Literal["", "left", "right"]

_WIDTH = 60
"""Code points of context on each side."""
_SORTED_AT_MOST = 2_000


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """A span and the text on both sides of it, white space folded."""

    article_id: str
    title: str
    span_id: str
    start: int
    end: int
    label: str
    state: str
    left: str
    surface: str
    right: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """A page of lines, and how many there are in all.

    Sorted by context are the first `sorted` of them: a frequent label has too many to read each.
    """

    lines: tuple[ConcordanceLine, ...]
    total: int
    sorted: int


def concordance(
    connection: sqlite3.Connection, query: Query, sort: Sort, limit: int, offset: int
) -> Concordance:
    """Return the spans that a query asks for, in their contexts. Raises UsageError.

    `sort` by the words to the `left`, from the nearest on, or to the `right`; else as they were made.
    """
    if not (query.surface or query.label):
        raise UsageError("A concordance is of a surface or a label.", "Such as surface:Oslo or label:ORG.")
    check(connection, query)
    where = f"{query.of_spans} AND {query.of_article('spans.article_id')}"
    (total,) = connection.execute(f"SELECT count(*) FROM spans WHERE {where}", query.parameters).fetchone()
    if not sort:
        return Concordance(_lines(connection, query, where, limit, offset), total, 0)
    lines = _lines(connection, query, where, _SORTED_AT_MOST, 0)
    key = _by_left if sort == "left" else _by_right
    page = sorted(lines, key=key)[offset : offset + limit]
    return Concordance(tuple(page), total, len(lines))


def _lines(
    connection: sqlite3.Connection, query: Query, where: str, limit: int, offset: int
) -> tuple[ConcordanceLine, ...]:
    rows = connection.execute(
        'SELECT spans.article_id, title, spans.id, start, "end", label, state,'
        " substr(text, max(start - :width, 0) + 1, min(start, :width)), surface,"
        ' substr(text, "end" + 1, :width)'
        " FROM (SELECT rowid AS place FROM spans"
        f" WHERE {where} LIMIT :limit OFFSET :offset) JOIN spans ON spans.rowid = place"
        " JOIN articles ON articles.id = spans.article_id",
        {**query.parameters, "width": _WIDTH, "limit": limit, "offset": offset},
    )
    return tuple(ConcordanceLine(*row[:7], *map(_folded, row[7:])) for row in rows)


def _folded(text: str) -> str:
    blank = " " if text[:1].isspace() else ""
    return blank + " ".join(text.split()) + (" " if text[-1:].isspace() else "")


def _by_left(line: ConcordanceLine) -> tuple[list[str], str]:
    return line.left.casefold().split()[::-1], line.surface


def _by_right(line: ConcordanceLine) -> tuple[str, str]:
    return line.right.casefold().strip(), line.surface
