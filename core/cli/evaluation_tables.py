"""What `rubricator evaluate` prints: tables for people, one JSON object for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from core.cli.output import print_table
from core.engine.evaluating import EngineResult, EvaluationReport
from core.engine.evaluation import NOTHING
from core.engine.matching import Counts
from core.review.evaluation_tables import CONFUSION, tables
from core.review.tables import Rows, Table

_COUNTED = ("correct", "incorrect", "partial", "missed", "spurious")
_FIGURES = ("precision", "recall", "f1")


def print_report(report: EvaluationReport) -> None:
    """Print the report as tables."""
    for number, table in enumerate(tables(report)):
        print(f"\n{table.title}" if number else table.title)
        print(table.text)
        print_table(_matrix(table.rows) if table.name == CONFUSION else _lines(table))


def as_record(report: EvaluationReport) -> dict[str, Any]:
    """Return the report as JSON has it: counts, figures from 0 to 1, null where a figure has no meaning."""
    return {
        "articles": report.articles,
        "gold_spans": report.gold_spans,
        "engines": [_engine_record(engine) for engine in report.engines],
        "comparisons": [asdict(one) for one in report.comparisons],
    }


def _lines(table: Table) -> Iterator[Sequence[str]]:
    yield [column.upper() for column in table.columns]
    yield from table.words()


def _matrix(rows: Rows) -> Iterator[Sequence[str]]:
    """Yield the matrix of labels with errors: missed spans in the last column, spurious in the last row."""
    cells = {(str(gold), str(proposed)): str(count) for gold, proposed, count in rows}
    labels = sorted({label for pair in cells for label in pair if label != NOTHING and len({*pair}) > 1})
    yield ("", *labels, "missed")
    for gold in (*labels, NOTHING):
        yield (gold or "spurious", *(cells.get((gold, proposed), "·") for proposed in (*labels, NOTHING)))


def _engine_record(engine: EngineResult) -> dict[str, Any]:
    return {
        "engine": engine.engine,
        "version": engine.version,
        **{measure: _counts_record(counts) for measure, counts in engine.counts.items()},
        "by_label": {
            label: {measure: _counts_record(one) for measure, one in counts.items()}
            for label, counts in engine.by_label.items()
        },
        "by_origin": [
            {"origin": origin, "proposed": one.proposed, "correct": one.correct, "precision": one.precision}
            for origin, one in engine.by_origin.items()
        ],
        "confusion": [
            {"gold": gold or None, "proposed": proposed or None, "count": count}
            for (gold, proposed), count in engine.confusion.items()
        ],
        "rejected_again": engine.rejected_again,
        "auc": engine.auc,
        "calibration_error": engine.calibration_error,
        "stages": [asdict(one) for one in engine.stages],
        "remarks": list(engine.remarks),
    }


def _counts_record(counts: Counts) -> dict[str, float]:
    return {name: getattr(counts, name) for name in (*_FIGURES, *_COUNTED)}
