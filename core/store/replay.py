"""Replay an article's history from nothing, and compare what it gives with the present."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.annotation.correction import Action, Correction
from core.annotation.span import Span
from core.annotation.span_json import span_json
from core.store.findings import Finding
from core.store.rows import Row

_decode = json.JSONDecoder().decode
_SPAN_KEYS = ("start", "end", "label", "layer", "state", "origin", "score", "annotator", "note", "meta", "id")
_RELATION_KEYS = ("head", "tail", "label", "layer", "meta", "id")


def working_actions() -> frozenset[str]:
    """Return the actions on a span that take an article from `todo` to `in_progress`."""
    span = Span(0, 1, "", "")
    return frozenset(
        str(action)
        for action in Action
        if Correction("", "", "", "", "", action, None, span, id="").begins_work
    )


@dataclass(slots=True)
class Replay:
    """What an article's corrections give: by id, the JSON of spans and relations; by layer, the status."""

    article_id: str
    spans: dict[str, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    count: int = 0

    def run(self, connection: sqlite3.Connection, working: frozenset[str]) -> None:
        """Follow all corrections of the article."""
        rows = connection.execute(
            # In the order of the index: what one layer does never concerns another.
            "SELECT seq, layer, action, span_id, before, after FROM corrections WHERE article_id = ?"
            " ORDER BY layer, seq",
            (self.article_id,),
        )
        spans, statuses, of_layer, count = self.spans, self.statuses, None, 0
        for seq, layer, action, span_id, before, after in rows:
            count += 1
            if layer != of_layer:
                of_layer = layer
                statuses.setdefault(layer, "todo")
            if span_id is None:
                self._take_other(seq, layer, before, after)
                continue
            if after is None or spans.get(span_id) != before:
                self._put(spans, seq, span_id, before, after)
            else:
                spans[span_id] = after
            if action in working and statuses[layer] == "todo":
                statuses[layer] = "in_progress"
        self.count += count

    def _put(
        self, standing: dict[str, str], seq: int, key: str, before: str | None, after: str | None
    ) -> None:
        stands = standing.get(key)
        if stands != before and not _equal(stands, before):
            self._find(key, f"Correction {seq} does not begin where the one before it ended.")
        if after is None:
            standing.pop(key, None)
        else:
            standing[key] = after

    def _take_other(self, seq: int, layer: str, before: str | None, after: str | None) -> None:
        subject = _parsed(before if after is None else after)
        if "status" in subject:
            self.statuses[layer] = subject["status"]
        elif "head" in subject:
            self._put(self.relations, seq, subject["id"], before, after)
        else:
            self._find("", f"Correction {seq} is about nothing that is known.")

    def _find(self, span_id: str, sentence: str) -> None:
        self.findings.append(Finding("replay", self.article_id, span_id, sentence))


def compare_spans(replay: Replay, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield where the rows of SPAN_COLUMNS are not the spans that the replay gave."""
    standing = replay.spans
    doubtful = _not_as_written(standing, rows)
    known = {row[-1] for row in rows}
    if not doubtful and len(known) == len(standing):
        return
    left = {key: after for key, after in standing.items() if key not in known}
    left |= {row[-1]: standing[row[-1]] for row in doubtful if row[-1] in standing}
    yield from _compare(replay.article_id, left, doubtful, _SPAN_KEYS, "span")


def compare_relations(replay: Replay, rows: Iterable[Row]) -> Iterator[Finding]:
    """Yield where the rows of RELATION_COLUMNS are not the relations that the replay gave."""
    yield from _compare(replay.article_id, replay.relations, rows, _RELATION_KEYS, "relation")


def _compare(
    article_id: str, standing: dict[str, str], rows: Iterable[Row], keys: tuple[str, ...], what: str
) -> Iterator[Finding]:
    left = dict(standing)
    for row in rows:
        after = left.pop(row[-1], None)
        if after is None:
            yield Finding("replay", article_id, row[-1], f"The history knows no such {what}.")
        elif different := _differences(_parsed(after), row, keys):
            yield Finding(
                "replay", article_id, row[-1], f"The {what} is not as the history has it: {different}."
            )
    for missing in left:
        yield Finding("replay", article_id, missing, f"The history has a {what} that is not there.")


def _differences(data: dict[str, Any], row: Row, keys: tuple[str, ...]) -> str:
    """Return the names of the columns in which a row is not what the JSON says."""
    present = {**dict(zip(keys, row, strict=True)), "meta": _parsed(row[-2])}
    return ", ".join(key for key in keys if data.get(key) != present[key])


def _not_as_written(standing: dict[str, str], rows: Sequence[Row]) -> list[Row]:
    """Return the rows of SPAN_COLUMNS that the history does not have, or writes otherwise than it does now.

    Nearly all rows are told to be right by it, much faster than by reading the JSON.
    """
    found = []
    for row in rows:
        start, end, label, layer, state, origin, score, annotator, note, meta, span_id = row
        written = span_json(span_id, layer, start, end, label, state, origin, score, annotator, note, meta)
        if standing.get(span_id) != written:
            found.append(row)
    return found


def _equal(one: str | None, other: str | None) -> bool:
    return _parsed(one) == _parsed(other)


def _parsed(text: str | None) -> dict[str, Any]:
    """Return JSON text as an object: an empty one for None, one like no other where it is damaged."""
    try:
        data = _decode(text) if text is not None else {}
    except ValueError:
        data = None
    return data if isinstance(data, dict) else {"damaged": text}
