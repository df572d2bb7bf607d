"""The residual error: what was accepted unread, the sample, the walk, and bounds from the literature."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.annotation.correction import Batch, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.edits.status import set_status
from core.errors import UsageError
from core.review.assessment import assess
from core.review.bounds import at_most, interval, sample_size, wrong_at_most
from core.review.residual import (
    Advice,
    advise,
    draw,
    latest_residual,
    next_to_inspect,
    residual,
    residual_by_label,
    stratified,
)
from core.store.samples import Sample, UnreadSpan, keep_verdict, samples, unread_spans
from core.store.store import Store
from core.store.undoing import redo_last, undo_last


@pytest.mark.parametrize(
    ("wrong", "inspected", "low", "high"),
    [
        # Agresti and Coull 1998, "Approximate is better than exact", their example of no success in ten.
        (0, 10, 0.0, 0.3085),
        # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 5.
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_exact_intervals_of_published_tables(wrong: int, inspected: int, low: float, high: float) -> None:
    assert interval(wrong, inspected) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize("size", [30, 100, 300, 1000])
def test_the_rule_of_three(size: int) -> None:
    # Hanley and Lippman-Hand 1983, "If nothing goes wrong, is everything all right?"
    assert at_most(0, size) == pytest.approx(1 - 0.05 ** (1 / size))
    assert at_most(0, size) == pytest.approx(3 / size, rel=0.06)


def test_sizes_of_samples() -> None:
    # The sizes of auditors' discovery sampling, 95 %: AICPA Audit Guide "Audit Sampling", table A.1.
    assert [sample_size(0.05, wrong) for wrong in range(4)] == [59, 93, 124, 153]
    assert (sample_size(0.01), sample_size(0.10)) == (299, 29)
    with pytest.raises(ValueError, match="between 0 and 1"):
        sample_size(0)


@settings(deadline=None)
@given(st.integers(1, 200), st.data())
def test_bounds_hold_together(population: int, data: st.DataObject) -> None:
    inspected = data.draw(st.integers(0, population))
    wrong = data.draw(st.integers(0, inspected))
    most = wrong_at_most(wrong, inspected, population)
    assert wrong <= most <= population - (inspected - wrong)
    assert most == wrong or inspected < population
    low, high = interval(wrong, inspected) if inspected else (0, 1)
    assert 0 <= low <= (wrong / inspected if inspected else 0) <= high <= 1


unread = st.lists(st.sampled_from("AAAABBC"), min_size=1, max_size=80).map(
    lambda labels: [UnreadSpan(str(at), "a", at, at + 1, label) for at, label in enumerate(labels)]
)


@given(unread, st.integers(1, 100), st.integers(0, 5))
def test_each_label_has_its_share(spans: list[UnreadSpan], size: int, seed: int) -> None:
    chosen = stratified(spans, size, seed)
    assert len(chosen) == min(size, len(spans))
    assert chosen == stratified(spans, size, seed)
    assert chosen == sorted(chosen, key=lambda one: one.start)
    all_of, some_of = (Counter(one.label for one in those) for those in (spans, chosen))
    for label in all_of:
        assert abs(some_of[label] - len(chosen) * all_of[label] / len(spans)) < 1


def proposed(write, number: int) -> str:
    text = "".join(f"Name{at} said. " for at in range(number))
    rows = [(f"Name{at} ".strip(), "PERSON" if at % 3 else "ORG", "proposed") for at in range(number)]
    return write(text, *rows).id


def complete(store: Store, article_id: str) -> None:
    """Do what Ctrl+Enter does."""
    annotated, batch = store.annotated(article_id, "anna"), Batch(article_id, "anna", "anna")
    left = [span for span in annotated if not span.decided]
    store.commit([*accept(left, batch), *set_status(annotated, Status.REVIEWED, batch)])


def test_what_was_accepted_at_once_is_unread(store: Store, write) -> None:
    article_id = proposed(write, 9)
    first, second, *_ = store.annotated(article_id, "anna")
    store.commit(accept([first], Batch(article_id, "anna", "anna")))
    assert unread_spans(store, "anna") == ()
    complete(store, article_id)
    assert len(unread_spans(store, "anna")) == 8
    undo_last(store, "anna", "anna")
    assert unread_spans(store, "anna") == ()
    redo_last(store, "anna", "anna")
    looked_at = store.annotated(article_id, "anna").get(second.id)
    assert looked_at
    store.commit(reject([looked_at], Batch(article_id, "anna", "anna")))
    assert second.id not in {one.span_id for one in unread_spans(store, "anna")}
    undo_last(store, "anna", "anna")
    assert second.id in {one.span_id for one in unread_spans(store, "anna")}


def walked(store: Store, size: int, wrong: int) -> Sample:
    sample = draw(store, "anna", size, "anna", seed=3)
    for at in range(len(sample.spans)):
        keep_verdict(store, sample.id, at, "wrong" if at < wrong else "right", "bo")
    return samples(store, "anna")[-1]


def test_a_walk_and_its_statement(store: Store, write) -> None:
    complete(store, proposed(write, 300))
    sample = draw(store, "anna", 60, "anna", seed=1)
    assert Counter(one.span.label for one in sample.spans) == {"PERSON": 40, "ORG": 20}
    assert residual(sample).sentence == "None of 300 spans that were accepted unread was inspected yet."
    assert latest_residual(store, "anna") is None
    assert next_to_inspect(sample) == sample.spans[0]
    sample = walked(store, 60, wrong=2)
    found = residual(sample)
    assert (found.wrong, found.inspected, found.population) == (2, 60, 300)
    assert found.sentence == "2 of 60 wrong: at most 10.1 % of 300 unread spans are wrong, 95 %."
    assert found.left < 0.101 * 300
    assert latest_residual(store, "anna") == found
    by_label = residual_by_label(sample)
    assert sum(one.inspected for one in by_label.values()) == 60
    assert all(one.at_most >= found.at_most * 0.5 for one in by_label.values())
    assert next_to_inspect(sample) is None
    assert samples(store, "anna")[-1].spans[0].annotator == "bo"


@pytest.mark.parametrize(
    ("size", "wrong", "bound", "advice"),
    [
        (60, 0, 0.05, Advice.STOP),
        (60, 1, 0.05, Advice.ENLARGE),
        (60, 20, 0.05, Advice.READ_ALL),
        (20, 3, 0.02, Advice.READ_ALL),
        (300, 20, 0.05, Advice.STOP),
    ],
)
def test_the_stopping_rule(store: Store, write, size: int, wrong: int, bound: float, advice: Advice) -> None:
    complete(store, proposed(write, 300))
    assert advise(draw(store, "anna", size, "anna"), bound) is Advice.GO_ON
    assert advise(walked(store, size, wrong), bound) is advice


def test_an_assessment_in_words(store: Store, write) -> None:
    complete(store, proposed(write, 300))
    begun = assess(draw(store, "anna", 60, "anna"), 0.05)
    assert (begun.between, begun.advice) == ("", Advice.GO_ON)
    walk = walked(store, 60, wrong=1)
    enlarged = assess(walk, 0.05)
    assert enlarged.advice_words == "Inspect 33 more: if none of them is wrong, it is less than 5 %."
    assert enlarged.between.startswith("Between 0.0 % and 8.9 %, two-sided; at most ")
    assert enlarged.total.wrong == sum(one.wrong for one in enlarged.by_label.values())
    assert assess(walk, 0.10).advice_words == "Stop: less than 10 % is wrong."
    assert assess(walk, 0.001).advice_words.startswith("Read all of them")


def test_nothing_to_sample_says_so(store: Store, write) -> None:
    proposed(write, 3)
    with pytest.raises(UsageError, match="nothing to sample"):
        draw(store, "anna", 10, "anna")
