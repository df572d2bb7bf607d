"""The curves of scores of an engine, fitted on the dev sets, and how far they are from the truth."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.engine.engine import Engine
from core.engine.proposal import Proposal
from core.engine.score_curves import Curve, ScoreCurves, stage_of
from core.engine.training.benchmark_sets import Sets
from core.engine.training.transformer.isotonic import Judged, expected_error, fit

_LEAST = 200
"""So many spans of a stage and label make a curve of their own."""

Group = tuple[str, str]
Groups = dict[Group, list[tuple[float, bool]]]
Choice = Callable[[int, Proposal], bool]


@dataclass(frozen=True)
class Calibration:
    """Curves by stage and label, and the expected error of curves fitted on the other half of the texts."""

    curves: Mapping[str, Curve]
    error: float


class _Remembered(Engine):
    """An engine that proposes each text only once, and of that only what is chosen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, tuple[int, tuple[Proposal, ...]]] = {}
        self.choice: Choice = lambda number, proposal: True

    def propose_many(self, texts: Iterable[str], batch_size: int = 32) -> Iterator[tuple[Proposal, ...]]:
        """Yield what is chosen of each text's proposals."""
        for text in texts:
            if text not in self._known:
                self._known[text] = len(self._known), self._engine.propose(text)
            number, found = self._known[text]
            yield tuple(proposal for proposal in found if self.choice(number, proposal))

    def groups(self) -> list[Group]:
        """Return the stages and labels of what was proposed."""
        return sorted({(stage_of(span), span.label) for _, found in self._known.values() for span in found})


def calibrate(engine: Engine, sets: Sets) -> Calibration:
    """Fit an engine whose scores are still the stages' own."""
    halves = _judged_by_group(engine, sets)
    groups = set().union(*halves)
    curves = _curves({group: halves[0].get(group, []) + halves[1].get(group, []) for group in groups})
    crossed: list[tuple[float, bool]] = []
    for half, other in ((0, 1), (1, 0)):
        others = ScoreCurves(_curves(halves[other]))
        for (stage, label), judged in halves[half].items():
            crossed += [(others.score(stage, label, score), is_right) for score, is_right in judged]
    return Calibration(curves, expected_error(crossed))


def _judged_by_group(engine: Engine, sets: Sets) -> tuple[Groups, Groups]:
    """Return the judged scores of each stage's spans of each label, of every second text and the others."""
    remembered = _Remembered(engine)
    sets.judged(remembered)
    halves: tuple[Groups, Groups] = ({}, {})
    for group in remembered.groups():
        for half, groups in enumerate(halves):
            remembered.choice = _chosen(group, half)
            if judged := sets.judged(remembered):
                groups[group] = judged
    return halves


def _chosen(group: Group, half: int) -> Choice:
    return lambda number, span: number % 2 == half and (stage_of(span), span.label) == group


def _curves(groups: Mapping[Group, Judged]) -> dict[str, Curve]:
    """Return a curve for each group that is large enough, and one for each stage as a whole."""
    stages: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    curves: dict[str, Curve] = {}
    for (stage, label), judged in sorted(groups.items()):
        stages[stage] += judged
        if len(judged) >= _LEAST:
            curves[f"{stage}/{label}"] = fit(judged)
    return curves | {stage: fit(judged) for stage, judged in sorted(stages.items())}
