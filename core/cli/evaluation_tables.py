"""What `rubricator evaluate` prints: tables for people, one JSON object for programs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from core.cli.output import counted, print_table
from core.engine.comparison import Comparison
from core.engine.evaluating import EngineResult, EvaluationReport
from core.engine.evaluation import NOTHING
from core.engine.matching import Counts, Measure

_COUNTED = ("correct", "incorrect", "partial", "missed", "spurious")
_FIGURES = ("precision", "recall", "f1")
_NONE = "–"


def print_report(report: EvaluationReport) -> None:
    """Print the report as tables."""
    print(f"{counted(report.articles, 'article')}, {counted(report.gold_spans, 'span')} accepted in them.")
    for engine in report.engines:
        _print_engine(engine)
    if report.comparisons:
        _print_block("Compared: accepted spans found, and strict F1", _comparisons(report.comparisons))


def as_record(report: EvaluationReport) -> dict[str, Any]:
    """Return the report as JSON has it: counts, figures from 0 to 1, null where a figure has no meaning."""
    return {
        "articles": report.articles,
        "gold_spans": report.gold_spans,
        "engines": [_engine_record(engine) for engine in report.engines],
        "comparisons": [asdict(one) for one in report.comparisons],
    }


def _print_engine(engine: EngineResult) -> None:
    _print_block(f"{engine.engine} {engine.version}", _measures(engine.counts))
    _print_block("By label", _by_label(engine.by_label))
    _print_block("By origin", _by_origin(engine))
    _print_block("Labels with errors: rows are accepted, columns proposed", _confusion(engine))
    if engine.stages:
        rows = [(one.stage, _share(one.f1_without), f"{one.worth:+.3f}") for one in engine.stages]
        _print_block("What each stage is worth", [("STAGE", "F1 WITHOUT IT", "WORTH"), *rows])
    print(
        f"\nScores: AUC {_share(engine.auc)}, expected calibration error {_share(engine.calibration_error)}."
    )
    if engine.rejected_again:
        print(f"Proposed though a person had rejected it: {counted(engine.rejected_again, 'span')}.")
    for remark in engine.remarks:
        print(remark)


def _print_block(title: str, rows: Iterable[Sequence[str]]) -> None:
    print(f"\n{title}")
    print_table(rows)


def _measures(counts: Mapping[Measure, Counts]) -> Iterator[Sequence[str]]:
    yield ("MEASURE", *(name.upper() for name in (*_FIGURES, *_COUNTED)))
    for measure, one in counts.items():
        figures = (_share(getattr(one, name)) for name in _FIGURES)
        yield (measure, *figures, *(str(getattr(one, name)) for name in _COUNTED))


def _by_label(by_label: Mapping[str, Mapping[Measure, Counts]]) -> Iterator[Sequence[str]]:
    yield ("LABEL", "ACCEPTED", "PROPOSED", "CORRECT", "PRECISION", "RECALL", "F1", "PARTIAL F1", "TYPE F1")
    for label, counts in by_label.items():
        strict = counts[Measure.STRICT]
        sizes = (str(size) for size in (strict.gold, strict.proposed, strict.correct))
        figures = (strict.precision, strict.recall, strict.f1)
        others = (counts[Measure.PARTIAL].f1, counts[Measure.TYPE].f1)
        yield (label, *sizes, *map(_share, (*figures, *others)))


def _by_origin(engine: EngineResult) -> Iterator[Sequence[str]]:
    yield ("ORIGIN", "PROPOSED", "CORRECT", "PRECISION", "OF ALL ACCEPTED")
    gold = max(1, engine.counts[Measure.STRICT].gold)
    for origin, one in engine.by_origin.items():
        yield (origin, str(one.proposed), str(one.correct), _share(one.precision), _share(one.correct / gold))


def _confusion(engine: EngineResult) -> Iterator[Sequence[str]]:
    """Yield the matrix of labels with errors: missed spans in the last column, spurious in the last row."""
    cells = engine.confusion
    labels = sorted({label for pair in cells for label in pair if label != NOTHING and len({*pair}) > 1})
    yield ("", *labels, "missed")
    for gold in (*labels, NOTHING):
        counts = (cells.get((gold, proposed), 0) for proposed in (*labels, NOTHING))
        yield (gold or "spurious", *(str(one) if one else "·" for one in counts))


def _comparisons(comparisons: Iterable[Comparison]) -> Iterator[Sequence[str]]:
    yield ("FIRST", "SECOND", "BOTH", "FIRST ALONE", "SECOND ALONE", "NEITHER", "DIFFERENCE", "95 % INTERVAL")
    for one in comparisons:
        sizes = (one.both, one.first_alone, one.second_alone, one.neither)
        interval = "{:+.3f} to {:+.3f}".format(*one.interval) if one.interval else _NONE
        yield (one.first, one.second, *map(str, sizes), f"{one.difference:+.3f}", interval)


def _share(figure: float | None) -> str:
    return _NONE if figure is None else f"{figure:.3f}"


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
