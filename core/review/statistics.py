"""A store in figures and, from the same numbers, what the pictures show."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from core.annotation.span import State
from core.review.bounds import interval
from core.store.figures import Day, Judged, days, judged, label_counts, labels_together, seconds_of_articles
from core.store.reader import StoreReader

_BANDS = 10


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How many spans of a label are in each state."""

    label: str
    proposed: int
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of an origin's decided proposals with a label were right: accepted as they were proposed.

    `low` and `high` are the exact 95 % interval. What was accepted many at once counts as right, too.
    """

    origin: str
    label: str
    right: int
    decided: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.decided


@dataclass(frozen=True, slots=True)
class Band:
    """The decided proposals that score from `low` to `high`: well calibrated where `share` is `score`."""

    low: float
    high: float
    score: float
    right: int
    decided: int

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.decided


@dataclass(frozen=True, slots=True)
class LayerTime:
    """The time spent in a layer, in seconds: in all, and on an article as a rule (median)."""

    layer: str
    articles: int
    seconds: float
    median: float


@dataclass(frozen=True, slots=True)
class Together:
    """In how many articles two labels are found; a label with itself: in how many it is found."""

    one: str
    other: str
    articles: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """All figures; each is empty where nothing was done that it counts."""

    labels: tuple[LabelCount, ...] = ()
    precision: tuple[Precision, ...] = ()
    calibration: Mapping[str, tuple[Band, ...]] = field(default_factory=dict)
    days: tuple[Day, ...] = ()
    times: tuple[LayerTime, ...] = ()
    together: tuple[Together, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the figures as JSON has them."""
        return {
            "labels": [asdict(one) for one in self.labels],
            "precision": [{**asdict(one), "share": one.share} for one in self.precision],
            "calibration": {
                origin: [{**asdict(band), "share": band.share} for band in bands]
                for origin, bands in self.calibration.items()
            },
            "days": [asdict(one) for one in self.days],
            "times": [asdict(one) for one in self.times],
            "together": [asdict(one) for one in self.together],
        }


def statistics(store: StoreReader, layer: str = "") -> Statistics:
    """Return the figures of a layer, or (empty) of all; work by day and time are always of all.

    On a store of millions of spans this takes seconds.
    """
    found = judged(store, layer)
    return Statistics(
        counts_by_label(store, layer),
        _precision(found),
        {origin: _bands(some) for origin, some in _by_origin(found).items() if any(_scored(some))},
        days(store),
        tuple(
            LayerTime(name, len(seconds), sum(seconds), median(seconds))
            for name, seconds in seconds_of_articles(store).items()
        ),
        tuple(Together(*pair, articles) for pair, articles in sorted(labels_together(store, layer).items())),
    )


def counts_by_label(store: StoreReader, layer: str = "") -> tuple[LabelCount, ...]:
    """Return the labels in use, by name; of all layers together this is quick on any store."""
    counts = sorted(label_counts(store, layer).items())
    return tuple(LabelCount(label, *(states.get(state, 0) for state in State)) for label, states in counts)


def _precision(found: Iterable[Judged]) -> tuple[Precision, ...]:
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for one in found:
        right, decided = counts.get((one.origin, one.label), (0, 0))
        counts[one.origin, one.label] = right + one.right, decided + one.decided
    return tuple(
        Precision(*key, right, decided, *interval(right, decided))
        for key, (right, decided) in sorted(counts.items())
    )


def _by_origin(found: Iterable[Judged]) -> dict[str, list[Judged]]:
    by_origin: dict[str, list[Judged]] = {}
    for one in found:
        by_origin.setdefault(one.origin, []).append(one)
    return dict(sorted(by_origin.items()))


def _scored(found: Iterable[Judged]) -> list[Judged]:
    return [one for one in found if one.band is not None]


def _bands(found: Iterable[Judged]) -> tuple[Band, ...]:
    """Return the bands of an origin in which anything was decided, the lowest first."""
    bands = []
    for band in range(_BANDS):
        some = [one for one in _scored(found) if one.band == band]
        if some:
            decided = sum(one.decided for one in some)
            score = sum(one.scores for one in some) / decided
            right = sum(one.right for one in some)
            bands.append(Band(band / _BANDS, (band + 1) / _BANDS, score, right, decided))
    return tuple(bands)
