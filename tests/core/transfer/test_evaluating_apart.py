"""Engines measured in a process of their own: the same figures, faults as sentences, an end when asked."""

from pathlib import Path

import pytest

from core.engine.evaluating import GoldText, evaluate
from core.engine.evaluation import GoldSpan
from core.errors import InputError, UsageError
from core.progress import CancelledError, CancelToken, Progress
from core.review.evaluation_tables import tables
from core.transfer.evaluating_apart import Asked, evaluate_apart

TEXT = "It cost $5 on 3 May 2024."


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"text": "{TEXT}", "spans": [{{"start": 8, "end": 10, "label": "MONEY"}}]}}\n')
    return path


def asked(file: Path, *engines: str) -> Asked:
    return Asked(engines or ("rules",), Path("no.db"), file)


def test_the_figures_are_those_of_this_process(gold: Path) -> None:
    steps: list[tuple[int, int | None, str]] = []
    found = evaluate_apart(asked(gold), Progress(lambda *step: steps.append(step)))
    assert found == evaluate([GoldText(TEXT, (GoldSpan(8, 10, "MONEY"),))], ["rules"])
    assert steps == [(1, 1, "rules")]


def test_faults_are_raised_here(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='no engine "ruels"') as fault:
        evaluate_apart(asked(gold, "ruels"), Progress())
    assert fault.value.hint == 'Did you mean "rules"?'
    with pytest.raises(InputError, match="does not exist"):
        evaluate_apart(asked(tmp_path / "missing.jsonl"), Progress())


def test_it_ends_when_it_is_cancelled(gold: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        evaluate_apart(asked(gold), Progress(token=token))


def test_every_row_of_a_table_fits_its_columns_and_a_figure_that_there_is_not_is_a_dash() -> None:
    texts = [GoldText(TEXT, (GoldSpan(8, 10, "MONEY"), GoldSpan(0, 2, "WEAPON")))]
    found = tables(evaluate(texts, ["rules", "news-fast"], with_stages=True))
    assert {len(row) - len(table.columns) for table in found for row in table.rows} == {0}
    assert len({table.title for table in found}) == len(found)
    compared = next(table for table in found if table.name == "compared")
    assert compared.words()[0][-2:] == ("–", "–")
