"""Which batches stand and which are undone: what Ctrl+Z and Ctrl+Shift+Z take.

A batch is live while no live batch undoes it: an undo that was redone does not count. One row a batch
keeps that beside the history, so that a batch of 100,000 corrections is passed over as fast as one of one.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.annotation.correction import Action, Correction

_KINDS: dict[str, str] = {
    Action.UNDO: "undo",
    Action.REDO: "redo",
    Action.PROPOSE: "machine",
    Action.IMPORT: "machine",
}
_WORK = "work"


Event = tuple[str, str, int, str, str | None]
"""A batch, its layer, a `seq`, an action (or a batch's kind), what it undoes."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row of `batches`: `kind` is work (a person's), undo, redo or machine; `seq` where it begins."""

    id: str
    layer: str
    seq: int
    kind: str
    undoes: str | None

    @property
    def row(self) -> Event:
        """Its columns as the table has them, but for `live`."""
        return self.id, self.layer, self.seq, self.kind, self.undoes


def record(connection: sqlite3.Connection, corrections: Sequence[Correction], first_seq: int) -> None:
    """Keep the batches of corrections that were written from `first_seq` on."""
    events = (
        (one.batch, one.layer, seq, str(one.action), one.undoes)
        for seq, one in enumerate(corrections, first_seq)
    )
    for batch in gathered(events):
        connection.execute(
            "INSERT INTO batches (id, layer, seq, kind, undoes) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id, layer) DO UPDATE SET kind = excluded.kind WHERE excluded.kind = 'work'",
            batch.row,
        )
        _refresh(connection, batch.undoes)


def gathered(events: Iterable[Event]) -> list[BatchRow]:
    """Return the batches of a history, given in its order."""
    rows: dict[tuple[str, str], BatchRow] = {}
    for batch, layer, seq, action, undoes in events:
        kind = _KINDS.get(action, _WORK)
        row = rows.get((batch, layer))
        if row is None:
            rows[batch, layer] = BatchRow(batch, layer, seq, kind, undoes)
        elif kind == _WORK != row.kind:
            rows[batch, layer] = replace(row, kind=_WORK)
    return list(rows.values())


def batches_of(connection: sqlite3.Connection) -> list[BatchRow]:
    """Return the batches that the history gives, in its order."""
    rows = connection.execute(
        # Where another batch, layer or action begins: what goes on is not handed over, and nothing is sorted.
        "SELECT one.batch, one.layer, one.seq, one.action, one.undoes FROM corrections AS one"
        " LEFT JOIN corrections AS other ON other.seq = one.seq - 1"
        " WHERE (other.batch, other.layer, other.action) IS NOT (one.batch, one.layer, one.action)"
        " ORDER BY one.seq"
    )
    return gathered(rows)


def undone(batches: Sequence[BatchRow]) -> set[str]:
    """Return the ids of those, of all batches in their order, that are not live."""
    ids: set[str] = set()
    for batch in reversed(batches):
        if batch.undoes and batch.id not in ids:
            ids.add(batch.undoes)
    return ids


def _refresh(connection: sqlite3.Connection, batch_id: str | None) -> None:
    """Set anew whether a batch is live, and then the one that it undoes, and so on."""
    while batch_id:
        connection.execute(
            "UPDATE batches SET live = NOT EXISTS"
            " (SELECT 1 FROM batches AS other WHERE other.undoes = batches.id AND other.live)"
            " WHERE id = ?",
            (batch_id,),
        )
        row = connection.execute("SELECT undoes FROM batches WHERE id = ?", (batch_id,)).fetchone()
        batch_id = row[0] if row else None


def stands(connection: sqlite3.Connection, batch_id: str) -> bool:
    """Whether there is such a batch, and no live batch undoes it."""
    query = "SELECT 1 FROM batches WHERE id = ? AND live"
    return connection.execute(query, (batch_id,)).fetchone() is not None


def undo_candidate(connection: sqlite3.Connection, layer: str) -> str | None:
    """Return the last live batch of a person's work in a layer."""
    row = connection.execute(
        "SELECT id FROM batches WHERE layer = ? AND kind = 'work' AND live ORDER BY seq DESC LIMIT 1",
        (layer,),
    ).fetchone()
    return row[0] if row else None


def redo_candidate(connection: sqlite3.Connection, layer: str) -> str | None:
    """Return the last live undo in a layer, unless a person worked on after it."""
    row = connection.execute(
        "SELECT id FROM batches WHERE layer = :layer AND kind = 'undo' AND live AND seq > coalesce("
        " (SELECT max(seq) FROM batches WHERE layer = :layer AND kind = 'work'), 0)"
        " ORDER BY seq DESC LIMIT 1",
        {"layer": layer},
    ).fetchone()
    return row[0] if row else None
