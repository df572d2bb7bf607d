"""The curves of scores of an engine, fitted on the dev sets, and how far they are from the truth."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.engine.engine import Engine
from core.engine.gazetteers import LISTED
from core.engine.proposal import Proposal
from core.engine.score_curves import Curve, ScoreCurves
from core.engine.score_quality import Judged, expected_error
from core.engine.training.benchmark_sets import Sets
from core.engine.training.isotonic import fit

_LEAST = 200
"""So many spans of a stage and label make a curve of their own."""

_NEWS_WEIGHT = 2
"""A span of the news set counts so many times: its gold is clean, and news is what the engine is for."""

_READ_ONLY_LISTED = (47, 58)
"""Right, and all: the names in the unified dev sets that only a list proposed, read by OntoNotes' guidelines.

The sets themselves grant 13 of them: they leave nationalities, the "U.S." of "U.S.-led" and such unmarked.
"""

Group = tuple[str, str]
Groups = dict[Group, "_Judgements"]
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
        """Return the supports and labels of what was proposed."""
        return sorted({(span.support, span.label) for _, found in self._known.values() for span in found})


@dataclass(frozen=True)
class _Judgements:
    """Judged spans of the unified sets and of the news set."""

    unified: list[tuple[float, bool]]
    news: list[tuple[float, bool]]

    @property
    def weighted(self) -> list[tuple[float, bool]]:
        return self.unified + self.news * _NEWS_WEIGHT


def calibrate(engine: Engine, sets: Sets) -> Calibration:
    """Fit an engine whose scores are still the stages' own."""
    halves = _judged_by_group(engine, sets)
    crossed: list[tuple[float, bool]] = []
    for half, other in ((0, 1), (1, 0)):
        curves = ScoreCurves(_curves(halves[other]))
        for (support, label), found in halves[half].items():
            judged = found.unified + found.news
            crossed += [(curves.score(support, label, score), is_right) for score, is_right in judged]
    return Calibration(_curves(*halves), expected_error(crossed))


def _judged_by_group(engine: Engine, sets: Sets) -> tuple[Groups, Groups]:
    """Return what was judged of each stage's spans of each label, of every second text and the others."""
    remembered = _Remembered(engine)
    _judged(remembered, sets)
    halves: tuple[Groups, Groups] = ({}, {})
    for group in remembered.groups():
        for half, groups in enumerate(halves):
            remembered.choice = _chosen(group, half)
            groups[group] = _judged(remembered, sets)
    return halves


def _judged(engine: Engine, sets: Sets) -> _Judgements:
    unified = sets.unified(engine).values()
    return _Judgements([pair for found in unified for pair in found.judged], sets.news(engine).judged)


def _chosen(group: Group, half: int) -> Choice:
    return lambda number, span: number % 2 == half and (span.support, span.label) == group


def _curves(*parts: Groups) -> dict[str, Curve]:
    """Return a curve for each group that is large enough, and one for each stage as a whole."""
    keys: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for part in parts:
        for (support, label), found in sorted(part.items()):
            stage = support.partition("+")[0]
            for key in {f"{support}/{label}", support, f"{stage}/{label}", stage}:
                keys[key] += found.weighted
    keys["gazetteer"] = _only_listed(*parts)
    enough = {key: judged for key, judged in keys.items() if judged and _is_enough(key, judged)}
    return {key: fit(judged) for key, judged in sorted(enough.items())}


def _only_listed(*parts: Groups) -> list[tuple[float, bool]]:
    right, count = _READ_ONLY_LISTED
    news = [
        pair
        for part in parts
        for (support, _), found in part.items()
        if support == "gazetteer"
        for pair in found.news
    ]
    return [(LISTED, number < right) for number in range(count)] + news


def _is_enough(key: str, judged: Judged) -> bool:
    return not set("/+").intersection(key) or len(judged) >= _LEAST
