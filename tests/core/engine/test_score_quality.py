import pytest

from core.engine.score_quality import area_under_curve, expected_error


def test_area_under_curve() -> None:
    assert area_under_curve([(0.9, True), (0.1, False)]) == 1.0
    assert area_under_curve([(0.5, True), (0.5, False)]) == 0.5
    assert area_under_curve([(0.9, True)]) == 0.5


def test_the_expected_error_is_none_for_scores_that_tell_the_share() -> None:
    honest = [(0.75, place % 4 > 0) for place in range(100)]
    assert expected_error(honest) == pytest.approx(0)
    assert expected_error([(1.0, False), (1.0, True)]) == pytest.approx(0.5)
