"""What people decided about strings, in a layer."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.annotation.span import HUMAN, State

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Decision:
    """How many spans with this surface and label a person brought to this state; `added`: made by hand."""

    surface: str
    label: str
    state: State
    added: bool
    spans: int


_GROUPED = f"""
    SELECT surface, label, state, origin = '{HUMAN}', count(*) FROM spans
    WHERE layer = :layer AND state <> 'proposed' AND surface {{where}}
    GROUP BY surface, label, state, origin = '{HUMAN}'
"""
# Written out, not bound: a partial index is used only where its own words stand in the query.
_ADDED = f"""
    IN (SELECT surface FROM spans INDEXED BY spans_added
        WHERE layer = :layer AND state = 'accepted' AND origin = '{HUMAN}')
"""


def decisions_on(connection: sqlite3.Connection, layer: str, surfaces: Iterable[str]) -> Iterator[Decision]:
    """Yield what was decided about these strings in a layer."""
    names = list(dict.fromkeys(surfaces))
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        marks = {f"s{number}": name for number, name in enumerate(some)}
        where = f"IN ({', '.join(f':{mark}' for mark in marks)})"
        yield from _decisions(connection, where, {"layer": layer, **marks})


def decisions_on_added(connection: sqlite3.Connection, layer: str) -> Iterator[Decision]:
    """Yield what was decided about every string that a person added by hand in a layer."""
    yield from _decisions(connection, _ADDED, {"layer": layer})


def _decisions(connection: sqlite3.Connection, where: str, parameters: dict[str, str]) -> Iterator[Decision]:
    for surface, label, state, added, spans in connection.execute(_GROUPED.format(where=where), parameters):
        yield Decision(surface, label, State(state), bool(added), spans)
