"""The shipped engine against the data it was measured on; skipped where the data folder is not there."""

import json
from pathlib import Path

import pytest

from core import assets
from core.engine.catalogue import check_engine, load_engine
from core.engine.training.benchmark_sets import NEWS, Sets
from core.engine.trimming import load_trimming

DATA = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "ner"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the data folder is not there")


@pytest.mark.parametrize("name", ["news", "news-fast"])
def test_the_news_set_is_found_as_the_meta_says(name: str) -> None:
    evaluation = Sets(DATA, load_trimming()).news(load_engine(name))
    assert evaluation.total.f1 >= 0.88
    stated = check_engine(name).scores[NEWS]
    assert evaluation.total.f1 == pytest.approx(stated, abs=0.005)


def test_the_rows_of_the_gold_lie_in_their_texts() -> None:
    for line in (DATA / f"{NEWS}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert all(0 <= row["start"] < row["end"] <= len(record["text"]) for row in record["spans"])


@pytest.mark.parametrize("name", ["news", "news-fast"])
def test_the_meta_tells_how_scores_are_to_be_read(name: str) -> None:
    facts = json.loads(assets.read_text("models", name, "meta.json"))["rubricator"]
    assert facts["score_auc"] > 0.7
    assert facts["calibration"][-1][3] > facts["calibration"][0][3]
