"""How a table of figures is drawn; one without a row here is shown as lines."""

from collections.abc import Callable

from core.review.tables import Cell, Rows, Table
from gui.widgets.plot import Curve, Interval, Plot, Series

_STATES = ("accepted", "proposed", "rejected")


def is_drawn(table: Table) -> bool:
    """Whether there is a picture of a table."""
    return table.name in _DRAWN


def draw(plot: Plot, table: Table) -> None:
    """Draw a table that has rows."""
    _DRAWN[table.name](plot, table.rows)


def _labels(plot: Plot, rows: Rows) -> None:
    series = [Series(state, [float(row[at]) for row in rows]) for at, state in enumerate(_STATES, 1)]
    plot.show_bars([str(row[0]) for row in rows], series, "spans")


def _precision(plot: Plot, rows: Rows) -> None:
    several = len({row[1] for row in rows}) > 1
    intervals = [
        Interval(f"{row[0]}, {row[1]}" if several else str(row[0]), *map(float, row[2:5])) for row in rows
    ]
    plot.show_intervals(intervals, "share accepted as proposed")


def _calibration(plot: Plot, rows: Rows) -> None:
    origins = dict.fromkeys(str(row[0]) for row in rows)
    curves = [
        Curve(
            origin,
            [float(row[1]) for row in rows if row[0] == origin],
            [float(row[2]) for row in rows if row[0] == origin],
        )
        for origin in origins
    ]
    plot.show_curves(curves, "score", "share that was right")


def _days(plot: Plot, rows: Rows) -> None:
    days = sorted({str(row[0]) for row in rows}, reverse=True)
    annotators = sorted({str(row[1]) for row in rows})
    done = {(row[0], row[1]): float(row[2]) for row in rows}
    series = [Series(name, [done.get((day, name), 0.0) for day in days]) for name in annotators]
    plot.show_bars(days, series, "corrections")


def _times(plot: Plot, rows: Rows) -> None:
    median = Series("median", [float(row[3]) for row in rows])
    plot.show_bars([str(row[0]) for row in rows], [median], "seconds an article")


def _together(plot: Plot, rows: Rows) -> None:
    labels = sorted({str(name) for row in rows for name in row[:2]})
    counts = {(row[0], row[1]): float(row[2]) for row in rows}
    cells = [[counts.get((one, other), counts.get((other, one), 0.0)) for other in labels] for one in labels]
    plot.show_matrix(labels, cells)


def _confusion(plot: Plot, rows: Rows) -> None:
    labels = sorted({str(name) for row in rows for name in row[:2]}, key=lambda name: (not name, name))
    counts = {(row[0], row[1]): float(row[2]) for row in rows}
    cells = [[counts.get((one, other), 0.0) for other in labels] for one in labels]
    plot.show_matrix([name or "none" for name in labels], cells)


def _estimates(plot: Plot, rows: Rows) -> None:
    given = [row for row in rows if row[1] != ""]
    plot.show_intervals(
        [Interval(str(row[0]), *(_number(cell, row[1]) for cell in row[1:4])) for row in given], "exact F1"
    )


def _number(cell: Cell, otherwise: Cell) -> float:
    """Return a cell's number; without an interval its ends are the value."""
    return float(otherwise if cell == "" else cell)


_DRAWN: dict[str, Callable[[Plot, Rows], None]] = {
    "labels": _labels,
    "precision": _precision,
    "calibration": _calibration,
    "days": _days,
    "times": _times,
    "together": _together,
    "confusion": _confusion,
    "by_label": _estimates,
    "over_time": _estimates,
    "by_pair": _estimates,
}
