import pytest

from core.engine.comparison import compare
from core.engine.evaluation import Evaluation, GoldSpan
from core.engine.proposal import Proposal

GOLD = [GoldSpan(0, 4, "ORG"), GoldSpan(6, 9, "GPE")]


def evaluation(*found: list[GoldSpan]) -> Evaluation:
    made = Evaluation()
    for spans in found:
        made.add([Proposal(one.start, one.end, one.label, 0.5, "test") for one in spans], GOLD)
    return made


def test_which_is_right_where() -> None:
    comparison = compare(("a", evaluation(GOLD, GOLD[:1])), ("b", evaluation(GOLD[1:], GOLD[1:])))
    assert (comparison.both, comparison.first_alone, comparison.second_alone, comparison.neither) == (
        1,
        2,
        1,
        0,
    )
    assert comparison.difference == pytest.approx(2 / 3 - 6 / 7)


def test_the_interval_holds_the_difference_and_is_the_same_each_time() -> None:
    one, other = evaluation(*[GOLD] * 20), evaluation(*[GOLD, GOLD[:1]] * 10)
    comparison = compare(("a", one), ("b", other))
    assert comparison.interval is not None
    low, high = comparison.interval
    assert low < comparison.difference < high < 0
    assert compare(("a", one), ("b", other)) == comparison


def test_an_engine_differs_from_itself_by_nothing() -> None:
    one = evaluation(GOLD, GOLD[:1])
    assert compare(("a", one), ("a", one)).interval == (0, 0)
    alone = evaluation(GOLD)
    assert compare(("a", alone), ("a", alone)).interval is None
