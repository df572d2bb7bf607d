"""The list of articles with how far each is, in pages; and the store in figures."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.annotation.correction import Action, Status
from core.annotation.span import State
from core.errors import StoreError
from core.store.query import encodable
from core.store.rows import status_from_row
from core.store.search import prefix_query

# Only the index, which has no text in it, makes it quick to pass over thousands of articles.
_LISTED = "articles INDEXED BY articles_listed"
_JOIN = "LEFT JOIN reviews ON reviews.article_id = articles.id AND reviews.layer = :layer"
_STATUS = "coalesce(reviews.status, 'todo')"
_FIELDS = (
    f"articles.id, title, {_STATUS}, coalesce(decided, 0), coalesce(total, 0), added_at,"
    " coalesce(reviews.updated_at, '')"
)
_HAS_LABEL = (
    "EXISTS (SELECT 1 FROM spans WHERE spans.article_id = articles.id AND spans.layer = :layer"
    " AND spans.label = :label AND spans.state <> 'rejected')"
)
_TURNS = " ".join(f"WHEN '{status}' THEN {turn}" for turn, status in enumerate(Status))


class SortKey(StrEnum):
    """By what the library can be sorted; `decided` is the part of the spans that is decided."""

    IMPORT = "import"
    TITLE = "title"
    STATUS = "status"
    DECIDED = "decided"
    UNDECIDED = "undecided"
    CHANGED = "changed"


_SORT_SQL = {
    SortKey.IMPORT: "",
    SortKey.TITLE: "title_folded",
    SortKey.STATUS: f"CASE {_STATUS} {_TURNS} END",
    SortKey.DECIDED: "coalesce(decided * 1.0 / total, 0)",
    SortKey.UNDECIDED: "coalesce(total - decided, 0)",
    SortKey.CHANGED: "coalesce(reviews.updated_at, '')",
}


@dataclass(frozen=True, slots=True)
class LibrarySort:
    """In which order articles are listed; those that are alike come in order of import."""

    by: SortKey = SortKey.IMPORT
    descending: bool = False

    @property
    def clause(self) -> str:
        """The order in SQL, over `articles` and `reviews`."""
        way = "DESC" if self.descending else "ASC"
        key = _SORT_SQL[self.by]
        return f"ORDER BY {key} {way}, articles.seq" if key else f"ORDER BY articles.seq {way}"

    @property
    def needs_reviews(self) -> bool:
        """Whether the order is one of `reviews`."""
        return self.by not in (SortKey.IMPORT, SortKey.TITLE)


AS_IMPORTED = LibrarySort()


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """An article in the library: how many of its spans in the layer are decided, of how many.

    `changed_at` is when anything was last changed in the layer; empty: never.
    """

    id: str
    title: str
    status: Status
    decided: int
    total: int
    added_at: str
    changed_at: str

    @property
    def undecided(self) -> int:
        """How many spans wait for a decision."""
        return self.total - self.decided


@dataclass(frozen=True, slots=True)
class Stats:
    """A store in figures. `reviewed` counts articles that are reviewed in some layer."""

    articles: int
    reviewed: int
    spans: dict[State, int]
    corrections: dict[Action, int]


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """Which articles to list: with `text` in the title or the text, of this status in the layer, and with
    a span of this label in it that is not rejected.
    """

    text: str = ""
    status: Status | None = None
    layer: str = ""
    label: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """The values that `where` names."""
        words = encodable(self.text)
        return {
            "layer": self.layer,
            "status": str(self.status or ""),
            "label": encodable(self.label),
            "title": words.strip().casefold(),
            "words": prefix_query(words),
        }

    @property
    def where(self) -> str:
        """The condition in SQL, over `articles` and `reviews`."""
        conditions = []
        if self.parameters["title"]:
            in_text = "articles.seq IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :words)"
            in_title = "instr(articles.title_folded, :title)"
            conditions.append(f"({in_title} OR {in_text})" if self.parameters["words"] else in_title)
        if self.status is not None:
            conditions.append(f"{_STATUS} = :status")
        if self.label:
            conditions.append(_HAS_LABEL)
        return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def library(
    connection: sqlite3.Connection, wanted: LibraryFilter, sort: LibrarySort, offset: int, limit: int
) -> tuple[LibraryRow, ...]:
    """Return a page of the library."""
    # What is passed over on the way to the page is not joined where neither filter nor order asks for it.
    join = _JOIN if wanted.status is not None or sort.needs_reviews else ""
    page = (
        f"SELECT articles.seq FROM {_LISTED} {join} {wanted.where} {sort.clause} LIMIT :limit OFFSET :offset"
    )
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM ({page}) AS page CROSS JOIN {_LISTED} ON articles.seq = page.seq {_JOIN}"
        f" {sort.clause}",
        {**wanted.parameters, "offset": offset, "limit": limit},
    )
    return _rows(rows)


def library_rows(
    connection: sqlite3.Connection, layer: str, article_ids: Sequence[str]
) -> tuple[LibraryRow, ...]:
    """Return the rows of articles, in the order of their ids."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM json_each(:ids) AS wanted"
        f" CROSS JOIN articles ON articles.id = wanted.value {_JOIN} ORDER BY wanted.key",
        {"ids": json.dumps(list(article_ids)), "layer": layer},
    )
    return _rows(rows)


