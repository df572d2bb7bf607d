from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.engine.precedence import resolve
from core.engine.proposal import Proposal

spans = st.lists(
    st.builds(
        lambda start, length: Proposal(start, start + length, "ORG", 0.5, "test"),
        st.integers(0, 60),
        st.integers(1, 12),
    )
)


def span(start: int, end: int, origin: str = "test") -> Proposal:
    return Proposal(start, end, "ORG", 0.5, origin)


def test_an_earlier_tier_stands_even_against_a_longer_span() -> None:
    assert resolve([span(5, 8)], [span(0, 20), span(20, 22)]) == [span(5, 8), span(20, 22)]


def test_within_a_tier_the_longer_span_wins_then_the_first() -> None:
    assert resolve([span(0, 3), span(2, 9)]) == [span(2, 9)]
    assert resolve([span(2, 5), span(0, 3)]) == [span(0, 3)]


def test_of_two_at_the_same_place_the_earlier_tier_stays() -> None:
    assert resolve([span(0, 3, "first")], [span(0, 3, "second")]) == [span(0, 3, "first")]


def test_what_stands_hears_another_stage_that_saw_something_else_or_the_same() -> None:
    standing = Proposal(0, 10, "ORG", 0.9, "engine:x@1")
    crossing = Proposal(5, 20, "EVENT", 0.8, "rule:a")
    alike = Proposal(0, 10, "ORG", 0.7, "gazetteer:b")
    (kept,) = resolve([standing], [crossing], [alike])
    assert kept == standing
    assert kept.opinions == (crossing, alike)


def test_a_part_that_a_list_or_the_same_stage_found_tells_nothing() -> None:
    standing = Proposal(0, 10, "EVENT", 0.9, "rule:a")
    part = Proposal(0, 4, "NORP", 0.9, "gazetteer:b")
    same_stage = Proposal(0, 12, "DATE", 0.9, "rule:c")
    (kept,) = resolve([standing], [part, same_stage])
    assert kept.opinions == ()


def test_a_part_that_the_model_found_is_told() -> None:
    part = Proposal(0, 4, "NORP", 0.9, "engine:x@1")
    (kept,) = resolve([Proposal(0, 10, "EVENT", 0.9, "rule:a")], [part])
    assert kept.opinions == (part,)


@given(spans, spans)
def test_the_result_is_flat_ordered_and_full(first: list[Proposal], second: list[Proposal]) -> None:
    flat = resolve(first, second)
    assert all(left.end <= right.start for left, right in pairwise(flat))
    for proposal in first + second:
        assert any(proposal.overlaps(kept) for kept in flat)
