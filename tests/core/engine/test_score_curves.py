import json
from pathlib import Path

import pytest

from core.engine.proposal import Proposal
from core.engine.score_curves import FILE, ScoreCurves, score_at

CURVE = [(0.2, 0.1), (0.6, 0.5), (0.8, 0.9)]


@pytest.mark.parametrize(
    ("score", "value"), [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.7, 0.7), (0.8, 0.9), (1.0, 0.9)]
)
def test_scores_lie_between_the_points_and_stay_at_the_ends(score: float, value: float) -> None:
    assert score_at(CURVE, score) == pytest.approx(value)


def test_a_label_has_its_own_curve_or_its_stages() -> None:
    curves = ScoreCurves({"engine": [(0, 0.5)], "engine/GPE": [(0, 0.75)]})
    spans = [
        Proposal(0, 1, "GPE", 0.9, "engine:news@1"),
        Proposal(0, 1, "ORG", 0.9, "engine:news@1"),
        Proposal(0, 1, "DATE", 0.9, "rule:year"),
    ]
    assert [curves.rescored(span).score for span in spans] == [0.75, 0.5, 0.9]


def test_curves_are_read_from_a_models_folder(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps({"rule": [[0, 0.25]]}), encoding="utf-8")
    assert ScoreCurves().from_disk(tmp_path).score("rule", "DATE", 0.9) == 0.25


def test_a_span_that_others_agree_on_has_a_curve_of_its_own() -> None:
    curves = ScoreCurves({"engine/ORG": [(0, 0.5)], "engine+gazetteer": [(0, 0.9)]})
    listed = Proposal(0, 1, "ORG", 0.9, "gazetteer:a")
    other = Proposal(0, 1, "GPE", 0.9, "gazetteer:a")
    alone = Proposal(0, 1, "ORG", 0.8, "engine:news@1")
    spans = [alone, alone.hearing(listed), alone.hearing(other)]
    assert [curves.rescored(span).score for span in spans] == [0.5, 0.9, 0.5]