def library_count(connection: sqlite3.Connection, wanted: LibraryFilter) -> tuple[int, int]:
    """Return how many articles the library lists, and how many of them are reviewed."""
    if not wanted.where:
        query = (
            "SELECT (SELECT count(*) FROM articles),"
            " (SELECT count(*) FROM reviews WHERE layer = :layer AND status = 'reviewed')"
        )
    else:
        query = (
            f"SELECT count(*), coalesce(sum({_STATUS} = 'reviewed'), 0) FROM {_LISTED} {_JOIN} {wanted.where}"
        )
    matching, reviewed = connection.execute(query, wanted.parameters).fetchone()
    return matching, reviewed


def _rows(found: sqlite3.Cursor) -> tuple[LibraryRow, ...]:
    return tuple(
        LibraryRow(article_id, title, status_from_row(status), *rest)
        for article_id, title, status, *rest in found
    )


def next_unreviewed(connection: sqlite3.Connection, layer: str, article_id: str | None) -> str | None:
    """Return the next article after one, round the end, that is not reviewed in a layer."""
    for part in ("seq > :here", "seq < :here"):
        row = connection.execute(
            f"SELECT articles.id FROM {_LISTED} {_JOIN}"
            f" WHERE {part} AND {_STATUS} <> 'reviewed' ORDER BY seq LIMIT 1",
            {"layer": layer, "here": _seq(connection, article_id) if article_id else 0},
        ).fetchone()
        if row:
            return str(row[0])
    return None


def neighbour(connection: sqlite3.Connection, article_id: str, forward: bool) -> str | None:
    """Return the article imported right after one, or right before it; None at the ends."""
    side, order = (">", "ASC") if forward else ("<", "DESC")
    row = connection.execute(
        f"SELECT id FROM {_LISTED} WHERE seq {side} ? ORDER BY seq {order} LIMIT 1",
        (_seq(connection, article_id),),
    ).fetchone()
    return str(row[0]) if row else None


def _seq(connection: sqlite3.Connection, article_id: str) -> int:
    row = connection.execute("SELECT seq FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise StoreError(f'There is no article with the id "{article_id}" in the store.')
    return int(row[0])


def stats(connection: sqlite3.Connection) -> Stats:
    """Return the store in figures."""
    articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    reviewed = connection.execute(
        "SELECT count(DISTINCT article_id) FROM reviews WHERE status = 'reviewed'"
    ).fetchone()[0]
    # Grouped as the index has them, then summed: a third of the time.
    states = dict(
        connection.execute(
            "SELECT state, sum(number) FROM"
            " (SELECT label, state, count(*) AS number FROM spans GROUP BY label, state) GROUP BY state"
        )
    )
    actions = dict(connection.execute("SELECT action, count(*) FROM corrections GROUP BY action"))
    return Stats(
        articles,
        reviewed,
        {state: states.get(state, 0) for state in State},
        {action: actions.get(action, 0) for action in Action},
    )
