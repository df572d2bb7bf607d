"""What the store remembers about itself: settings, and the label schemes that it was worked on with."""

import json
import sqlite3
from dataclasses import asdict

from core.annotation.scheme import Scheme


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


def remember_labels(connection: sqlite3.Connection, scheme: Scheme) -> None:
    """Keep a scheme's labels, in the place of those that it had when last remembered."""
    connection.execute("DELETE FROM labels WHERE scheme = ?", (scheme.name,))
    connection.executemany(
        "INSERT INTO labels (scheme, name, position, key, short, guideline, colours)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                scheme.name,
                label.name,
                position,
                label.key,
                label.short,
                label.guideline,
                json.dumps({"light": asdict(label.light), "dark": asdict(label.dark)}),
            )
            for position, label in enumerate(scheme)
        ),
    )
