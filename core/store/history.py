"""Reading the past: corrections by batch, by what they are about, and since another window wrote."""

import re
import sqlite3
from dataclasses import dataclass

from core.annotation.correction import Correction
from core.errors import UsageError
from core.store.rows import CORRECTION_COLUMNS, correction_from_row

_SELECT = f"SELECT {CORRECTION_COLUMNS} FROM corrections"
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d{1,3}Z?)?)?)?)?)?)?")
_BEHIND_ALL = "~"
"""Sorts behind whatever may follow in a time: `2026-11-24` with it is the end of that day."""


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which corrections: None, or an empty time, stands for any.

    `label` is what the span had before or has after. `since` and `until` are times in UTC, or their
    beginnings, such as a day; both are included.
    """

    article_id: str | None = None
    layer: str | None = None
    annotator: str | None = None
    action: str | None = None
    label: str | None = None
    batch: str | None = None
    span_id: str | None = None
    since: str = ""
    until: str = ""

    @property
    def parameters(self) -> dict[str, str | None]:
        """The values that `where` names. Raises UsageError where a time is none."""
        columns = ("article_id", "layer", "annotator", "action", "batch", "span_id", "label")
        bounds = {"since": _checked(self.since), "until": upper_bound(self.until) if self.until else ""}
        return {**{name: getattr(self, name) for name in columns}, **bounds}

    @property
    def where(self) -> str:
        """The condition in SQL, over `corrections`."""
        columns = ("article_id", "layer", "annotator", "action", "batch", "span_id")
        conditions = [f"{name} = :{name}" for name in columns if getattr(self, name) is not None]
        if self.label is not None:
            conditions.append(":label IN (json_extract(before, '$.label'), json_extract(after, '$.label'))")
        conditions += ["at >= :since"] * bool(self.since) + ["at < :until"] * bool(self.until)
        return f"WHERE {' AND '.join(conditions)}" if conditions else ""

    @property
    def order(self) -> tuple[str, ...]:
        """By what to sort: as they were written, or by time where times are asked for.

        The two differ in a store that another was merged into; each has its index.
        """
        return ("at", "seq") if self.since or self.until else ("seq",)


def upper_bound(time: str) -> str:
    """Return what sorts behind a time, or behind all that begin with it. Raises UsageError."""
    return _checked(time) + _BEHIND_ALL


def _checked(time: str) -> str:
    if time and not _TIME.fullmatch(time):
        raise UsageError(f'"{time}" is no time.', "Write a day as 2026-11-24, a time as 2026-11-24T18:30.")
    return time


def batch(connection: sqlite3.Connection, batch_id: str) -> tuple[Correction, ...]:
    """Return the corrections of a batch in the order in which they were made."""
    rows = connection.execute(f"{_SELECT} WHERE batch = ? ORDER BY seq", (batch_id,))
    return tuple(map(correction_from_row, rows))


def history(
    connection: sqlite3.Connection,
    wanted: HistoryFilter,
    limit: int | None,
    offset: int,
    newest_first: bool,
) -> tuple[Correction, ...]:
    """Return the corrections that a filter lets through. Raises UsageError where a time is none."""
    order = ", ".join(f"{column} {'DESC' if newest_first else 'ASC'}" for column in wanted.order)
    rows = connection.execute(
        f"{_SELECT} {wanted.where} ORDER BY {order} LIMIT :limit OFFSET :offset",
        {**wanted.parameters, "limit": -1 if limit is None else limit, "offset": offset},
    )
    return tuple(map(correction_from_row, rows))


def last_seq(connection: sqlite3.Connection) -> int:
    """Return the number of the last correction, or 0."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM corrections").fetchone()[0])


def corrections_after(
    connection: sqlite3.Connection, seq: int, article_id: str, layer: str
) -> tuple[Correction, ...]:
    """Return what was done to an article in a layer since `seq`, the oldest first."""
    rows = connection.execute(
        f"{_SELECT} WHERE article_id = ? AND layer = ? AND seq > ? ORDER BY seq", (article_id, layer, seq)
    )
    return tuple(map(correction_from_row, rows))
