"""What people said while reviewing, brought in from another store: it stands in no correction."""

import sqlite3
from collections.abc import Mapping

_TABLES = {
    "waivers": ('finding, "check", layer, note, annotator, at', "article_id"),
    "assignments": ("annotator, at", "article_id"),
    "samples": ("id, layer, seed, population, annotator, at", ""),
    "sampled": ('sample, position, span_id, start, "end", label, verdict, annotator, at', "article_id"),
}


def merge_reviews(connection: sqlite3.Connection, other: sqlite3.Connection, here: Mapping[str, str]) -> None:
    """Take the other store's waivers, assignments and samples, those that are not here; ours stay.

    `here` has the id in this store for each article of the other. A waiver of an article that has another
    id here waives nothing, for a finding is known by its article's id.
    """
    for table, (columns, article) in _TABLES.items():
        names = f"{columns}, {article}" if article else columns
        rows = other.execute(f"SELECT {names} FROM {table}").fetchall()
        taken = [(*row[:-1], here[row[-1]]) for row in rows] if article else rows
        places = ", ".join("?" * (names.count(",") + 1))
        connection.executemany(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", taken)
