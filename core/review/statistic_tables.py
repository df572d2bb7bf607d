"""The statistics as tables."""

from collections.abc import Callable

from core.review.statistics import Statistics
from core.review.tables import Rows, Table


def tables(figures: Statistics) -> tuple[Table, ...]:
    """Return the tables, in the order in which they are shown."""
    return tuple(
        Table(name, title, text, columns, rows(figures)) for name, title, text, columns, rows in _TABLES
    )


def _labels(figures: Statistics) -> Rows:
    return tuple((one.label, one.accepted, one.proposed, one.rejected) for one in figures.labels)


def _precision(figures: Statistics) -> Rows:
    return tuple(
        (one.label, one.origin, one.share, one.low, one.high, one.right, one.decided)
        for one in figures.precision
    )


def _calibration(figures: Statistics) -> Rows:
    return tuple(
        (origin, band.score, band.share, band.right, band.decided)
        for origin, bands in figures.calibration.items()
        for band in bands
    )


def _days(figures: Statistics) -> Rows:
    return tuple((one.day, one.annotator, one.corrections, one.batches, one.articles) for one in figures.days)


def _times(figures: Statistics) -> Rows:
    return tuple((one.layer, one.articles, round(one.seconds), round(one.median, 1)) for one in figures.times)


def _together(figures: Statistics) -> Rows:
    return tuple((one.one, one.other, one.articles) for one in figures.together)


_TABLES: tuple[tuple[str, str, str, tuple[str, ...], Callable[[Statistics], Rows]], ...] = (
    (
        "labels",
        "Labels and states",
        "Spans of each label, by what was decided.",
        ("label", "accepted", "proposed", "rejected"),
        _labels,
    ),
    (
        "precision",
        "Engine precision",
        "Of the decided proposals, the share accepted as proposed, with the exact 95 % interval.",
        ("label", "origin", "share", "low", "high", "right", "decided"),
        _precision,
    ),
    (
        "calibration",
        "Calibration",
        "Score against the share that was right: a well calibrated engine lies on the diagonal.",
        ("origin", "score", "share", "right", "decided"),
        _calibration,
    ),
    (
        "days",
        "Work by day",
        "Corrections by day (UTC) and annotator.",
        ("day", "annotator", "corrections", "batches", "articles"),
        _days,
    ),
    (
        "times",
        "Time an article",
        "Seconds of work on an article, as a rule (median), by layer.",
        ("layer", "articles", "seconds", "median"),
        _times,
    ),
    (
        "together",
        "Labels together",
        "In how many articles two labels are both found.",
        ("label", "with", "articles"),
        _together,
    ),
)
