"""Which batches stand and which are undone: what Ctrl+Z and Ctrl+Shift+Z take.

A batch is live while no live batch undoes it: an undo that was redone does not count. One row a batch
keeps that beside the history, so that a batch of 100,000 corrections is passed over as fast as one of one.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.annotation.correction import Action, Correction

_KINDS = {Action.UNDO: "undo", Action.REDO: "redo", Action.PROPOSE: "machine", Action.IMPORT: "machine"}
_WORK = "work"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row of `batches`: `kind` is work (a person's), undo, redo or machine; `seq` where it begins."""

    id: str
    layer: str
    seq: int
    kind: str
    undoes: str | None


def kind_of(actions: Iterable[Action]) -> str:
    """Return the kind of a batch that holds these actions."""
    kinds = {_KINDS.get(action, _WORK) for action in actions}
    return _WORK if _WORK in kinds else min(kinds)


def record(connection: sqlite3.Connection, corrections: Sequence[Correction], first_seq: int) -> None:
    """Keep the batches of corrections that were written from `first_seq` on."""
    for batch in _batches(corrections, first_seq):
        added = connection.execute(
            "INSERT OR IGNORE INTO batches (id, layer, seq, kind, undoes) VALUES (?, ?, ?, ?, ?)",
            (batch.id, batch.layer, batch.seq, batch.kind, batch.undoes),
        ).rowcount
        if added and batch.undoes:
            _refresh(connection, batch.undoes)


def _batches(corrections: Sequence[Correction], first_seq: int) -> list[BatchRow]:
    grouped: dict[tuple[str, str], list[int]] = {}
    for place, correction in enumerate(corrections):
        grouped.setdefault((correction.batch, correction.layer), []).append(place)
    return [
        BatchRow(
            batch,
            layer,
            first_seq + places[0],
            kind_of(corrections[place].action for place in places),
            corrections[places[0]].undoes,
        )
        for (batch, layer), places in grouped.items()
    ]


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
        "SELECT id FROM batches WHERE layer = ?1 AND kind = 'undo' AND live AND seq > coalesce("
        " (SELECT max(seq) FROM batches WHERE layer = ?1 AND kind = 'work'), 0)"
        " ORDER BY seq DESC LIMIT 1",
        (layer,),
    ).fetchone()
    return row[0] if row else None
