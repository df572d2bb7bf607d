"""What people decided about strings, and lately in a layer: a bounded number of rows, whatever is stored."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from core.annotation.span import HUMAN, State
from core.store.query import encodable
from core.store.reader import StoreReader

OF_A_STRING = 24
"""How many decisions on a string count: the newest."""
OF_A_LAYER = 500
"""How many decisions tell what is usual in a layer: the newest."""
_BESIDE = 40
"""How much text around a decision is read, in code points."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A span that a person accepted or rejected, and what had been proposed.

    `start` counts code points of the article's text. `proposed_...` are as the span was before a person first
    changed it; of one made by hand, its own. `around` is the text about it, from `around_start` on, and
    `stood` says at how many places of the article a string of common words stands, where that was asked for.
    """

    span_id: str
    article_id: str
    start: int
    surface: str
    label: str
    state: State
    origin: str
    score: float | None
    proposed_start: int
    proposed_surface: str
    proposed_label: str
    around: str = ""
    around_start: int = 0
    stood: int = 0

    @property
    def added(self) -> bool:
        """Whether a person made it by hand."""
        return self.origin == HUMAN

    @property
    def changed(self) -> bool:
        """Whether a person gave it another label or other boundaries."""
        return (self.surface, self.label) != (self.proposed_surface, self.proposed_label)


_FIELDS = """
    spans.id, spans.article_id, spans.start, spans.surface, spans.label, spans.state, spans.origin,
    spans.score, coalesce(corrected.start, spans.start), coalesce(corrected.surface, spans.surface),
    coalesce(corrected.label, spans.label)
"""
_DECIDED = f"""
    SELECT {_FIELDS} FROM spans INDEXED BY spans_decided LEFT JOIN corrected ON corrected.span_id = spans.id
    WHERE spans.layer = :layer AND spans.surface = :surface AND state <> 'proposed' AND updated_at > :since
    ORDER BY updated_at DESC LIMIT {OF_A_STRING}
"""
_CHANGED = f"""
    SELECT {_FIELDS} FROM corrected JOIN spans ON spans.id = corrected.span_id
    WHERE corrected.layer = :layer AND corrected.surface = :surface AND spans.surface <> :surface
        AND state <> 'proposed' AND updated_at > :since
    ORDER BY span_id DESC LIMIT {OF_A_STRING}
"""
_NEWEST = f"""
    SELECT {_FIELDS} FROM spans INDEXED BY spans_newest LEFT JOIN corrected ON corrected.span_id = spans.id
    WHERE spans.layer = :layer AND state <> 'proposed' ORDER BY updated_at DESC LIMIT {OF_A_LAYER}
"""
_KNOWN = """
    SELECT value, coalesce(memory.forgotten_at, '') FROM json_each(:surfaces)
    LEFT JOIN memory ON memory.layer = :layer AND memory.surface = value
    WHERE EXISTS (SELECT 1 FROM spans INDEXED BY spans_decided
            WHERE layer = :layer AND surface = value AND state <> 'proposed')
        OR EXISTS (SELECT 1 FROM corrected WHERE layer = :layer AND surface = value)
"""


def decisions_on(
    store: StoreReader, layer: str, surfaces: Collection[str]
) -> dict[str, tuple[Decision, ...]]:
    """Return the newest decisions on each of these strings: on spans that cover it, or did when proposed.

    Strings without any are left out; what a person had forgotten does not count. Raises StoreError.
    """
    wanted = json.dumps([encodable(surface) for surface in surfaces])
    found = {}
    with store.reading() as connection:
        for surface, since in connection.execute(_KNOWN, {"layer": layer, "surfaces": wanted}).fetchall():
            where = {"layer": layer, "surface": surface, "since": since}
            found[surface] = tuple(
                decision
                for query in (_DECIDED, _CHANGED)
                for decision in _decisions(connection, query, where)
            )
    return {surface: decisions for surface, decisions in found.items() if decisions}


def newest_decisions(store: StoreReader, layer: str) -> tuple[Decision, ...]:
    """Return the newest decisions of a layer, the newest first. Raises StoreError."""
    with store.reading() as connection:
        return tuple(_decisions(connection, _NEWEST, {"layer": layer}))


def with_surroundings(store: StoreReader, decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions with the text around them; each article's text is read once. Raises StoreError."""
    by_article = sorted(decisions, key=lambda one: one.article_id)
    found = []
    with store.reading() as connection:
        for article_id, some in groupby(by_article, lambda one: one.article_id):
            query = "SELECT text FROM articles WHERE id = ?"
            text: str = connection.execute(query, (article_id,)).fetchone()[0]
            found += [_in_text(one, text) for one in some]
    return found


def _in_text(one: Decision, text: str) -> Decision:
    start = max(0, min(one.start, one.proposed_start) - _BESIDE)
    end = max(one.start + len(one.surface), one.proposed_start + len(one.proposed_surface)) + _BESIDE
    stood = _places(text, one.surface) if one.surface.islower() else 0
    return replace(one, around=text[start:end], around_start=start, stood=stood)


def _decisions(connection: sqlite3.Connection, query: str, parameters: dict[str, str]) -> Iterator[Decision]:
    rows: Iterable[Sequence[object]] = connection.execute(query, parameters)
    for span_id, article_id, start, surface, label, state, *rest in rows:
        yield Decision(span_id, article_id, start, surface, label, State(state), *rest)  # type: ignore[arg-type]


def _places(text: str, surface: str) -> int:
    """Return at how many places a surface stands as whole words; sought without a pattern, for speed."""
    number, start = 0, text.find(surface)
    while start >= 0:
        end = start + len(surface)
        number += not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
        start = text.find(surface, end)
    return number
