"""Spans that were accepted many at once, and samples drawn from them with what an inspection said."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.annotation.identity import new_id, now
from core.store.reader import StoreReader
from core.store.store import Store

Verdict = Literal["right", "wrong"]

_AT_ONCE = 2
"""A batch that decides so many spans was not made looking at each."""
_DECIDES = "('accept', 'relabel', 'add')"
_BULK = f"""
    WITH last AS MATERIALIZED (
        SELECT span_id, batch, action, max(corrections.seq) FROM corrections
        JOIN batches ON batches.id = batch AND batches.layer = corrections.layer
        WHERE corrections.layer = :layer AND kind = 'work' AND live
        AND span_id IS NOT NULL AND action <> 'note' GROUP BY span_id),
    bulk AS MATERIALIZED (
        SELECT batch FROM corrections WHERE layer = :layer AND action IN {_DECIDES}
        GROUP BY batch HAVING count(DISTINCT span_id) >= {_AT_ONCE})
    SELECT spans.id, article_id, start, "end", label FROM last JOIN spans ON spans.id = span_id
    WHERE state = 'accepted' AND action IN {_DECIDES} AND batch IN (SELECT batch FROM bulk)
    ORDER BY article_id, start, spans.id
"""


@dataclass(frozen=True, slots=True)
class UnreadSpan:
    """An accepted span that nobody looked at by itself."""

    span_id: str
    article_id: str
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class SampledSpan:
    """A span of a sample, as it was when it was drawn; `verdict` is None until it was inspected."""

    position: int
    span: UnreadSpan
    verdict: Verdict | None = None
    annotator: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample in the order of its walk; `population` counts, by label, what it was drawn from."""

    id: str
    layer: str
    seed: int
    population: Mapping[str, int]
    annotator: str
    at: str
    spans: tuple[SampledSpan, ...]


def unread_spans(store: StoreReader, layer: str) -> tuple[UnreadSpan, ...]:
    """Return the accepted spans of a layer whose last standing decision was one of many in its batch.

    Such a batch accepts, relabels or adds two spans or more: Ctrl+Enter, all of a name, a fix in the
    whole corpus. What was undone does not count, nor what an import brought. By article and place.
    """
    with store.reading() as connection:
        return tuple(UnreadSpan(*row) for row in connection.execute(_BULK, {"layer": layer}))


def keep_sample(
    store: Store,
    layer: str,
    seed: int,
    population: Mapping[str, int],
    spans: Sequence[UnreadSpan],
    annotator: str,
) -> Sample:
    """Keep a new sample."""
    drawn = tuple(SampledSpan(position, span) for position, span in enumerate(spans))
    sample = Sample(new_id(), layer, seed, dict(population), annotator, now(), drawn)
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO samples (id, layer, seed, population, annotator, at) VALUES (?, ?, ?, ?, ?, ?)",
            (sample.id, layer, seed, json.dumps(sample.population), annotator, sample.at),
        )
        connection.executemany(
            'INSERT INTO sampled (sample, position, article_id, span_id, start, "end", label)'
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (sample.id, at, span.article_id, span.span_id, span.start, span.end, span.label)
                for at, span in enumerate(spans)
            ),
        )
    return sample


def samples(store: StoreReader, layer: str) -> tuple[Sample, ...]:
    """Return the samples of a layer, the oldest first."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id, seed, population, annotator, at FROM samples WHERE layer = ? ORDER BY at, id",
            (layer,),
        ).fetchall()
        return tuple(
            Sample(
                sample_id, layer, seed, json.loads(population), annotator, at, _drawn(connection, sample_id)
            )
            for sample_id, seed, population, annotator, at in rows
        )


def _drawn(connection: sqlite3.Connection, sample_id: str) -> tuple[SampledSpan, ...]:
    rows = connection.execute(
        'SELECT position, span_id, article_id, start, "end", label, verdict, annotator, at'
        " FROM sampled WHERE sample = ? ORDER BY position",
        (sample_id,),
    )
    return tuple(SampledSpan(row[0], UnreadSpan(*row[1:6]), *row[6:]) for row in rows)


def keep_verdict(
    store: Store, sample_id: str, position: int, verdict: Verdict | None, annotator: str
) -> None:
    """Keep what an inspection said about a span of a sample; None takes it back."""
    with store.writing() as connection:
        connection.execute(
            "UPDATE sampled SET verdict = ?, annotator = ?, at = ? WHERE sample = ? AND position = ?",
            (verdict, annotator, now(), sample_id, position),
        )
