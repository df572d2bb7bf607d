"""Findings that were waived, each with the note that says why."""

from dataclasses import dataclass

from core.store.reader import StoreReader
from core.store.store import Store

_COLUMNS = 'finding, "check", article_id, layer, note, annotator, at'


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding, by its id, that is not to come back; who said so, when, why."""

    finding: str
    check: str
    article_id: str
    layer: str
    note: str
    annotator: str
    at: str


def waivers(store: StoreReader) -> tuple[Waiver, ...]:
    """Return what was waived, the oldest first."""
    with store.reading() as connection:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM waivers ORDER BY at, finding")
        return tuple(Waiver(*row) for row in rows)


def keep_waiver(store: Store, waiver: Waiver) -> None:
    """Keep a waiver, in the place of an earlier one on the same finding."""
    with store.writing() as connection:
        connection.execute(
            f"INSERT OR REPLACE INTO waivers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                waiver.finding,
                waiver.check,
                waiver.article_id,
                waiver.layer,
                waiver.note,
                waiver.annotator,
                waiver.at,
            ),
        )


def drop_waiver(store: Store, finding: str) -> None:
    """Have a finding come back."""
    with store.writing() as connection:
        connection.execute("DELETE FROM waivers WHERE finding = ?", (finding,))
