from core.engine.score_quality import area_under_curve


def test_area_under_curve() -> None:
    assert area_under_curve([(0.9, True), (0.1, False)]) == 1.0
    assert area_under_curve([(0.5, True), (0.5, False)]) == 0.5
    assert area_under_curve([(0.9, True)]) == 0.5
