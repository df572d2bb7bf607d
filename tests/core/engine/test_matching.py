"""Matching counts what nervaluate, a library made for it, counts."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nervaluate.evaluator import Evaluator

from core.engine.matching import Counts, Measure, Outcome, count, match

LABELS = ("PERSON", "ORG", "GPE")
THEIRS = {
    Measure.STRICT: "strict",
    Measure.EXACT: "exact",
    Measure.PARTIAL: "partial",
    Measure.TYPE: "ent_type",
}


@dataclass(frozen=True)
class Place:
    start: int
    end: int
    label: str


@st.composite
def flat(draw: st.DrawFn) -> list[Place]:
    """Spans that do not overlap, as an engine proposes them."""
    edges = sorted(draw(st.sets(st.integers(0, 40), max_size=12)))
    spans = [Place(start, end, draw(st.sampled_from(LABELS))) for start, end in pairwise(edges)]
    return [span for span in spans if draw(st.booleans())]


@st.composite
def any_spans(draw: st.DrawFn) -> list[Place]:
    """Spans that may nest, cross and stand twice, as gold may."""
    starts = draw(st.lists(st.integers(0, 40), max_size=8))
    return [Place(at, at + draw(st.integers(1, 10)), draw(st.sampled_from(LABELS))) for at in starts]


def in_reading_order(spans: list[Place]) -> list[Place]:
    return sorted(spans, key=lambda span: (span.start, -span.end))


def for_nervaluate(texts: list[list[Place]]) -> list[list[dict[str, Any]]]:
    """It takes the last code point for a span's end, and the spans in the order in which they stand."""
    return [
        [{"label": one.label, "start": one.start, "end": one.end - 1} for one in in_reading_order(spans)]
        for spans in texts
    ]


def as_counts(result: Any) -> tuple[Counts, float, float, float]:
    counts = Counts(result.correct, result.incorrect, result.partial, result.missed, result.spurious)
    return counts, result.precision, result.recall, result.f1


def same(ours: Counts, theirs: Any) -> bool:
    counts, *figures = as_counts(theirs)
    near = zip(figures, (ours.precision, ours.recall, ours.f1), strict=True)
    return ours == counts and all(abs(one - other) < 1e-9 for one, other in near)


@given(st.lists(st.tuples(flat(), st.one_of(flat(), any_spans())), min_size=1, max_size=4))
def test_counts_are_those_of_nervaluate(texts: list[tuple[list[Place], list[Place]]]) -> None:
    proposals, gold = ([one[at] for one in texts] for at in (0, 1))
    theirs = Evaluator(
        for_nervaluate(gold), for_nervaluate(proposals), list(LABELS), loader="dict"
    ).evaluate()
    for measure, name in THEIRS.items():
        assert same(sum((count(match(*one, measure)) for one in texts), Counts()), theirs["overall"][name])
        for label, found in theirs["entities"].items():
            of_label = [
                match(*([span for span in spans if span.label == label] for spans in one), measure)
                for one in texts
            ]
            assert same(sum(map(count, of_label), Counts()), found[name])


def test_a_worked_example() -> None:
    """Six cases of SemEval-2013 task 9.1: right, label, edges, both, missed, spurious."""
    gold = [
        Place(0, 4, "ORG"),
        Place(10, 14, "ORG"),
        Place(20, 24, "ORG"),
        Place(30, 34, "ORG"),
        Place(40, 44, "ORG"),
    ]
    found = [
        Place(0, 4, "ORG"),
        Place(10, 14, "GPE"),
        Place(20, 23, "ORG"),
        Place(30, 33, "GPE"),
        Place(50, 54, "ORG"),
    ]
    counts = {measure: count(match(found, gold, measure)) for measure in Measure}
    assert counts == {
        Measure.STRICT: Counts(correct=1, incorrect=3, missed=1, spurious=1),
        Measure.EXACT: Counts(correct=2, incorrect=2, missed=1, spurious=1),
        Measure.PARTIAL: Counts(correct=2, partial=2, missed=1, spurious=1),
        Measure.TYPE: Counts(correct=2, incorrect=2, missed=1, spurious=1),
    }
    assert [counts[measure].f1 for measure in Measure] == [0.2, 0.4, 0.6, 0.4]
    theirs = Evaluator(
        for_nervaluate([gold]), for_nervaluate([found]), list(LABELS), loader="dict"
    ).evaluate()
    assert all(same(counts[measure], theirs["overall"][name]) for measure, name in THEIRS.items())


def test_proposals_that_overlap_do_not_take_another_s_partner() -> None:
    gold = [Place(0, 3, "PERSON")]
    pairs = match([Place(0, 10, "ORG"), Place(0, 3, "PERSON")], gold, Measure.STRICT)
    assert [pair.outcome for pair in pairs] == [Outcome.SPURIOUS, Outcome.CORRECT]


def test_nothing_gives_noughts() -> None:
    counts = count(match([], [], Measure.STRICT))
    assert (counts.precision, counts.recall, counts.f1) == (0, 0, 0)
