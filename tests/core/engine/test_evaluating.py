"""The one call that measures engines, as a window makes it."""

import pytest

from core.engine.catalogue import stages
from core.engine.evaluating import GoldText, evaluate
from core.engine.evaluation import GoldSpan
from core.errors import InputError
from core.progress import CancelledError, CancelToken, Progress

TEXT = "It cost $5."
TEXTS = [GoldText(TEXT, (GoldSpan(8, 10, "MONEY"),))] * 3


def test_stages_are_weighed_with_one_progress() -> None:
    seen: list[tuple[int, int | None]] = []
    progress = Progress(lambda done, total, what: seen.append((done, total)))
    report = evaluate(TEXTS, ["rules"], with_stages=True, progress=progress)
    (engine,) = report.engines
    runs = 1 + len(stages("rules"))
    assert seen == [(done, 3 * runs) for done in range(1, 3 * runs + 1)]
    assert engine.f1 == 1.0
    worths = {one.stage: (one.f1_without, one.worth) for one in engine.stages}
    assert worths["rules"] == (0.0, 1.0)
    assert worths["gazetteers"] == (1.0, 0.0)


def test_it_can_be_cancelled() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        evaluate(TEXTS, ["rules"], progress=Progress(token=token))


def test_an_engine_that_proposes_nothing_is_told() -> None:
    report = evaluate([GoldText("Nobody came.", (GoldSpan(0, 6, "PERSON"),))], ["rules"])
    (engine,) = report.engines
    assert (engine.f1, engine.auc, engine.calibration_error) == (0.0, None, None)
    assert "The engine rules proposes nothing in these articles." in engine.remarks


def test_gold_of_optional_spans_alone_is_none() -> None:
    with pytest.raises(InputError, match="The article has no accepted span"):
        evaluate([GoldText(TEXT, (GoldSpan(8, 10, "MONEY", optional=True),))], ["rules"])
