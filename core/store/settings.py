"""What the store remembers about itself: settings, and the label schemes that it was worked on with."""

import json
import sqlite3
from dataclasses import asdict

from core.annotation.scheme import Label, Scheme

ENTITIES_COUNTED = "entities counted at, "
"""Before a layer's name, the key of the `seq` up to which its entities are counted."""


def setting(connection: sqlite3.Connection, key: str, default: str) -> str:
    """Return a setting, or `default` where it was never set."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return row[0] if row else default


def set_setting(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a setting."""
    connection.execute(
        "INSERT INTO settings (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def labels(connection: sqlite3.Connection, scheme: Scheme) -> list[tuple[object, ...]]:
    """Return the rows that the store has for a scheme, in their order."""
    return connection.execute(
        "SELECT scheme, name, position, key, short, guideline, colours FROM labels"
        " WHERE scheme = ? ORDER BY position",
        (scheme.name,),
    ).fetchall()


def label_rows(scheme: Scheme) -> list[tuple[object, ...]]:
    """Return the rows of `labels` that a scheme makes."""
    return [
        (scheme.name, label.name, position, label.key, label.short, label.guideline, _colours(label))
        for position, label in enumerate(scheme)
    ]


def remember_labels(connection: sqlite3.Connection, scheme: Scheme) -> None:
    """Keep a scheme's labels, in the place of those that it had when last remembered."""
    connection.execute("DELETE FROM labels WHERE scheme = ?", (scheme.name,))
    connection.executemany(
        "INSERT INTO labels (scheme, name, position, key, short, guideline, colours)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        label_rows(scheme),
    )


def _colours(label: Label) -> str:
    return json.dumps({"light": asdict(label.light), "dark": asdict(label.dark)})
