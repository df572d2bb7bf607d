"""A store in figures: counts of spans, what became of proposals, work by day, time, labels met together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, groupby
from operator import itemgetter

from core.store.reader import StoreReader

_BANDS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided about the proposals of an origin, with a label, whose score lies in a band.

    `band` is the tenth of the score, 0 to 9, or None without a score. `right` are those that were
    accepted as they were proposed, `scores` is the sum of the scores of all `decided`.
    """

    label: str
    origin: str
    band: int | None
    right: int
    decided: int
    scores: float


@dataclass(frozen=True, slots=True)
class Day:
    """What an annotator did on a day (UTC)."""

    day: str
    annotator: str
    corrections: int
    batches: int
    articles: int


def label_counts(store: StoreReader, layer: str = "") -> dict[str, dict[str, int]]:
    """Return how many spans have each label and state, in one layer or (empty) in all."""
    counts: dict[str, dict[str, int]] = {}
    where = "WHERE layer = :layer" if layer else ""
    with store.reading() as connection:
        query = f"SELECT label, state, count(*) FROM spans {where} GROUP BY label, state"
        for label, state, spans in connection.execute(query, {"layer": layer}):
            counts.setdefault(label, {})[state] = spans
    return counts


def judged(store: StoreReader, layer: str = "") -> tuple[Judged, ...]:
    """Return what became of the proposals that people decided, under the labels that they were proposed with.

    One that was relabelled or resized counts as wrong, whatever it is now.
    """
    where = "AND spans.layer = :layer" if layer else ""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT coalesce(corrected.label, spans.label) AS proposed, origin,"
            f" min(cast(score * {_BANDS} AS INTEGER), {_BANDS - 1}) AS band,"
            " sum(state = 'accepted' AND corrected.span_id IS NULL), count(*), total(score)"
            " FROM spans LEFT JOIN corrected ON corrected.span_id = spans.id"
            " WHERE state <> 'proposed' AND origin <> 'human' AND origin NOT LIKE 'import:%'"
            f" {where} GROUP BY proposed, origin, band ORDER BY proposed, origin, band",
            {"layer": layer},
        )
        return tuple(Judged(*row) for row in rows)


def days(store: StoreReader) -> tuple[Day, ...]:
    """Return what was done each day by whom, the oldest first."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT day, annotator, corrections, batches, articles FROM days ORDER BY day, annotator"
        )
        return tuple(Day(*row) for row in rows)


def seconds_of_articles(store: StoreReader) -> dict[str, tuple[float, ...]]:
    """Return, by layer, the seconds of work on each article on which any were spent."""
    with store.reading() as connection:
        rows = connection.execute("SELECT layer, seconds FROM reviews WHERE seconds > 0 ORDER BY layer")
        by_layer = groupby(rows, key=itemgetter(0))
        return {layer: tuple(seconds for _, seconds in some) for layer, some in by_layer}


def labels_together(store: StoreReader, layer: str = "") -> Counter[tuple[str, str]]:
    """Return in how many articles each pair of labels is found, rejected spans left out.

    A label with itself: in how many it is found at all.
    """
    where = "AND layer = :layer" if layer else ""
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT DISTINCT article_id, label FROM spans WHERE state <> 'rejected' {where}"
            " ORDER BY article_id, label",
            {"layer": layer},
        )
        return Counter(_pairs(rows))


def _pairs(rows: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for _, some in groupby(rows, key=itemgetter(0)):
        yield from combinations_with_replacement([label for _, label in some], 2)
