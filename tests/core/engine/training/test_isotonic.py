from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.engine.training.isotonic import fit

JUDGED = st.lists(
    st.tuples(st.floats(0, 1).map(lambda x: round(x, 2)), st.booleans()), min_size=1, max_size=300
)


@given(JUDGED)
def test_a_curve_never_falls(judged: list[tuple[float, bool]]) -> None:
    curve = fit(judged)
    assert all(left[0] < right[0] and left[1] <= right[1] for left, right in pairwise(curve))
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in curve)


def test_the_curve_is_the_share_that_is_right() -> None:
    judged = [(0.3, place % 4 == 0) for place in range(200)] + [(0.9, place % 10 > 0) for place in range(200)]
    assert fit(judged) == [(0, 0), (0.3, 0.25), (0.9, 0.9)]


def test_where_higher_scores_are_no_better_the_curve_is_flat() -> None:
    judged = [(0.3, True)] * 100 + [(0.9, False)] * 100
    assert fit(judged) == [(0, 0), (0.6, 0.5)]
