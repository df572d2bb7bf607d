"""Engines measured on gold: one call that runs them and returns all figures as one value."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from core.engine.catalogue import check_engine, load_engine, stages
from core.engine.comparison import Comparison, compare
from core.engine.evaluation import Evaluation, GoldSpan, Place
from core.engine.matching import Counts, Measure
from core.engine.proposal import Proposal
from core.engine.score_quality import area_under_curve, expected_error
from core.errors import InputError
from core.progress import Progress


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with what it should have: `masked` stretches are not told, `rejected` are known to be wrong."""

    text: str
    spans: tuple[GoldSpan, ...]
    masked: tuple[tuple[int, int], ...] = ()
    rejected: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class StageWorth:
    """Strict F1 with one stage switched off, all else on; `worth` is what the stage adds to it."""

    stage: str
    f1_without: float
    worth: float


@dataclass(frozen=True, slots=True)
class EngineResult:
    """What one engine reached; see `core.engine.evaluation` for what is counted.

    `rejected_again` are proposals at a place, and with a label, that a person rejected: they count as wrong,
    too. `auc` is None unless there are right and wrong proposals, `calibration_error` where there are none.
    `remarks` are sentences on what the figures do not say by themselves.
    """

    engine: str
    version: str
    counts: Mapping[Measure, Counts]
    by_label: Mapping[str, Mapping[Measure, Counts]]
    by_origin: Mapping[str, Counts]
    confusion: Mapping[tuple[str, str], int]
    rejected_again: int
    auc: float | None
    calibration_error: float | None
    stages: tuple[StageWorth, ...]
    remarks: tuple[str, ...]

    @property
    def f1(self) -> float:
        """F1 of exact boundaries and labels."""
        return self.counts[Measure.STRICT].f1


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What engines reached on the same texts; each two of them are compared."""

    articles: int
    gold_spans: int
    engines: tuple[EngineResult, ...]
    comparisons: tuple[Comparison, ...]


def evaluate(
    texts: Sequence[GoldText],
    engines: Sequence[str],
    with_stages: bool = False,
    progress: Progress | None = None,
) -> EvaluationReport:
    """Run engines, by name, over texts and return how near they came to the gold.

    `with_stages` runs each engine again without each of its stages. Progress is in texts. Raises InputError
    where the gold has no span, UsageError for an unknown engine, EngineError where one cannot be loaded,
    CancelledError.
    """
    _check(texts)
    runs = {name: (*stages(name),) if with_stages else () for name in dict.fromkeys(engines)}
    measured = _Measured(texts, progress or Progress(), sum(1 + len(each) for each in runs.values()))
    evaluations = []
    results = []
    for name, its_stages in runs.items():
        evaluation, again = measured.run(name)
        worths = [_worth(evaluation, stage, measured.run(name, {stage})[0]) for stage in its_stages]
        evaluations.append((name, evaluation))
        results.append(_result(name, evaluation, again, worths))
    comparisons = tuple(compare(one, other) for one, other in combinations(evaluations, 2))
    return EvaluationReport(len(texts), evaluations[0][1].total.gold, tuple(results), comparisons)


@dataclass(frozen=True, slots=True)
class _Measured:
    """Runs engines over the same texts, all with one progress."""

    texts: Sequence[GoldText]
    progress: Progress
    runs: int

    def run(self, name: str, without: Collection[str] = frozenset()) -> tuple[Evaluation, int]:
        """Return what an engine came to, and how much of what was rejected it proposed again."""
        engine = load_engine(name, without)
        evaluation = Evaluation()
        again = 0
        what = f"{name} without {', '.join(without)}" if without else name
        found = engine.propose_many(text.text for text in self.texts)
        pairs: Iterator[tuple[GoldText, tuple[Proposal, ...]]] = zip(self.texts, found, strict=True)
        for text, proposals in self.progress.over(pairs, len(self.texts) * self.runs, what):
            evaluation.add(proposals, text.spans, text.masked)
            again += sum((one.start, one.end, one.label) in text.rejected for one in proposals)
        return evaluation, again


def _check(texts: Sequence[GoldText]) -> None:
    if not any(not span.optional for text in texts for span in text.spans):
        articles = "The article has" if len(texts) == 1 else f"The {len(texts)} articles have"
        raise InputError(f"{articles} no accepted span to measure against.")


def _worth(whole: Evaluation, stage: str, without: Evaluation) -> StageWorth:
    return StageWorth(stage, without.total.f1, whole.total.f1 - without.total.f1)


def _result(name: str, found: Evaluation, again: int, worths: Sequence[StageWorth]) -> EngineResult:
    info = check_engine(name)
    outcomes = {is_right for _, is_right in found.judged}
    return EngineResult(
        name,
        info.version,
        dict(found.totals),
        {label: dict(counts) for label, counts in sorted(found.by_label.items())},
        dict(sorted(found.by_origin.items(), key=lambda row: (-row[1].proposed, row[0]))),
        dict(sorted(found.confusion.items())),
        again,
        area_under_curve(found.judged) if len(outcomes) > 1 else None,
        expected_error(found.judged) if found.judged else None,
        tuple(worths),
        (*_never_proposed(name, info.labels, found), *_silent(name, found)),
    )


def _never_proposed(name: str, labels: Collection[str], found: Evaluation) -> Iterator[str]:
    unknown = Counter(
        {
            label: counts[Measure.STRICT].gold
            for label, counts in found.by_label.items()
            if label not in labels and counts[Measure.STRICT].gold
        }
    )
    if unknown.total() == found.total.gold:
        yield f"The engine {name} proposes none of the labels that are accepted here."
    for label, spans in sorted(unknown.items()):
        are = "1 span is" if spans == 1 else f"{spans} spans are"
        yield f"{are} {label}, which the engine {name} never proposes: counted as missed."


def _silent(name: str, found: Evaluation) -> Iterator[str]:
    if not found.total.proposed:
        yield f"The engine {name} proposes nothing in these articles."
