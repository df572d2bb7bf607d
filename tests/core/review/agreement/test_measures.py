"""The measures against worked examples of the literature, and against the libraries."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from core.review.agreement.bootstrap import estimate, resamples
from core.review.agreement.measures import MEASURES, agreeing, alpha, cohen, f1, fleiss
from core.review.agreement.tokens import confusion, units

# Fleiss 1971, "Measuring nominal scale agreement among many raters", table 1: thirty patients, six raters
# each, five diagnoses; kappa is given as .430.
FLEISS_1971 = """
0 0 0 6 0  0 3 0 0 3  0 1 4 0 1  0 0 0 0 6  0 3 0 3 0  2 0 4 0 0  0 0 4 0 2  2 0 3 1 0  2 0 0 4 0  0 0 0 0 6
1 0 0 5 0  1 1 0 4 0  0 3 3 0 0  1 0 0 5 0  0 2 0 3 1  0 0 5 0 1  3 0 0 1 2  5 1 0 0 0  0 2 0 4 0  1 0 2 0 3
0 0 0 0 6  0 1 0 5 0  0 2 0 1 3  2 0 0 4 0  1 0 0 4 1  0 5 0 1 0  4 0 0 0 2  0 2 0 4 0  1 0 5 0 0  0 0 0 0 6
"""

# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C: four observers, twelve units,
# five categories, missing data; nominal alpha is 0.743.
KRIPPENDORFF_2011_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
# The same, section B: two observers, twelve units, nominal; alpha is 0.692.
KRIPPENDORFF_2011_B = [list("aabbdcccedda"), list("babbbccceddd")]
# The same, section A: two observers, ten units, binary; alpha is 0.095.
KRIPPENDORFF_2011_A = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]


def table(rows: list[list]) -> np.ndarray:
    values = sorted({value for row in rows for value in row if value is not None})
    return np.array(
        [[sum(row[at] == value for row in rows) for value in values] for at in range(len(rows[0]))]
    )


def test_fleiss_of_1971() -> None:
    counts = np.array(FLEISS_1971.split(), int).reshape(30, 5)
    assert float(fleiss(agreeing(counts))) == pytest.approx(0.430, abs=0.0005)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(KRIPPENDORFF_2011_A, 0.095), (KRIPPENDORFF_2011_B, 0.692), (KRIPPENDORFF_2011_C, 0.743)],
)
def test_alpha_of_krippendorff_2011(rows, expected: float) -> None:
    assert float(alpha(agreeing(table(rows)))) == pytest.approx(expected, abs=0.0005)


def test_cohens_kappa_of_fleiss_2003() -> None:
    # Fleiss, Levin and Paik 2003, "Statistical Methods for Rates and Proportions", table 18.1: kappa .676.
    diagnoses = np.array([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert float(cohen(diagnoses.ravel())) == pytest.approx(0.676, abs=0.0005)


layers = st.integers(2, 5).flatmap(
    lambda size: st.lists(
        st.tuples(st.integers(0, size), st.integers(0, size), st.integers(0, size)), min_size=2, max_size=60
    )
)


@given(layers)
def test_as_the_libraries_count(rows: list[tuple[int, int, int]]) -> None:
    one, other, third = np.array(rows).T
    size = int(max(map(max, rows))) + 1
    if len(set(one) | set(other)) > 1:
        expected = cohen_kappa_score(one, other)
        assert float(cohen(confusion(one, other, size))) == pytest.approx(expected, abs=1e-9)
    if len({value for row in rows for value in row}) > 1:
        counts = units([one, other, third], size)
        expected = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
        assert float(alpha(agreeing(counts))) == pytest.approx(expected, abs=1e-9)


def test_many_samples_are_measured_at_once() -> None:
    tables = np.array([[20, 5, 10, 15], [9, 1, 1, 9]])
    assert list(cohen(tables)) == [float(cohen(one)) for one in tables]
    assert list(f1(np.array([[1, 2, 2], [0, 0, 1]]))) == [0.5, 0.0]


def test_what_is_undefined_says_so() -> None:
    counts, draws = np.zeros((3, 3)), resamples(3, 0)
    missing = estimate(f1, counts, draws, "No spans.")
    assert (missing.value, missing.low, missing.why) == (None, None, "No spans.")
    one_label = np.array([[10, 0, 0, 0]])
    assert estimate(cohen, one_label, resamples(1, 0), "One label.").why == "One label."
    alone = estimate(f1, np.array([[1, 2, 2]]), resamples(1, 0), "")
    assert (alone.value, alone.low, "One article" in alone.why) == (0.5, None, True)


def test_intervals_are_seeded_and_narrow_with_more_articles() -> None:
    rows = np.tile([[8.0, 10, 10], [5, 10, 10]], (50, 1))
    few, many = (estimate(f1, rows[:size], resamples(size, 1), "") for size in (6, 100))
    assert few == estimate(f1, rows[:6], resamples(6, 1), "")
    assert few.low is not None and few.high is not None and many.low is not None and many.high is not None
    assert few.low < few.value < few.high
    assert many.high - many.low < few.high - few.low


def test_the_table_explains_each() -> None:
    assert len({row.name for row in MEASURES}) == 6
    assert all(row.definition and row.silent_on and row.undefined for row in MEASURES)
