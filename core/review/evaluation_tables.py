"""What engines reached, as tables: for the command line, the window and CSV."""

from collections.abc import Iterator, Mapping

from core.engine.comparison import Comparison
from core.engine.evaluating import EngineResult, EvaluationReport
from core.engine.matching import Counts, Measure
from core.review.tables import Cell, Rows, Table

CONFUSION = "confusion"

_FIGURES = ("precision", "recall", "f1")
_FOUND = ("both", "first alone", "second alone", "neither")
_COUNTED = ("correct", "incorrect", "partial", "missed", "spurious")


def tables(report: EvaluationReport) -> tuple[Table, ...]:
    """Return the tables in the order in which they are shown: of all engines, then of each."""
    of_each = (table for engine in report.engines for table in _of_engine(engine))
    return (_measures(report), *_compared(report.comparisons), _scores(report), *of_each)


def _measures(report: EvaluationReport) -> Table:
    articles = "1 article" if report.articles == 1 else f"{report.articles:,} articles"
    spans = "1 span" if report.gold_spans == 1 else f"{report.gold_spans:,} spans"
    remarks = (remark for engine in report.engines for remark in engine.remarks)
    return Table(
        "measures",
        "Measures",
        " ".join((f"{articles}, {spans} accepted.", *remarks)),
        ("engine", "measure", *_FIGURES, *_COUNTED),
        tuple(
            (f"{engine.engine} {engine.version}", measure.value, *_figures(one), *_counts(one))
            for engine in report.engines
            for measure, one in engine.counts.items()
        ),
    )


def _compared(comparisons: tuple[Comparison, ...]) -> Iterator[Table]:
    if comparisons:
        yield Table(
            "compared",
            "Compared",
            "Accepted spans found, and the difference of strict F1 with its interval of 95 %.",
            ("first", "second", *_FOUND, "difference", "low", "high"),
            tuple(map(_comparison, comparisons)),
        )


def _comparison(one: Comparison) -> tuple[Cell, ...]:
    low, high = one.interval or ("", "")
    found = (one.both, one.first_alone, one.second_alone, one.neither)
    return one.first, one.second, *found, one.difference, low, high


def _scores(report: EvaluationReport) -> Table:
    return Table(
        "scores",
        "Scores",
        "How well scores tell right from wrong (area under the curve: 1 is best, 0.5 is chance), and how far"
        " they are from the share that is right (expected calibration error: 0 is best).",
        ("engine", "area under curve", "calibration error", "proposed though rejected"),
        tuple(
            (one.engine, _known(one.auc), _known(one.calibration_error), one.rejected_again)
            for one in report.engines
        ),
    )


def _of_engine(engine: EngineResult) -> Iterator[Table]:
    name = engine.engine
    yield Table(
        "label_scores",
        f"By label: {name}",
        "Each label by itself, with exact boundaries; partial and type F1 beside it.",
        ("label", "accepted", "proposed", "correct", *_FIGURES, "partial f1", "type f1"),
        tuple((label, *_label(counts)) for label, counts in engine.by_label.items()),
    )
    yield Table(
        CONFUSION,
        f"Confusion: {name}",
        "What is accepted so (row) was proposed so (column); none: missed, or spurious.",
        ("accepted", "proposed", "spans"),
        tuple((gold, proposed, count) for (gold, proposed), count in engine.confusion.items()),
    )
    yield Table(
        "by_origin",
        f"By origin: {name}",
        "What each stage, rule and list proposed, and how much of all that was accepted it found.",
        ("origin", "proposed", "correct", "precision", "of all accepted"),
        _by_origin(engine),
    )
    if engine.stages:
        yield Table(
            "stages",
            f"Stages: {name}",
            "What each stage is worth: strict F1 with it switched off, all else on, and what it adds.",
            ("stage", "f1 without it", "worth"),
            tuple((one.stage, one.f1_without, one.worth) for one in engine.stages),
        )


def _by_origin(engine: EngineResult) -> Rows:
    gold = max(1, engine.counts[Measure.STRICT].gold)
    return tuple(
        (origin, one.proposed, one.correct, one.precision, one.correct / gold)
        for origin, one in engine.by_origin.items()
    )


def _label(counts: Mapping[Measure, Counts]) -> tuple[Cell, ...]:
    strict = counts[Measure.STRICT]
    others = (counts[Measure.PARTIAL].f1, counts[Measure.TYPE].f1)
    return strict.gold, strict.proposed, strict.correct, *_figures(strict), *others


def _figures(one: Counts) -> tuple[Cell, ...]:
    return one.precision, one.recall, one.f1


def _counts(one: Counts) -> tuple[Cell, ...]:
    return one.correct, one.incorrect, one.partial, one.missed, one.spurious


def _known(figure: float | None) -> Cell:
    return "" if figure is None else figure
