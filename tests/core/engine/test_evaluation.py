from core.engine.evaluation import Evaluation, GoldSpan, area_under_curve
from core.engine.proposal import Proposal


def proposal(start: int, end: int, label: str, score: float = 0.9) -> Proposal:
    return Proposal(start, end, label, score, "test")


def test_boundaries_and_label_must_be_exact() -> None:
    evaluation = Evaluation()
    gold = [GoldSpan(0, 4, "ORG"), GoldSpan(6, 9, "GPE")]
    evaluation.add([proposal(0, 4, "ORG"), proposal(6, 10, "GPE")], gold)
    assert (evaluation.total.right, evaluation.total.wrong, evaluation.total.missed) == (1, 1, 1)
    assert evaluation.scores() == {"all": 0.5, "GPE": 0.0, "ORG": 1.0}


def test_a_label_in_also_is_right_and_counts_under_the_gold_label() -> None:
    evaluation = Evaluation()
    gold = [GoldSpan.from_json({"start": 0, "end": 4, "label": "ORG", "also": ["GPE"]})]
    evaluation.add([proposal(0, 4, "GPE")], gold)
    assert evaluation.scores() == {"all": 1.0, "ORG": 1.0}


def test_an_optional_span_is_neither_missed_nor_wrong() -> None:
    gold = [GoldSpan.from_json({"start": 0, "end": 4, "label": "DATE", "optional": True})]
    for found in ([], [proposal(0, 4, "DATE")]):
        evaluation = Evaluation()
        evaluation.add(found, gold)
        assert (evaluation.total.right, evaluation.total.wrong, evaluation.total.missed) == (0, 0, 0)


def test_what_touches_a_masked_stretch_counts_for_nothing() -> None:
    evaluation = Evaluation()
    evaluation.add([proposal(0, 4, "ORG")], [], masked=[(3, 8)])
    assert evaluation.total.wrong == 0


def test_area_under_curve() -> None:
    assert area_under_curve([(0.9, True), (0.1, False)]) == 1.0
    assert area_under_curve([(0.5, True), (0.5, False)]) == 0.5
    assert area_under_curve([(0.9, True)]) == 0.5
