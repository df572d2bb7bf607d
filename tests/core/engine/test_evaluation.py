from core.engine.evaluation import NOTHING, Evaluation, GoldSpan
from core.engine.matching import Counts, Measure
from core.engine.proposal import Proposal


def proposal(start: int, end: int, label: str, score: float = 0.9) -> Proposal:
    return Proposal(start, end, label, score, "test")


def test_boundaries_and_label_must_be_exact() -> None:
    evaluation = Evaluation()
    gold = [GoldSpan(0, 4, "ORG"), GoldSpan(6, 9, "GPE")]
    evaluation.add([proposal(0, 4, "ORG"), proposal(6, 10, "GPE")], gold)
    assert evaluation.total == Counts(correct=1, incorrect=1)
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
        assert evaluation.total == Counts()


def test_what_touches_a_masked_stretch_counts_for_nothing() -> None:
    evaluation = Evaluation()
    evaluation.add([proposal(0, 4, "ORG")], [], masked=[(3, 8)])
    assert evaluation.total == Counts()


def test_a_label_of_its_own_goes_before_one_that_is_as_defensible() -> None:
    evaluation = Evaluation()
    gold = [GoldSpan(0, 4, "ORG", frozenset({"GPE"})), GoldSpan(0, 4, "GPE")]
    evaluation.add([proposal(0, 4, "GPE")], gold)
    assert evaluation.scores() == {"all": 0.667, "GPE": 1.0, "ORG": 0.0}


def test_what_is_taken_for_what_and_by_whom() -> None:
    evaluation = Evaluation()
    gold = [GoldSpan(0, 4, "ORG"), GoldSpan(6, 9, "GPE"), GoldSpan(20, 24, "PERSON")]
    evaluation.add([proposal(0, 4, "GPE", 0.3), proposal(6, 9, "GPE"), proposal(30, 33, "ORG")], gold)
    assert evaluation.confusion == {
        ("ORG", "GPE"): 1, ("GPE", "GPE"): 1, ("PERSON", NOTHING): 1, (NOTHING, "ORG"): 1,
    }  # fmt: skip
    assert evaluation.by_origin == {"test": Counts(correct=1, spurious=2)}
    assert evaluation.judged == [(0.3, False), (0.9, True), (0.9, False)]
    assert evaluation.by_label["GPE"][Measure.STRICT] == Counts(correct=1, spurious=1)
    assert evaluation.texts[0].found == {(6, 9, "GPE")}
