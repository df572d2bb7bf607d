"""The names that a store has: labels, annotators, layers. For near matches and for completing."""

import sqlite3
from typing import Literal

from core.annotation.correction import Status
from core.annotation.span import State

Named = Literal["label", "annotator", "layer", "state", "status"]

_INDEXED = {"label": ("spans", "label"), "annotator": ("corrections", "annotator")}


def names(connection: sqlite3.Connection, what: Named) -> tuple[str, ...]:
    """Return the names of a kind that are in use, in alphabetical order."""
    if what == "state":
        return tuple(map(str, State))
    if what == "status":
        return tuple(map(str, Status))
    if what == "layer":
        rows = connection.execute("SELECT DISTINCT layer FROM reviews ORDER BY layer")
    else:
        rows = _distinct(connection, *_INDEXED[what])
    return tuple(name for (name,) in rows)


def _distinct(connection: sqlite3.Connection, table: str, column: str) -> sqlite3.Cursor:
    """Step through an index from name to name: SELECT DISTINCT would read all of it."""
    return connection.execute(
        f"WITH RECURSIVE found (name) AS (SELECT min({column}) FROM {table} UNION ALL"
        f" SELECT (SELECT min({column}) FROM {table} WHERE {column} > found.name) FROM found"
        " WHERE found.name IS NOT NULL) SELECT name FROM found WHERE name IS NOT NULL"
    )
